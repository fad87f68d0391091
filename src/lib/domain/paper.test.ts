import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { positionsOf, type KeyedItem } from './items.ts';
import {
	blueprintSchema,
	canonicalMask,
	maxScore,
	showItem,
	shownPositions,
	type PaperItem
} from './paper.ts';

describe('what is shown and what is stored', () => {
	const place = fc
		.integer({ min: 2, max: 8 })
		.chain((options) =>
			fc.shuffledSubarray(
				Array.from({ length: options }, (_, option) => option),
				{ minLength: options }
			)
		)
		.map((order): PaperItem => ({ versionId: 1, order }));

	it('go back and forth without loss', () => {
		fc.assert(
			fc.property(
				place.chain((each) =>
					fc.tuple(fc.constant(each), fc.subarray([...each.order.keys()]), fc.nat())
				),
				([each, shown, bits]) => {
					const mask = canonicalMask(each, shown);
					expect(shownPositions(each, mask)).toEqual(shown);
					const known = bits % 2 ** each.order.length;
					expect(canonicalMask(each, shownPositions(each, known))).toBe(known);
				}
			)
		);
	});

	it('name the same options', () => {
		fc.assert(
			fc.property(place, fc.nat(), (each, bits) => {
				const options = each.order.map((_, option) => `lựa chọn ${option}`);
				const key = bits % 2 ** options.length;
				const item: KeyedItem = {
					versionId: 1,
					bankId: 1,
					type: 'multiple',
					stem: 'Câu hỏi',
					options,
					key,
					points: 100,
					topicId: 1,
					difficulty: 'recall',
					rationale: 'Vì sao',
					citation: null
				};
				const shown = showItem(item, each, 3);
				expect(Object.keys(shown).sort()).toEqual(['options', 'position', 'stem', 'type']);
				expect([...shown.options].sort()).toEqual([...options].sort());
				expect(
					shownPositions(each, key)
						.map((position) => shown.options[position])
						.sort()
				).toEqual(
					positionsOf(key)
						.map((option) => options[option])
						.sort()
				);
			})
		);
	});

	it('adds up the points', () => {
		expect(maxScore([{ points: 100 }, { points: 25 }])).toBe(125);
		expect(maxScore([])).toBe(0);
	});
});

describe('blueprintSchema', () => {
	const line = { bankId: 1, topicId: null, difficulty: null };
	it('takes at most 200 items in all', () => {
		const lines = (counts: number[]) => counts.map((count) => ({ ...line, count }));
		expect(blueprintSchema.safeParse(lines([200])).success).toBe(true);
		expect(blueprintSchema.safeParse(lines([150, 50])).success).toBe(true);
		expect(blueprintSchema.safeParse(lines([150, 51])).success).toBe(false);
		expect(blueprintSchema.safeParse(lines([0])).success).toBe(false);
		expect(blueprintSchema.safeParse([]).success).toBe(false);
	});
});
