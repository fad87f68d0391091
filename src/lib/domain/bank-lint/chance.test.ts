import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isUneven, tailAtLeast } from './chance.ts';

const probability = fc.double({ min: 0, max: 1, noNaN: true });
const probabilities = fc.array(probability, { maxLength: 9 });

/** The tail by going through every outcome. */
function enumerated(all: readonly number[], count: number): number {
	let sum = 0;
	for (let outcome = 0; outcome < 2 ** all.length; outcome++) {
		const happened = all.map((_, index) => ((outcome >> index) & 1) === 1);
		if (happened.filter(Boolean).length < count) continue;
		sum += all.reduce((product, p, index) => product * (happened[index] ? p : 1 - p), 1);
	}
	return sum;
}

describe('the tail of independent events', () => {
	it('is that of the binomial distribution for equal probabilities', () => {
		const fair = Array.from({ length: 10 }, () => 0.5);
		expect(tailAtLeast(fair, 8)).toBeCloseTo(56 / 1024, 12);
		const quarter = Array.from({ length: 4 }, () => 0.25);
		expect(tailAtLeast(quarter, 4)).toBeCloseTo(1 / 256, 12);
		expect(tailAtLeast([], 1)).toBe(0);
		expect(tailAtLeast([], 0)).toBe(1);
	});

	it('agrees with going through every outcome', () => {
		fc.assert(
			fc.property(probabilities, fc.nat(10), (all, count) => {
				expect(tailAtLeast(all, count)).toBeCloseTo(enumerated(all, count), 10);
			})
		);
	});

	it('falls with the count, and does not depend on the order of the events', () => {
		fc.assert(
			fc.property(probabilities, fc.nat(10), (all, count) => {
				expect(tailAtLeast(all, count + 1)).toBeLessThanOrEqual(tailAtLeast(all, count) + 1e-12);
				expect(tailAtLeast(all.toReversed(), count)).toBeCloseTo(tailAtLeast(all, count), 10);
			})
		);
	});

	it('stays a probability for twenty thousand events', () => {
		const many = Array.from({ length: 20_000 }, () => 0.25);
		expect(tailAtLeast(many, 5000)).toBeGreaterThan(0.49);
		expect(tailAtLeast(many, 5000)).toBeLessThan(0.51);
		expect(tailAtLeast(many, 5143)).toBeCloseTo(0.01, 3);
	});
});

describe('uneven counts', () => {
	it.each([
		[[25, 25, 25, 25], false],
		[[18, 22, 30, 30], false],
		// The statistic is 11.04 and 11.52; the limit for three degrees of freedom is 11.345.
		[[36, 16, 30, 18], false],
		[[37, 17, 29, 17], true],
		[[40, 20, 20, 20], true],
		[[20, 40], true],
		[[24, 36], false]
	])('%j: %j', (counts, expected) => {
		expect(isUneven(counts)).toBe(expected);
	});

	it('are not judged where too few are expected, nor for one class or nine', () => {
		expect(isUneven([19, 0, 0, 0])).toBeNull();
		expect(isUneven([20, 0, 0, 0])).toBe(true);
		expect(isUneven([100])).toBeNull();
		expect(isUneven(Array.from({ length: 9 }, () => 100))).toBeNull();
	});
});
