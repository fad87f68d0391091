import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countTicks, placeOn } from './chart.ts';

describe('countTicks', () => {
	it('is round, reaches the largest count and has few steps', () => {
		expect(countTicks(0)).toEqual([0, 1]);
		expect(countTicks(1)).toEqual([0, 1]);
		expect(countTicks(4)).toEqual([0, 1, 2, 3, 4]);
		expect(countTicks(23)).toEqual([0, 5, 10, 15, 20, 25]);
		expect(countTicks(100)).toEqual([0, 20, 40, 60, 80, 100]);
		fc.assert(
			fc.property(fc.nat(2_000_000), (max) => {
				const ticks = countTicks(max);
				expect(ticks.at(-1)).toBeGreaterThanOrEqual(max);
				expect(ticks.length).toBeLessThanOrEqual(6);
				expect(ticks.every(Number.isInteger)).toBe(true);
			})
		);
	});
});

describe('placeOn', () => {
	it('keeps to the axis', () => {
		const axis = { from: -0.2, to: 0.8 };
		expect(placeOn(axis, 0.3, 200)).toBeCloseTo(100);
		expect(placeOn(axis, -1, 200)).toBe(0);
		expect(placeOn(axis, 2, 200)).toBe(200);
	});
});
