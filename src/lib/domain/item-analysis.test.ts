import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { paperFigures } from './item-analysis-paper.ts';
import { addItemSums, type AnalysedItem } from './item-analysis-sums.ts';
import { sumPapers, type AnsweredItem, type RoundSums } from './item-analysis-tally.ts';
import { itemFigures, type ItemFigures } from './item-analysis.ts';

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
/** The same where everybody has every item. */
const denseRounds = pools.chain((items) =>
	fc.record({
		items: fc.constant(items),
		papers: fc.array(
			fc.tuple(...items.map(({ versionId }) => fc.nat(15).map((mask) => answer(versionId, mask)))),
			{ minLength: 2, maxLength: 40 }
		)
	})
);

const close = (left: number | null, right: number | null) => {
	if (left === null || right === null) expect(left).toBe(right);
	else expect(Math.abs(left - right)).toBeLessThan(1e-9);
};

describe('the figures of any round', () => {
	it('keep within their bounds', () => {
		fc.assert(
			fc.property(sparseRounds, ({ items, papers }) => {
				const sums = sumPapers(items, papers);
				for (const figures of figuresOf(sums).values()) {
					expect(figures.attempts).toBeGreaterThan(0);
					for (const share of sharesOf(figures)) {
						expect(share).toBeGreaterThanOrEqual(0);
						expect(share).toBeLessThanOrEqual(1);
					}
					for (const index of indicesOf(figures)) {
						expect(Math.abs(index)).toBeLessThanOrEqual(1);
					}
				}
				const paper = paperFigures(sums.papers)!;
				expect(paper.histogram.reduce((sum, count) => sum + count, 0)).toBe(papers.length);
				expect(paper.reliability ?? 0).toBeLessThanOrEqual(1 + 1e-12);
				expect(paper.standardError ?? 0).toBeGreaterThanOrEqual(0);
			})
		);
	});

	it('do not depend on the order of the people, of the pool or of the papers', () => {
		const shuffled = sparseRounds.chain((round) =>
			fc.record({
				round: fc.constant(round),
				items: fc.shuffledSubarray([...round.items], { minLength: round.items.length }),
				papers: fc.shuffledSubarray([...round.papers], { minLength: round.papers.length })
			})
		);
		fc.assert(
			fc.property(shuffled, ({ round, items, papers }) => {
				const before = sumPapers(round.items, round.papers);
				const after = sumPapers(
					items,
					papers.map((paper) => [...paper].reverse())
				);
				const figures = figuresOf(after);
				for (const [versionId, expected] of figuresOf(before)) {
					expect(figures.get(versionId)).toEqual(expected);
				}
				const [one, other] = [paperFigures(before.papers)!, paperFigures(after.papers)!];
				close(one.reliability, other.reliability);
				close(one.deviation, other.deviation);
				expect(one.histogram).toEqual(other.histogram);
			})
		);
	});

	it('count nobody twice and no group beyond its size', () => {
		fc.assert(
			fc.property(sparseRounds, ({ items, papers }) => {
				for (const sums of sumPapers(items, papers).items.values()) {
					const { attempts, groupSize, options, omitted } = sums;
					expect(groupSize * 2).toBeLessThanOrEqual(attempts);
					for (const { count, upper, lower } of [...options, omitted]) {
						expect(upper + lower).toBeLessThanOrEqual(count + 1e-9);
						expect(Math.max(upper, lower)).toBeLessThanOrEqual(groupSize + 1e-9);
					}
				}
			})
		);
	});

	it('are unchanged when the same round is added to itself, with twice the attempts', () => {
		fc.assert(
			fc.property(sparseRounds, ({ items, papers }) => {
				for (const sums of sumPapers(items, papers).items.values()) {
					const [once, twice] = [itemFigures(sums), itemFigures(addItemSums(sums, sums))];
					expect(twice.attempts).toBe(2 * once.attempts);
					close(twice.facility, once.facility);
					close(twice.discrimination, once.discrimination);
					close(twice.upperLower, once.upperLower);
					expect(twice.medianSeconds).toBe(once.medianSeconds);
					twice.options.forEach((option, position) => {
						close(option.middle, once.options[position]!.middle);
						close(option.discrimination, once.options[position]!.discrimination);
					});
				}
			})
		);
	});
});

/** The formulas of the textbooks, written down for a full matrix of points without any sums kept. */
function textbook(items: readonly AnalysedItem[], papers: readonly Paper[]) {
	const points = papers.map((paper) =>
		paper.map(({ chosen }, column) => (chosen === items[column]!.key ? items[column]!.points : 0))
	);
	const mean = (values: readonly number[]) =>
		values.reduce((sum, value) => sum + value, 0) / values.length;
	const variance = (values: readonly number[]) =>
		mean(values.map((value) => (value - mean(values)) ** 2));
	const totals = points.map((row) => row.reduce((sum, value) => sum + value, 0));
	const k = items.length;
	const alpha =
		(k / (k - 1)) *
		(1 -
			items.reduce((sum, _, column) => sum + variance(points.map((row) => row[column]!)), 0) /
				variance(totals));
	return {
		varies: variance(totals) > 1e-9,
		alpha,
		standardError: Math.sqrt(variance(totals) * (1 - alpha)),
		/** (M₁ − M₀) / s · √(p q) with the sum of the other points. */
		pointBiserial: (column: number) => {
			const rest = totals.map((total, row) => total - points[row]![column]!);
			const right = rest.filter((_, row) => points[row]![column]! > 0);
			const wrong = rest.filter((_, row) => points[row]![column]! === 0);
			if (right.length === 0 || wrong.length === 0 || variance(rest) < 1e-9) return null;
			const p = right.length / papers.length;
			return ((mean(right) - mean(wrong)) / Math.sqrt(variance(rest))) * Math.sqrt(p * (1 - p));
		}
	};
}

