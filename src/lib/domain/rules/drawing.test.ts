import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AppError } from '../errors.ts';
import { difficulties, itemTypes } from '../items.ts';
import { drawingShortages, drawSections, fitsLine, type DrawableItem } from './drawing.ts';
import type { BlueprintLine, PaperRules, Section } from './paper-rules.ts';

const items = fc
	.array(
		fc.record({
			bankId: fc.integer({ min: 1, max: 2 }),
			topicId: fc.integer({ min: 1, max: 3 }),
			difficulty: fc.constantFrom(...difficulties),
			type: fc.constantFrom(...itemTypes),
			optionCount: fc.integer({ min: 2, max: 6 })
		}),
		{ maxLength: 40 }
	)
	.map((list) =>
		list.map((item, index): DrawableItem => ({
			...item,
			versionId: index + 1,
			fixedOrder: item.type === 'true_false'
		}))
	);
const lines: fc.Arbitrary<BlueprintLine> = fc.record({
	bankId: fc.integer({ min: 1, max: 2 }),
	topicId: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
	difficulty: fc.option(fc.constantFrom(...difficulties), { nil: null }),
	type: fc.option(fc.constantFrom(...itemTypes), { nil: null }),
	count: fc.integer({ min: 1, max: 4 }),
	points: fc.option(fc.integer({ min: 1, max: 500 }), { nil: null })
});
const sections: fc.Arbitrary<Section[]> = fc.array(
	fc.record({
		title: fc.constantFrom('', 'Phần I'),
		lines: fc.array(lines, { minLength: 1, maxLength: 3 })
	}),
	{ minLength: 1, maxLength: 3 }
);
const switches = fc.record({
	...{ shuffleItems: fc.boolean(), shuffleOptions: fc.boolean(), freshFirst: fc.boolean() }
});
const seeds = fc.record({ items: fc.string(), order: fc.string() });
type Rules = Pick<PaperRules, 'sections' | 'shuffleItems' | 'shuffleOptions' | 'freshFirst'>;

const line = (more: Partial<BlueprintLine> = {}): BlueprintLine => ({
	...{ bankId: 1, topicId: null, difficulty: null, type: null, count: 5, points: null },
	...more
});
const bank = (count: number): DrawableItem[] =>
	Array.from({ length: count }, (_, index) => ({
		...{ versionId: index + 1, bankId: 1, topicId: 1, difficulty: 'recall', type: 'single' },
		...{ optionCount: 4, fixedOrder: false }
	}));
const rules = (more: Partial<Rules> = {}): Rules => ({
	...{ sections: [{ title: '', lines: [line()] }], shuffleItems: true, shuffleOptions: true },
	...{ freshFirst: false },
	...more
});

/** A pool in which every line finds more than it asks for. */
const poolFor = (parts: readonly Section[]): DrawableItem[] =>
	parts
		.flatMap(({ lines: all }) => all)
		.flatMap((each) => Array.from({ length: each.count + 2 }, () => each))
		.map(({ bankId, topicId, difficulty, type }, index) => ({
			...{ versionId: index + 1, bankId, topicId: topicId ?? 1, type: type ?? 'single' },
			...{ difficulty: difficulty ?? 'recall', optionCount: 4, fixedOrder: type === 'true_false' }
		}));

describe('a drawn paper', () => {
	it('has for each line its items, none twice, the parts in order – or the lines that lack are named', () => {
		fc.assert(
			fc.property(
				items,
				fc.boolean(),
				sections,
				switches,
				seeds,
				(some, isEnough, parts, given, seed) => {
					const pool = isEnough ? poolFor(parts) : some;
					const shortages = drawingShortages(pool, parts);
					const draw = () => drawSections(pool, { ...given, sections: parts }, seed);
					if (shortages.length > 0) return void expect(draw).toThrow(AppError);
					const paper = draw();
					expect(new Set(paper.map(({ versionId }) => versionId)).size).toBe(paper.length);
					expect(paper.map(({ section = 0 }) => section)).toEqual(
						parts.flatMap((part, index) =>
							part.lines.flatMap(({ count }) => Array.from({ length: count }, () => index))
						)
					);
					for (const place of paper) {
						const item = pool.find(({ versionId }) => versionId === place.versionId);
						expect(item && [...place.order].sort()).toEqual(
							Array.from({ length: item?.optionCount ?? 0 }, (_, index) => index)
						);
						if (item?.fixedOrder || !given.shuffleOptions)
							expect(place.order).toEqual([...place.order].sort());
						const fitting = parts[place.section ?? 0]?.lines.filter(
							(each) => item && fitsLine(item, each) && each.points === (place.points ?? null)
						);
						expect(fitting?.length).toBeGreaterThan(0);
					}
				}
			)
		);
	});

	it('is the same for the same seeds, whatever the order of the pool', () => {
		fc.assert(
			fc.property(sections, switches, seeds, (parts, given, seed) => {
				const pool = poolFor(parts);
				const draw = (from: DrawableItem[]) =>
					drawSections(from, { ...given, sections: parts }, seed);
				expect(draw(pool.toReversed())).toEqual(draw(pool));
			})
		);
	});

	it('that is fixed has the same items for all, each in an order of their own', () => {
		const draw = (order: string) => drawSections(bank(40), rules(), { items: 'đợt 1', order });
		const versions = (order: string) => draw(order).map(({ versionId }) => versionId);
		expect(versions('a').toSorted()).toEqual(versions('b').toSorted());
		const orders = Array.from({ length: 20 }, (_, index) => versions(String(index)).join());
		expect(new Set(orders).size).toBeGreaterThan(10);
	});

	it('keeps the order of the blueprint and of the options where nothing is shuffled', () => {
		const parts = [
			{ title: '', lines: [line({ topicId: 2, count: 1 }), line({ topicId: 1, count: 2 })] }
		];
		const pool = bank(3).map((item, index) => ({ ...item, topicId: index === 2 ? 2 : 1 }));
		const given = { sections: parts, shuffleItems: false, shuffleOptions: false };
		const paper = drawSections(pool, rules(given), { items: 'x', order: 'y' });
		expect(paper[0]?.versionId).toBe(3);
		expect(paper.map(({ order }) => order.join(''))).toEqual(['0123', '0123', '0123']);
	});

	it('takes what the person has not met first, then what they met least', () => {
		const met = new Map<number, number>();
		const given = rules({ freshFirst: true });
		for (let attempt = 0; attempt < 6; attempt++) {
			const seed = `lượt ${attempt}`;
			for (const { versionId } of drawSections(bank(15), given, { items: seed, order: seed }, met))
				met.set(versionId, (met.get(versionId) ?? 0) + 1);
			// Three papers of five make fifteen: nothing comes again before all was there.
			const counts = Array.from({ length: 15 }, (_, index) => met.get(index + 1) ?? 0);
			expect(Math.max(...counts) - Math.min(...counts)).toBeLessThanOrEqual(1);
		}
	});

	it('gives every item of the pool the same chance', () => {
		const drawn = new Map<number, number>();
		const papers = 2_000;
		for (let index = 0; index < papers; index++) {
			const seeds = { items: `${index}`, order: `${index}` };
			for (const { versionId } of drawSections(bank(20), rules(), seeds))
				drawn.set(versionId, (drawn.get(versionId) ?? 0) + 1);
		}
		// 500 expected, standard deviation about 19.
		for (const count of drawn.values()) expect(Math.abs(count - papers / 4)).toBeLessThan(100);
		expect(drawn.size).toBe(20);
	});
});
