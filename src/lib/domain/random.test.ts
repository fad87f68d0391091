import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seededRandom, shuffled } from './random.ts';

const seed = fc.string({ maxLength: 40 });

/** Pearson's statistic of counts that should all be equal. */
function chiSquare(counts: readonly number[]): number {
	const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
	return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

function countsOf(values: readonly number[], bound: number): number[] {
	const counts = new Array<number>(bound).fill(0);
	for (const value of values) counts[value] = (counts[value] ?? 0) + 1;
	return counts;
}

describe('seededRandom', () => {
	it('gives the same stream for the same seed, whatever else is drawn meanwhile', () => {
		fc.assert(
			fc.property(seed, seed, fc.integer({ min: 1, max: 2 ** 32 }), (first, second, bound) => {
				const one = seededRandom(first);
				const other = seededRandom(first);
				const disturbance = seededRandom(second);
				for (let draw = 0; draw < 20; draw++) {
					disturbance.below(7);
					const value = one.below(bound);
					expect(other.below(bound)).toBe(value);
					expect(Number.isInteger(value)).toBe(true);
					expect(value).toBeGreaterThanOrEqual(0);
					expect(value).toBeLessThan(bound);
				}
			})
		);
	});

	it('keeps giving the papers of attempts that exist', () => {
		// Fixed for ever: a change of these numbers would change what a stored seed stands for.
		const random = seededRandom('0123456789abcdef0123456789abcdef');
		expect(Array.from({ length: 8 }, () => random.below(1000))).toEqual([
			884, 152, 819, 139, 65, 458, 135, 521
		]);
	});

	it('is uniform within one stream and across the first numbers of many streams', () => {
		const draws = 20_000;
		for (const bound of [2, 3, 10, 60]) {
			const stream = seededRandom('một đề thi');
			const within = Array.from({ length: draws }, () => stream.below(bound));
			const across = Array.from({ length: draws }, (_, n) => seededRandom(`hạt ${n}`).below(bound));
			// Mean bound - 1, deviation sqrt(2(bound - 1)): six deviations away is no accident.
			const limit = bound - 1 + 6 * Math.sqrt(2 * (bound - 1));
			expect(chiSquare(countsOf(within, bound))).toBeLessThan(limit);
			expect(chiSquare(countsOf(across, bound))).toBeLessThan(limit);
		}
	});
});

describe('shuffled', () => {
	it('is a permutation, leaves its input alone and depends on the stream only', () => {
		fc.assert(
			fc.property(fc.array(fc.integer()), seed, (values, text) => {
				const before = [...values];
				const result = shuffled(values, seededRandom(text));
				expect(values).toEqual(before);
				expect([...result].sort((a, b) => a - b)).toEqual([...before].sort((a, b) => a - b));
				expect(shuffled(values, seededRandom(text))).toEqual(result);
			})
		);
	});

	it('gives every order equally often', () => {
		const orders = ['012', '021', '102', '120', '201', '210'];
		const seen = Array.from({ length: 12_000 }, (_, n) =>
			orders.indexOf(shuffled([0, 1, 2], seededRandom(`đề ${n}`)).join(''))
		);
		expect(chiSquare(countsOf(seen, orders.length))).toBeLessThan(5 + 6 * Math.sqrt(10));
	});
});
