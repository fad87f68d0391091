import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { difficulties } from '../items.ts';
import { drawingShortages, drawSections, fitsLine, type DrawableItem } from './drawing.ts';
import type { PaperItem } from '../paper.ts';
import type { BlueprintLine } from './paper-rules.ts';

type Blueprint = readonly BlueprintLine[];
const sectionsOf = (blueprint: Blueprint) => [{ title: '', lines: [...blueprint] }];

/** A paper of one part with everything shuffled. */
function drawPaper(pool: readonly DrawableItem[], blueprint: Blueprint, seed: string): PaperItem[] {
	const rules = { shuffleItems: true, shuffleOptions: true, freshFirst: false };
	return drawSections(
		pool,
		{ ...rules, sections: sectionsOf(blueprint) },
		{ items: seed, order: seed }
	);
}
const blueprintShortages = (pool: readonly DrawableItem[], blueprint: Blueprint) =>
	drawingShortages(pool, sectionsOf(blueprint));

const difficulty = fc.constantFrom(...difficulties);

/** A pool with few banks and topics, so that lines of a blueprint overlap often. */
const anyPool = (maxLength: number) =>
	fc
		.array(
			fc.record({
				bankId: fc.integer({ min: 1, max: 2 }),
				topicId: fc.integer({ min: 1, max: 3 }),
				difficulty,
				optionCount: fc.integer({ min: 2, max: 8 }),
				fixedOrder: fc.boolean()
			}),
			{ maxLength }
		)
		.map((items) =>
			items.map((item, index): DrawableItem => ({ ...item, type: 'single', versionId: index + 1 }))
		);

const anyBlueprint = (maxLines: number, maxCount: number) =>
	fc.array(
		fc.record({
			bankId: fc.integer({ min: 1, max: 2 }),
			topicId: fc.option(fc.integer({ min: 1, max: 3 })),
			difficulty: fc.option(difficulty),
			type: fc.constant(null),
			points: fc.constant(null),
			count: fc.integer({ min: 1, max: maxCount })
		}),
		{ minLength: 1, maxLength: maxLines }
	);

/** Tries every way of giving each wanted place an item of its own. */
function feasible(pool: readonly DrawableItem[], blueprint: Blueprint): boolean {
	const places = blueprint.flatMap((line) => Array.from({ length: line.count }, () => line));
	const taken = new Set<number>();
	function fill(place: number): boolean {
		const line = places[place];
		if (!line) return true;
		for (const item of pool) {
			if (taken.has(item.versionId) || !fitsLine(item, line)) continue;
			taken.add(item.versionId);
			if (fill(place + 1)) return true;
			taken.delete(item.versionId);
		}
		return false;
	}
	return fill(0);
}

/** True when the paper's items can be dealt to the lines, each line getting exactly its count. */
function servesBlueprint(
	paper: readonly PaperItem[],
	pool: readonly DrawableItem[],
	blueprint: Blueprint
): boolean {
	const items = paper.map(({ versionId }) => pool.find((item) => item.versionId === versionId));
	const wanted = blueprint.reduce((sum, line) => sum + line.count, 0);
	return items.length === wanted && feasible(items as DrawableItem[], blueprint);
}

describe('drawPaper and blueprintShortages', () => {
	it('find a paper exactly when one exists, also where lines overlap', () => {
		fc.assert(
			fc.property(anyPool(9), anyBlueprint(4, 3), fc.string(), (pool, blueprint, seed) => {
				const possible = feasible(pool, blueprint);
				const shortages = blueprintShortages(pool, blueprint);
				expect(shortages.length === 0).toBe(possible);
				if (!possible) {
					expect(() => drawPaper(pool, blueprint, seed)).toThrow('CONTEST_NOT_PUBLISHABLE');
					return;
				}
				expect(servesBlueprint(drawPaper(pool, blueprint, seed), pool, blueprint)).toBe(true);
			}),
			{ numRuns: 400 }
		);
	});

	it('name each short line with what is there for it', () => {
		fc.assert(
			fc.property(anyPool(9), anyBlueprint(4, 5), (pool, blueprint) => {
				const shortages = blueprintShortages(pool, blueprint);
				for (const { line, needed, available } of shortages) {
					expect(needed).toBe(blueprint[line]?.count);
					expect(available).toBeLessThan(needed);
					expect(available).toBeGreaterThanOrEqual(0);
				}
				// Asking for what is there instead makes the blueprint feasible.
				const reduced = blueprint
					.map((line, index) => ({
						...line,
						count: shortages.find((each) => each.line === index)?.available ?? line.count
					}))
					.filter((line) => line.count > 0);
				expect(blueprintShortages(pool, reduced)).toEqual([]);
			})
		);
	});

	it('let an early greedy line step aside for a later one', () => {
		const item = (versionId: number, topicId: number): DrawableItem => ({
			versionId,
			topicId,
			bankId: 1,
			difficulty: 'recall',
			type: 'single',
			optionCount: 4,
			fixedOrder: false
		});
		const line = { bankId: 1, difficulty: null, type: null, points: null };
		const blueprint = [
			{ ...line, topicId: null, count: 2 },
			{ ...line, topicId: 1, count: 2 }
		];
		const pool = [item(1, 1), item(2, 1), item(3, 2), item(4, 2)];
		for (let seed = 0; seed < 50; seed++) {
			const drawn = drawPaper(pool, blueprint, String(seed)).map((place) => place.versionId);
			expect(drawn.sort()).toEqual([1, 2, 3, 4]);
		}
	});
});

