import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { correlation, deviationsOf } from './item-analysis-correlation.ts';
import { splitGroups } from './item-analysis-groups.ts';
import { scoreClass } from './item-analysis-paper.ts';
import { exposureRate, medianOf } from './item-analysis.ts';

const close = (left: number | null, right: number | null) => {
	if (left === null || right === null) expect(left).toBe(right);
	else expect(Math.abs(left - right)).toBeLessThan(1e-9);
};

describe('splitGroups', () => {
	const counted = (values: readonly number[]) => {
		const counts = new Map<number, number>();
		for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
		return counts;
	};

	it('takes 27 % from each end and shares places among equals', () => {
		const groups = splitGroups(new Map(Array.from({ length: 100 }, (_, score) => [score, 1])));
		expect(groups.size).toBe(27);
		expect(groups.membership(73)).toEqual({ upper: 1, lower: 0 });
		expect(groups.membership(72)).toEqual({ upper: 0, lower: 0 });
		expect(groups.membership(26)).toEqual({ upper: 0, lower: 1 });
		// Ten people, groups of three: the upper third place is shared by two, the lower three by four.
		const shared = splitGroups(counted([9, 8, 7, 7, 5, 4, 1, 1, 1, 1]));
		expect([shared.size, shared.membership(7).upper]).toEqual([3, 1 / 2]);
		expect(shared.membership(1).lower).toBe(3 / 4);
	});

	it('gives each group its size, nobody more than one place, and higher scores no less', () => {
		const scores = fc.array(fc.nat(6), { minLength: 2, maxLength: 60 });
		fc.assert(
			fc.property(scores, (values) => {
				const groups = splitGroups(counted(values));
				const members = values.map((value) => groups.membership(value));
				const total = (group: 'upper' | 'lower') =>
					members.reduce((sum, member) => sum + member[group], 0);
				close(total('upper'), groups.size);
				close(total('lower'), groups.size);
				for (const { upper, lower } of members) expect(upper + lower).toBeLessThan(1 + 1e-9);
				const ordered = [...values].sort((left, right) => left - right);
				ordered.reduce((before, value) => {
					expect(groups.membership(value).upper).toBeGreaterThanOrEqual(
						groups.membership(before).upper
					);
					return value;
				});
			})
		);
	});
});

describe('small parts', () => {
	it('correlation is the same however pairs are counted', () => {
		const pairs = fc.array(
			fc.record({
				x: fc.nat(3),
				y: fc.integer({ min: -3, max: 3 }),
				count: fc.integer({ min: 1, max: 4 })
			}),
			{ maxLength: 12 }
		);
		fc.assert(
			fc.property(pairs, (list) => {
				const single = list.flatMap(({ x, y, count }) =>
					Array.from({ length: count }, () => ({ x, y, count: 1 }))
				);
				close(correlation(deviationsOf(list)), correlation(deviationsOf(single)));
			})
		);
	});

	it('the median of a histogram is that of its values', () => {
		expect(medianOf(new Map())).toBeNull();
		expect(medianOf(new Map([[7, 1]]))).toBe(7);
		expect(
			medianOf(
				new Map([
					[9, 1],
					[2, 1]
				])
			)
		).toBe(5.5);
		expect(
			medianOf(
				new Map([
					[30, 2],
					[5, 3]
				])
			)
		).toBe(5);
		expect(
			medianOf(
				new Map([
					[30, 3],
					[5, 3]
				])
			)
		).toBe(17.5);
	});

	it('classes of scores are exact at their edges', () => {
		expect([0, 9, 10, 69, 70, 99, 100].map((score) => scoreClass(score, 100))).toEqual([
			0, 0, 1, 6, 7, 9, 9
		]);
		expect(scoreClass(2100, 3000)).toBe(7);
		expect(scoreClass(0, 0)).toBe(0);
	});

	it('the exposure rate is the share of the papers', () => {
		expect(exposureRate({ papers: 40, held: 10 })).toBe(0.25);
		expect(exposureRate({ papers: 0, held: 0 })).toBeNull();
	});
});
