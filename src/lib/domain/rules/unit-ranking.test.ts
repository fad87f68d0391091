import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UnitRankingRules } from './result-rules.ts';
import { explainPoints, unitPoints, type UnitFigures } from './unit-points.ts';
import { explainPlace, unitStandings } from './unit-ranking.ts';

const plain: UnitRankingRules = {
	rate: 100,
	average: 0,
	prizePoints: [],
	byBlock: false,
	minHeadcount: 0,
	quota: null,
	bands: []
};

function unit(code: string, figures: Partial<UnitFigures> = {}): UnitFigures {
	return {
		unitId: 1,
		code,
		name: `Đơn vị ${code}`,
		block: null,
		headcount: 10,
		submitted: 0,
		averageShare: null,
		attemptsByRound: [],
		prizes: new Map(),
		...figures
	};
}

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
const units = fc
	.array(figures, { maxLength: 14 })
	.map((list) => list.map((each, index) => unit(`DV${index}`, { ...each, unitId: index + 1 })));
const rules: fc.Arbitrary<UnitRankingRules> = fc.record({
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
		const row = unit('A', { headcount: 200, submitted: 140, averageShare: 0.9, prizes });
		expect(unitPoints(quangNam, row)).toBe(92);
		expect(explainPoints(quangNam, row)).toEqual([
			{ code: 'RATE', params: { points: 70, submitted: 140, headcount: 200, weight: 100 } },
			{ code: 'PRIZES', params: { points: 10, award: 'nhat', count: 1, each: 10 } },
			{ code: 'PRIZES', params: { points: 12, award: 'ba', count: 2, each: 6 } }
		]);
	});

	it('never counts more people than there are, and nothing without a headcount', () => {
		expect(unitPoints(plain, unit('A', { headcount: 4, submitted: 9 }))).toBe(100);
		expect(unitPoints(plain, unit('A', { headcount: 0, submitted: 9 }))).toBeNull();
		expect(explainPoints(plain, unit('A', { headcount: 0, submitted: 9 }))).toEqual([]);
	});

	it('gives figures of equal worth the same number', () => {
		// As floating-point numbers 0.1 × 3 and 0.1 + 0.2 differ.
		const weights = { rate: 0.3, average: 0.3, prizePoints: [{ award: 'nhat', points: 0.1 }] };
		const byPrizes = unit('A', { averageShare: 0, prizes: new Map([['nhat', 3]]) });
		const byAverage = unit('B', { averageShare: 1 });
		const bySomeOfEach = unit('C', {
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
			fc.property(rules, figures, (weights, some) => {
				const row = unit('A', some);
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

describe('unitStandings', () => {
	it('ranks by how many competitors are strictly better', () => {
		fc.assert(
			fc.property(rules, units, (each, list) => {
				const rows = unitStandings(each, list);
				expect(rows.map(({ unit: { code } }) => code).sort()).toEqual(
					list.map(({ code }) => code).sort()
				);
				const value = (row: UnitFigures) => [
					unitPoints(each, row) ?? -1,
					Math.min(1, row.submitted / row.headcount),
					row.averageShare ?? 0
				];
				const isBetter = (left: UnitFigures, right: UnitFigures) => {
					const [mine, other] = [value(left), value(right)];
					const at = mine.findIndex((number, index) => number !== other[index]);
					return at >= 0 && (mine[at] ?? 0) > (other[at] ?? 0);
				};
				const competes = (row: UnitFigures) =>
					row.headcount > 0 && row.headcount >= each.minHeadcount;
				for (const { unit: row, rank } of rows) {
					const rivals = list.filter(
						(other) => competes(other) && (!each.byBlock || other.block === row.block)
					);
					const ahead = rivals.filter((other) => isBetter(other, row)).length;
					expect(rank).toBe(competes(row) ? ahead + 1 : null);
				}
			})
		);
	});

	it('does not depend on the order of its input', () => {
		fc.assert(
			fc.property(
				rules,
				units.chain((list) =>
					fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))
				),
				(each, [list, shuffled]) => {
					expect(unitStandings(each, shuffled)).toEqual(unitStandings(each, list));
				}
			)
		);
	});

	it('lists each block in one piece, its ranked units first', () => {
		fc.assert(
			fc.property(rules, units, (each, list) => {
				const rows = unitStandings({ ...each, byBlock: true }, list);
				const order = ['Khối 2', 'Khối 10', null];
				const places = rows.map(
					({ unit: { block }, rank }) => order.indexOf(block) * 100 + (rank ?? 99)
				);
				expect(places).toEqual([...places].sort((left, right) => left - right));
			})
		);
	});

	it('lets the rate, then the average, decide between equal points', () => {
		const even = { ...plain, rate: 50, average: 50 };
		const rows = unitStandings(even, [
			unit('D', { submitted: 2, averageShare: 1 }),
			unit('C', { submitted: 10, averageShare: 0.2 }),
			unit('B', { submitted: 4, headcount: 20, averageShare: 1 }),
			unit('A', { submitted: 1, averageShare: 0 })
		]);
		expect(rows.map((row) => [row.unit.code, row.rank])).toEqual([
			['C', 1],
			['B', 2],
			['D', 2],
			['A', 4]
		]);
		const onlyRate = unitStandings(plain, [
			unit('A', { submitted: 5, averageShare: 0.5 }),
			unit('B', { submitted: 5, averageShare: 0.75 })
		]);
		expect(onlyRate.map((row) => row.unit.code)).toEqual(['B', 'A']);
	});
});

describe('explainPlace', () => {
	const board = { ...plain, rate: 50, average: 50, minHeadcount: 5 };
	const codes = (list: readonly UnitFigures[], each = board) => {
		const rows = unitStandings(each, list);
		return rows.map((row, index) => explainPlace(each, row, rows[index - 1] ?? null).code);
	};

	it('names what decided against the unit above, or why there is no rank', () => {
		expect(
			codes([
				unit('A', { submitted: 10, averageShare: 0.5 }),
				unit('B', { submitted: 5, averageShare: 1 }),
				unit('C', { submitted: 5, averageShare: 1 }),
				unit('D', { submitted: 1, averageShare: 0.4 }),
				unit('E', { headcount: 4, submitted: 4 }),
				unit('F', { headcount: 0 })
			])
		).toEqual(['FIRST', 'LOWER_RATE', 'EQUAL', 'FEWER_POINTS', 'TOO_SMALL', 'NO_HEADCOUNT']);
		expect(
			codes([unit('A', { averageShare: 0.5 }), unit('B', { averageShare: 0.4 })], plain)
		).toEqual(['FIRST', 'LOWER_AVERAGE']);
	});

	it('tells the figures of both', () => {
		const rows = unitStandings(board, [
			unit('A', { submitted: 10, averageShare: 0.5 }),
			unit('B', { submitted: 5, averageShare: 1 })
		]);
		const [first, second] = rows;
		if (!first || !second) throw new Error('two rows');
		expect(explainPlace(board, second, first)).toEqual({
			code: 'LOWER_RATE',
			params: { above: 'Đơn vị A', aboveRank: 1, points: 75, percent: 50, abovePercent: 100 }
		});
	});

	it('says equal exactly where the rank is shared', () => {
		fc.assert(
			fc.property(rules, units, (each, list) => {
				const rows = unitStandings({ ...each, byBlock: false }, list);
				rows.forEach((row, index) => {
					const above = rows[index - 1];
					if (!above || row.rank === null) return;
					const { code } = explainPlace(each, row, above);
					expect(code === 'EQUAL').toBe(row.rank === above.rank);
				});
			})
		);
	});
});
