import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paperFigures } from './item-analysis-paper.ts';
import { addItemSums, type AnalysedItem } from './item-analysis-sums.ts';
import { sumPapers, type AnsweredItem, type RoundSums } from './item-analysis-tally.ts';
import { itemFigures } from './item-analysis.ts';
import { seededRandom } from './random.ts';

type Paper = readonly AnsweredItem[];

const figuresOf = (sums: RoundSums) =>
	new Map([...sums.items].map(([versionId, item]) => [versionId, itemFigures(item)]));

/** An item with one right option, the first of four. */
const item = (versionId: number, changes: Partial<AnalysedItem> = {}): AnalysedItem => ({
	versionId,
	...{ key: 1, points: 100, optionCount: 4 },
	...changes
});

const answer = (versionId: number, chosen: number, seconds: number | null = 5): AnsweredItem => ({
	versionId,
	chosen,
	seconds: chosen === 0 ? null : seconds
});

/** Rounds of a pool of up to eight items, some with more points, some with two right options. */
const pools = fc
	.array(fc.record({ key: fc.constantFrom(1, 3), points: fc.constantFrom(50, 100, 200) }), {
		minLength: 2,
		maxLength: 8
	})
	.map((items) => items.map((changes, index) => item(index + 1, changes)));
/** Papers that hold some items of the pool, in any order, answered at random. */
const sparseRounds = pools.chain((items) =>
	fc.record({
		items: fc.constant(items),
		papers: fc.array(
			fc
				.shuffledSubarray(items, { minLength: 1 })
				.chain((drawn) =>
					fc.tuple(
						...drawn.map(({ versionId }) => fc.nat(15).map((mask) => answer(versionId, mask)))
					)
				),
			{ minLength: 1, maxLength: 40 }
		)
	})
);
const close = (left: number | null, right: number | null) => {
	if (left === null || right === null) expect(left).toBe(right);
	else expect(Math.abs(left - right)).toBeLessThan(1e-9);
};

describe('a sparse round worked out by hand', () => {
	// Three items, two on each paper; rest scores are the other item's 0 or 1.
	const items = [item(1), item(2), item(3)];
	const papers = [
		[answer(1, 1, 4), answer(2, 1, 10)],
		[answer(1, 1, 6), answer(2, 2, 20)],
		[answer(2, 1, 30), answer(3, 1, 8)],
		[answer(2, 4, 40), answer(3, 0)],
		[answer(3, 1, 2), answer(1, 1, 8)],
		[answer(3, 8, 3), answer(1, 2, 10)]
	];
	const sums = sumPapers(items, papers);
	const figures = figuresOf(sums);

	it('has these figures', () => {
		// Item 1: right, right, right, wrong with rests 1, 0, 1, 0: r = 0.5 / √(0.75 · 1).
		close(figures.get(1)!.facility, 3 / 4);
		close(figures.get(1)!.discrimination, 1 / Math.sqrt(3));
		// Groups of round(0.27 · 4) = 1: half of each of two equals. Upper 1, lower 1/2.
		close(figures.get(1)!.upperLower, 1 / 2);
		// Item 2: right, wrong, right, wrong with rests 1, 1, 1, 0.
		close(figures.get(2)!.facility, 1 / 2);
		close(figures.get(2)!.discrimination, 1 / Math.sqrt(3));
		// Upper: a third of each of three, two of them right; lower: the one who is wrong.
		close(figures.get(2)!.upperLower, 2 / 3);
		expect(figures.get(3)).toMatchObject({ facility: 1 / 2, omitted: 1 / 4, medianSeconds: 3 });
		expect(figures.get(1)!.medianSeconds).toBe(7);
	});

	it('has these rows of the distractor table', () => {
		const { options, omission } = figures.get(2)!;
		expect(options.map(({ count }) => count)).toEqual([2, 1, 1, 0]);
		close(options[0]!.upper, 2 / 3);
		close(options[0]!.middle, 2 / 3);
		close(options[0]!.lower, 0);
		close(options[2]!.lower, 1);
		close(options[1]!.discrimination, 1 / 3);
		expect(options[3]!.discrimination).toBeNull();
		expect(omission).toMatchObject({ count: 0, share: 0 });
		expect(figures.get(3)!.omission).toMatchObject({ count: 1, share: 1 / 4 });
	});

	it('has this reliability', () => {
		// Deviations from 3/4, 1/2 and 1/2: sums 3/4, -1/4, 1, -1, 3/4, -5/4; squares of all items 11/4.
		const square = 9 / 16 + 1 / 16 + 1 + 1 + 9 / 16 + 25 / 16;
		const alpha = (2 / 1) * (1 - 11 / 4 / square);
		const paper = paperFigures(sums.papers)!;
		close(paper.reliability, alpha);
		close(paper.standardError, Math.sqrt((square / 6) * (1 - alpha)) / 2);
		expect(paper.items).toBe(2);
	});
});

