import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UnitRankingRules } from './result-rules.ts';
import { explainPoints, unitPoints } from './unit-points.ts';
import { plainUnitRanking } from './simple-rules.ts';
import { sampleUnit } from './unit-samples.ts';

/** Few values each, so that ties of every kind are common. */
const figures = fc.record({
	block: fc.constantFrom(null, 'Khối 2', 'Khối 10'),
	headcount: fc.integer({ min: 0, max: 6 }),
	submitted: fc.integer({ min: 0, max: 7 }),
	averageShare: fc.constantFrom(null, 0, 0.5, 2 / 3, 1),
	prizes: fc
		.tuple(fc.nat({ max: 2 }), fc.nat({ max: 1 }))
		.map(([nhat, nhi]) => new Map(Object.entries({ nhat, nhi })))
});

/** Rules of every kind, with prizes of the awards `nhat` and `nhi`. */
const unitRules: fc.Arbitrary<UnitRankingRules> = fc.record({
	rate: fc.constantFrom(0, 30, 70, 0.1),
	average: fc.constantFrom(0, 30, 0.7),
	prizePoints: fc.subarray([
		{ award: 'nhat', points: 10 },
		{ award: 'nhi', points: 7.5 }
	]),
	byBlock: fc.boolean(),
	minHeadcount: fc.constantFrom(0, 3),
	quota: fc.constant(null),
	bands: fc.constant([])
});

describe('unitPoints', () => {
	it('counts as Quảng Nam 2022 did: 70 % are 70 points, then the prizes', () => {
		const quangNam = {
			rate: 100,
			average: 0,
			prizePoints: [
				{ award: 'nhat', points: 10 },
				{ award: 'nhi', points: 8 },
				{ award: 'ba', points: 6 }
			]
		};
		const prizes = new Map([
			['nhat', 1],
			['ba', 2],
			['khuyen-khich', 5]
		]);
		const row = sampleUnit('A', { headcount: 200, submitted: 140, averageShare: 0.9, prizes });
		expect(unitPoints(quangNam, row)).toBe(92);
		expect(explainPoints(quangNam, row)).toEqual([
			{ code: 'RATE', params: { points: 70, submitted: 140, headcount: 200, weight: 100 } },
			{ code: 'PRIZES', params: { points: 10, award: 'nhat', count: 1, each: 10 } },
			{ code: 'PRIZES', params: { points: 12, award: 'ba', count: 2, each: 6 } }
		]);
	});

	it('never counts more people than there are, and nothing without a headcount', () => {
		expect(unitPoints(plainUnitRanking, sampleUnit('A', { headcount: 4, submitted: 9 }))).toBe(100);
		expect(
			unitPoints(plainUnitRanking, sampleUnit('A', { headcount: 0, submitted: 9 }))
		).toBeNull();
		expect(
			explainPoints(plainUnitRanking, sampleUnit('A', { headcount: 0, submitted: 9 }))
		).toEqual([]);
	});

	it('gives figures of equal worth the same number', () => {
		// As floating-point numbers 0.1 × 3 and 0.1 + 0.2 differ.
		const weights = { rate: 0.3, average: 0.3, prizePoints: [{ award: 'nhat', points: 0.1 }] };
		const byPrizes = sampleUnit('A', { averageShare: 0, prizes: new Map([['nhat', 3]]) });
		const byAverage = sampleUnit('B', { averageShare: 1 });
		const bySomeOfEach = sampleUnit('C', {
			submitted: 3,
			headcount: 9,
			averageShare: 1 / 3,
			prizes: new Map([['nhat', 1]])
		});
		for (const row of [byPrizes, byAverage, bySomeOfEach])
			expect(unitPoints(weights, row)).toBe(0.3);
	});

	it('is near the plain formula, and its explanation adds up', () => {
		fc.assert(
			fc.property(unitRules, figures, (weights, some) => {
				const row = sampleUnit('A', some);
				const points = unitPoints(weights, row);
				fc.pre(row.headcount > 0);
				const prizes = weights.prizePoints.reduce(
					(sum, { award, points: each }) => sum + each * (row.prizes.get(award) ?? 0),
					0
				);
				const expected =
					weights.rate * Math.min(1, row.submitted / row.headcount) +
					weights.average * (row.averageShare ?? 0) +
					prizes;
				expect(points).toBeCloseTo(expected, 7);
				const parts = explainPoints(weights, row);
				const sum = parts.reduce((total, part) => total + Number(part.params.points), 0);
				expect(sum).toBeCloseTo(expected, 7);
			})
		);
	});
});