describe('where everybody has the same items', () => {
	it('reliability and its standard error are those of the textbook', () => {
		fc.assert(
			fc.property(denseRounds, ({ items, papers }) => {
				const expected = textbook(items, papers);
				fc.pre(expected.varies);
				const paper = paperFigures(sumPapers(items, papers).papers)!;
				const maxScore = items.reduce((sum, { points }) => sum + points, 0);
				close(paper.reliability, expected.alpha);
				close(paper.standardError! * maxScore, expected.standardError);
				close(paper.standardError, paper.deviation * Math.sqrt(1 - paper.reliability!));
				expect(paper.reliabilityKind).toBe(
					new Set(items.map(({ points }) => points)).size === 1 ? 'kr20' : 'alpha'
				);
			})
		);
	});

	it('discrimination is the point-biserial correlation with the sum of the other points', () => {
		fc.assert(
			fc.property(denseRounds, ({ items, papers }) => {
				const expected = textbook(items, papers);
				const figures = figuresOf(sumPapers(items, papers));
				items.forEach(({ versionId }, column) =>
					close(figures.get(versionId)!.discrimination, expected.pointBiserial(column))
				);
			})
		);
	});
});

describe('patterns with a known answer', () => {
	const items = [1, 2, 3, 4, 5].map((versionId) => item(versionId));
	const person = (...right: number[]): Paper =>
		items.map(({ versionId }, position) => answer(versionId, right[position] === 1 ? 1 : 2));

	it('everything or nothing: reliability 1, discrimination 1, no error of measurement', () => {
		const papers = Array.from({ length: 40 }, (_, index) =>
			index % 2 === 0 ? person(1, 1, 1, 1, 1) : person(0, 0, 0, 0, 0)
		);
		const sums = sumPapers(items, papers);
		for (const figures of figuresOf(sums).values()) {
			expect(figures).toMatchObject({ facility: 0.5, upperLower: 1, omitted: 0 });
			expect(figures.discrimination).toBeCloseTo(1, 12);
		}
		const paper = paperFigures(sums.papers)!;
		expect(paper.reliability).toBeCloseTo(1, 12);
		expect(paper.standardError).toBeCloseTo(0, 6);
		expect(paper.histogram).toEqual([20, 0, 0, 0, 0, 0, 0, 0, 0, 20]);
	});

	it('Guttman’s scale: the facilities fall, every item discriminates, KR-20 is 5/6', () => {
		// Six people with 0 to 5 right, always the easiest: p = 5/6 … 1/6, Σpq = 35/36, variance 35/12.
		const papers = [0, 1, 2, 3, 4, 5].map((right) =>
			person(...items.map((_, position) => (position < right ? 1 : 0)))
		);
		const sums = sumPapers(items, papers);
		const figures = [...figuresOf(sums).values()];
		figures.forEach(({ facility }, position) => close(facility, (5 - position) / 6));
		for (const { discrimination } of figures) expect(discrimination).toBeGreaterThan(0.4);
		// 5/4 (1 − (35/36) / (35/12)) = 5/4 · 2/3.
		close(paperFigures(sums.papers)!.reliability, 5 / 6);
	});

	it('nobody differs: no discrimination, no reliability, nothing divided by nothing', () => {
		const sums = sumPapers(items, [person(1, 1, 0, 0, 0), person(1, 1, 0, 0, 0)]);
		expect(figuresOf(sums).get(1)).toMatchObject({ discrimination: null, upperLower: null });
		expect(paperFigures(sums.papers)).toMatchObject({ reliability: null, standardError: null });
		expect(paperFigures(sumPapers(items, []).papers)).toBeNull();
		const alone = sumPapers([item(1)], [[answer(1, 1)]]);
		expect(figuresOf(alone).get(1)).toMatchObject({ facility: 1, upperLower: null });
	});
});

function sharesOf({ facility, omitted, options, omission }: ItemFigures): number[] {
	return [
		facility,
		omitted,
		...[...options, omission].flatMap(({ share, upper, middle, lower }) => [
			share,
			upper,
			middle,
			lower
		])
	].filter((share) => share !== null);
}

function indicesOf({ discrimination, upperLower, options }: ItemFigures): number[] {
	return [discrimination, upperLower, ...options.map((option) => option.discrimination)].filter(
		(index) => index !== null
	);
}