describe('papers drawn at random from a pool', () => {
	it('give the reliability of the papers, not of the luck of drawing easy ones', () => {
		// Everybody's chance is ability + easiness of the item: covariances are the variance of ability.
		const random = seededRandom('reliability of drawn papers');
		const share = () => random.below(1_000_000) / 1_000_000;
		const pool = Array.from({ length: 60 }, (_, index) => item(index + 1));
		const easiness = pool.map((_, index) => ((index % 3) - 1) * 0.2);
		const papers = Array.from({ length: 4_000 }, (_, index) => {
			const ability = 0.5 + ((index % 5) - 2) * 0.1;
			const drawn = [...pool].sort(() => share() - 0.5).slice(0, 15);
			return drawn.map(({ versionId }) =>
				answer(versionId, share() < ability + easiness[versionId - 1]! ? 1 : 2)
			);
		});
		const covariance = 0.02;
		const variance =
			easiness.reduce((sum, each) => sum + (0.5 + each) * (0.5 - each), 0) / pool.length;
		const expected = (15 * covariance) / (variance + 14 * covariance);
		const paper = paperFigures(sumPapers(pool, papers).papers)!;
		expect(Math.abs(paper.reliability! - expected)).toBeLessThan(0.02);
	});
});

describe('several rounds', () => {
	/** At each of the two rest scores four people, of whom so many have item 1 right. */
	const round = (rests: readonly number[], right: number): Paper[] =>
		rests.flatMap((rest) =>
			[0, 1, 2, 3].map((index) => [
				answer(1, index < right ? 1 : 2),
				answer(2, rest > 0 ? 1 : 2),
				answer(3, rest > 1 ? 1 : 2)
			])
		);

	it('compare people with those of their own round only', () => {
		const items = [item(1), item(2), item(3)];
		// Strong people found item 1 easy, weak ones hard; within each round it tells nobody apart.
		const strong = round([1, 2], 3);
		const weak = round([0, 1], 1);
		const ofFirst = (papers: readonly Paper[]) => sumPapers(items, papers).items.get(1)!;
		const added = itemFigures(addItemSums(ofFirst(strong), ofFirst(weak)));
		expect(added).toMatchObject({ attempts: 16, facility: 0.5 });
		close(added.discrimination, 0);
		close(added.upperLower, 0);
		expect(itemFigures(ofFirst([...strong, ...weak])).discrimination).toBeGreaterThan(0.3);
	});

	it('may be added in any order', () => {
		fc.assert(
			fc.property(sparseRounds, ({ items, papers }) => {
				const halves = [papers.slice(0, papers.length / 2), papers.slice(papers.length / 2)];
				const [one, other] = halves.map((half) => sumPapers(items, half).items);
				for (const [versionId, sums] of one!) {
					const second = other!.get(versionId);
					if (!second) continue;
					expect(itemFigures(addItemSums(sums, second))).toEqual(
						itemFigures(addItemSums(second, sums))
					);
				}
			})
		);
	});
});
