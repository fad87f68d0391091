import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCorrect } from '../scoring.ts';
import {
	correctionProblem,
	effectiveKey,
	isAccepted,
	itemCorrectionSchema,
	type ItemCorrection
} from './regrade.ts';

const mask = fc.integer({ min: 1, max: 15 });
const item = fc.record({ versionId: fc.integer({ min: 1, max: 3 }), key: mask });
const correction: fc.Arbitrary<ItemCorrection> = fc.oneof(
	fc.record({ versionId: fc.integer({ min: 1, max: 3 }), kind: fc.constant('void' as const) }),
	fc.record({
		versionId: fc.integer({ min: 1, max: 3 }),
		kind: fc.constant('accept' as const),
		keys: fc.uniqueArray(mask, { minLength: 1, maxLength: 4 })
	})
);
const corrections = fc.array(correction, { maxLength: 6 });
/** A set of options, or none. */
const choice = fc.integer({ min: 0, max: 15 });

describe('effectiveKey', () => {
	it('leaves items alone that nobody corrected', () => {
		fc.assert(
			fc.property(item, corrections, choice, (each, list, chosen) => {
				const others = list.filter(({ versionId }) => versionId !== each.versionId);
				expect(effectiveKey(each, others)).toEqual([each.key]);
				expect(isAccepted(effectiveKey(each, others), chosen)).toBe(isCorrect(each, chosen));
			})
		);
	});

	it('goes by the last correction of the item, whatever came before or is of others', () => {
		fc.assert(
			fc.property(item, corrections, correction, corrections, (each, before, last, after) => {
				const own = { ...last, versionId: each.versionId };
				const others = after.filter(({ versionId }) => versionId !== each.versionId);
				expect(effectiveKey(each, [...before, own, ...others])).toEqual(
					own.kind === 'void' ? 'void' : own.keys.toSorted((left, right) => left - right)
				);
			})
		);
	});

	it('changes nothing when a correction is repeated, or its keys come in another order', () => {
		fc.assert(
			fc.property(item, corrections, (each, list) => {
				const mixed = list.map((some) =>
					some.kind === 'void' ? some : { ...some, keys: [...some.keys].reverse() }
				);
				const key = effectiveKey(each, list);
				expect(effectiveKey(each, mixed)).toEqual(key);
				expect(effectiveKey(each, [...list, ...list])).toEqual(key);
			})
		);
	});

	it('is the item’s own again once that is accepted', () => {
		fc.assert(
			fc.property(item, corrections, (each, list) => {
				const { versionId, key } = each;
				const back: ItemCorrection = { versionId, kind: 'accept', keys: [key] };
				expect(effectiveKey(each, [...list, back])).toEqual(effectiveKey(each, []));
			})
		);
	});
});

describe('isAccepted', () => {
	it('takes nothing from anybody when an item is void or one more key is right', () => {
		fc.assert(
			fc.property(item, mask, choice, (each, other, chosen) => {
				const { versionId, key } = each;
				const before = isAccepted(effectiveKey(each, []), chosen);
				const voided = effectiveKey(each, [{ versionId, kind: 'void' }]);
				expect(isAccepted(voided, chosen)).toBe(true);
				const both = effectiveKey(each, [{ versionId, kind: 'accept', keys: [key, other] }]);
				expect(isAccepted(both, chosen)).toBe(before || chosen === other);
			})
		);
	});

	it('takes the points of the old key when another one is right instead', () => {
		const replaced = effectiveKey({ versionId: 7, key: 0b01 }, [
			{ versionId: 7, kind: 'accept', keys: [0b10] }
		]);
		expect(isAccepted(replaced, 0b01)).toBe(false);
		expect(isAccepted(replaced, 0b10)).toBe(true);
	});

	it('counts no answer as right only where the item is void', () => {
		expect(isAccepted('void', 0)).toBe(true);
		expect(isAccepted([1, 2], 0)).toBe(false);
		expect(isAccepted([0], 0)).toBe(false);
	});
});

describe('a correction', () => {
	const keys = (...list: number[]): ItemCorrection => ({
		versionId: 7,
		kind: 'accept',
		keys: list
	});
	const options = ['Một', 'Hai', 'Ba'];

	it('fits its item when each key is an answer one could give', () => {
		const single = { type: 'single', options } as const;
		const multiple = { type: 'multiple', options } as const;
		expect(correctionProblem(single, { versionId: 7, kind: 'void' })).toBeNull();
		expect(correctionProblem(single, keys(0b001, 0b100))).toBeNull();
		expect(correctionProblem(single, keys(0b001, 0b101))).toBe('KEY_NOT_SINGLE');
		expect(correctionProblem(multiple, keys(0b101, 0b111))).toBeNull();
		expect(correctionProblem(multiple, keys(0b1000))).toBe('KEY_OUTSIDE_OPTIONS');
		expect(correctionProblem({ type: 'true_false', options: ['Đúng', 'Sai'] }, keys(3))).toBe(
			'KEY_NOT_SINGLE'
		);
	});

	it('is refused without a key, with an empty one or the same twice', () => {
		const isValid = (value: unknown) => itemCorrectionSchema.safeParse(value).success;
		expect(isValid(keys(1, 2))).toBe(true);
		expect(isValid({ versionId: 7, kind: 'void' })).toBe(true);
		for (const list of [[], [0], [1, 1], [256]]) expect(isValid(keys(...list))).toBe(false);
		expect(isValid({ versionId: 7, kind: 'accept' })).toBe(false);
		expect(isValid({ versionId: 0, kind: 'void' })).toBe(false);
	});
});