describe('drawPaper', () => {
	const drawable = fc
		.tuple(anyPool(40), anyBlueprint(5, 4), fc.string())
		.filter(([pool, blueprint]) => blueprintShortages(pool, blueprint).length === 0);

	it('takes no item twice and orders the options of each by a permutation', () => {
		fc.assert(
			fc.property(drawable, ([pool, blueprint, seed]) => {
				const paper = drawPaper(pool, blueprint, seed);
				expect(new Set(paper.map((place) => place.versionId)).size).toBe(paper.length);
				for (const { versionId, order } of paper) {
					const item = pool.find((each) => each.versionId === versionId) as DrawableItem;
					const canonical = Array.from({ length: item.optionCount }, (_, option) => option);
					expect([...order].sort((a, b) => a - b)).toEqual(canonical);
					if (item.fixedOrder) expect(order).toEqual(canonical);
				}
			})
		);
	});

	it('gives the same paper for the same seed, in whatever order the pool is read', () => {
		fc.assert(
			fc.property(drawable, ([pool, blueprint, seed]) => {
				const paper = drawPaper(pool, blueprint, seed);
				expect(drawPaper([...pool].reverse(), blueprint, seed)).toEqual(paper);
				expect(drawPaper(pool, structuredClone(blueprint), seed)).toEqual(paper);
			})
		);
	});

	it('gives each line its count where lines do not overlap', () => {
		fc.assert(
			fc.property(anyPool(40), fc.string(), (pool, seed) => {
				// As many of each level as there are, at most one, two and three.
				const blueprint = difficulties.flatMap((level, index) => {
					const line = { bankId: 1, topicId: null, difficulty: level, type: null, points: null };
					const there = pool.filter((item) => fitsLine(item, { ...line, count: 1 })).length;
					const count = Math.min(index + 1, there);
					return count > 0 ? [{ ...line, count }] : [];
				});
				expect(blueprintShortages(pool, blueprint)).toEqual([]);
				const paper = drawPaper(pool, blueprint, seed);
				for (const line of blueprint) {
					const ofLine = paper.filter((place) =>
						pool.some((item) => item.versionId === place.versionId && fitsLine(item, line))
					);
					expect(ofLine).toHaveLength(line.count);
				}
			})
		);
	});

	it('shows every item of the pool and every place of the key about equally often', () => {
		const pool = Array.from({ length: 20 }, (_, index): DrawableItem => ({
			versionId: index + 1,
			bankId: 1,
			topicId: 1,
			difficulty: 'recall',
			type: 'single',
			optionCount: 4,
			fixedOrder: false
		}));
		const line = { bankId: 1, topicId: null, difficulty: null, type: null, points: null };
		const blueprint = [{ ...line, count: 5 }];
		const exposure = new Map<number, number>();
		const firstOption = [0, 0, 0, 0];
		const papers = 2_000;
		for (let seed = 0; seed < papers; seed++) {
			for (const { versionId, order } of drawPaper(pool, blueprint, `hạt ${seed}`)) {
				exposure.set(versionId, (exposure.get(versionId) ?? 0) + 1);
				const place = order.indexOf(0);
				firstOption[place] = (firstOption[place] ?? 0) + 1;
			}
		}
		// 500 times each, give or take 6 deviations of sqrt(2000 · ¼ · ¾).
		for (const times of exposure.values()) expect(Math.abs(times - 500)).toBeLessThan(117);
		for (const times of firstOption) expect(Math.abs(times - 2_500)).toBeLessThan(260);
	});

	it('shows a whole bank in every order about equally often', () => {
		// All there is is drawn: were the order made of the same numbers as the drawing, some would be rare.
		const pool = Array.from({ length: 3 }, (_, index): DrawableItem => ({
			...{ versionId: index + 1, bankId: 1, topicId: 1, difficulty: 'recall', type: 'single' },
			...{ optionCount: 2, fixedOrder: true }
		}));
		const line = { bankId: 1, topicId: null, difficulty: null, type: null, points: null };
		const orders = new Map<string, number>();
		const papers = 3_000;
		for (let seed = 0; seed < papers; seed++) {
			const paper = drawPaper(pool, [{ ...line, count: 3 }], `hạt ${seed}`);
			const order = paper.map(({ versionId }) => versionId).join();
			orders.set(order, (orders.get(order) ?? 0) + 1);
		}
		// 500 times each, give or take 6 deviations of sqrt(3000 · 1/6 · 5/6).
		expect(orders.size).toBe(6);
		for (const times of orders.values()) expect(Math.abs(times - 500)).toBeLessThan(123);
	});
});
