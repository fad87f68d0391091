import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { creditFor } from './partial-credit.ts';
import { partialCredits } from './paper-rules.ts';

const mask = fc.integer({ min: 1, max: 255 });
const points = fc.integer({ min: 1, max: 1_000 });
const rule = fc.constantFrom(...partialCredits);

describe('credit for a part of the key', () => {
	// Key A, B, C of five options; 1 point.
	it.each([
		['exactly the key', 0b00111, [100, 100, 100]],
		['nothing', 0b00000, [0, 0, 0]],
		['two of three', 0b00011, [0, 66, 66]],
		['one of three', 0b00100, [0, 33, 33]],
		['two right, one wrong', 0b01011, [0, 0, 33]],
		['three right, one wrong', 0b01111, [0, 0, 66]],
		['one right, one wrong', 0b01001, [0, 0, 0]],
		['all there are', 0b11111, [0, 0, 33]],
		['only wrong ones', 0b11000, [0, 0, 0]]
	])('%s', (_what, chosen, expected) => {
		expect(partialCredits.map((each) => creditFor(chosen, 0b00111, 100, each))).toEqual(expected);
	});

	it('is everything only for the key itself, and never less than nothing', () => {
		fc.assert(
			fc.property(mask, fc.nat({ max: 255 }), points, rule, (key, chosen, worth, each) => {
				const credit = creditFor(chosen, key, worth, each);
				expect(Number.isInteger(credit)).toBe(true);
				expect(credit).toBeGreaterThanOrEqual(0);
				expect(credit).toBeLessThanOrEqual(worth);
				expect(credit === worth).toBe(chosen === key);
			})
		);
	});

	it('does not pay for one more wrong option', () => {
		fc.assert(
			fc.property(mask, mask, points, rule, fc.nat({ max: 7 }), (key, chosen, worth, each, bit) => {
				fc.pre((key & (1 << bit)) === 0 && (chosen & (1 << bit)) === 0);
				expect(creditFor(chosen | (1 << bit), key, worth, each)).toBeLessThanOrEqual(
					creditFor(chosen, key, worth, each)
				);
			})
		);
	});
});
