import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { UnitRankingRules } from './result-rules.ts';
import { unitPoints, type UnitFigures } from './unit-points.ts';
import { explainPlace, unitStandings } from './unit-ranking.ts';
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

const units = fc
	.array(figures, { maxLength: 14 })
	.map((list) =>
		list.map((each, index) => sampleUnit(`DV${index}`, { ...each, unitId: index + 1 }))
	);

describe('unitStandings', () => {
	it('ranks by how many competitors are strictly better', () => {
		fc.assert(
			fc.property(unitRules, units, (each, list) => {
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
				unitRules,
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
			fc.property(unitRules, units, (each, list) => {
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
		const even = { ...plainUnitRanking, rate: 50, average: 50 };
		const rows = unitStandings(even, [
			sampleUnit('D', { submitted: 2, averageShare: 1 }),
			sampleUnit('C', { submitted: 10, averageShare: 0.2 }),
			sampleUnit('B', { submitted: 4, headcount: 20, averageShare: 1 }),
			sampleUnit('A', { submitted: 1, averageShare: 0 })
		]);
		expect(rows.map((row) => [row.unit.code, row.rank])).toEqual([
			['C', 1],
			['B', 2],
			['D', 2],
			['A', 4]
		]);
		const onlyRate = unitStandings(plainUnitRanking, [
			sampleUnit('A', { submitted: 5, averageShare: 0.5 }),
			sampleUnit('B', { submitted: 5, averageShare: 0.75 })
		]);
		expect(onlyRate.map((row) => row.unit.code)).toEqual(['B', 'A']);
	});
});

describe('explainPlace', () => {
	const board = { ...plainUnitRanking, rate: 50, average: 50, minHeadcount: 5 };
	const codes = (list: readonly UnitFigures[], each = board) => {
		const rows = unitStandings(each, list);
		return rows.map((row, index) => explainPlace(each, row, rows[index - 1] ?? null).code);
	};

	it('names what decided against the unit above, or why there is no rank', () => {
		expect(
			codes([
				sampleUnit('A', { submitted: 10, averageShare: 0.5 }),
				sampleUnit('B', { submitted: 5, averageShare: 1 }),
				sampleUnit('C', { submitted: 5, averageShare: 1 }),
				sampleUnit('D', { submitted: 1, averageShare: 0.4 }),
				sampleUnit('E', { headcount: 4, submitted: 4 }),
				sampleUnit('F', { headcount: 0 })
			])
		).toEqual(['FIRST', 'LOWER_RATE', 'EQUAL', 'FEWER_POINTS', 'TOO_SMALL', 'NO_HEADCOUNT']);
		expect(
			codes(
				[sampleUnit('A', { averageShare: 0.5 }), sampleUnit('B', { averageShare: 0.4 })],
				plainUnitRanking
			)
		).toEqual(['FIRST', 'LOWER_AVERAGE']);
	});

	it('tells the figures of both', () => {
		const rows = unitStandings(board, [
			sampleUnit('A', { submitted: 10, averageShare: 0.5 }),
			sampleUnit('B', { submitted: 5, averageShare: 1 })
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
			fc.property(unitRules, units, (each, list) => {
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
