import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	boardUnits,
	isWithin,
	parentPath,
	participationOf,
	rankUnits,
	rollUp,
	type DirectCounts,
	type SnapshotUnit
} from './participation.ts';

/** A forest: each unit stands below an earlier one or at the top. */
const forest = fc
	.array(fc.tuple(fc.nat(), fc.boolean(), fc.nat({ max: 30 })), { maxLength: 25 })
	.map((shape) => {
		const units: SnapshotUnit[] = [];
		shape.forEach(([above, top, headcount], index) => {
			const unitId = index + 1;
			const parent = top ? undefined : units[above % Math.max(1, units.length)];
			units.push({
				unitId,
				code: `DV${unitId}`,
				name: `Đơn vị ${unitId}`,
				block: null,
				path: parent ? `${parent.path}.${unitId}` : String(unitId),
				eligible: true,
				headcount
			});
		});
		return units;
	});

const counts: fc.Arbitrary<DirectCounts> = fc.record({
	registered: fc.nat({ max: 30 }),
	started: fc.nat({ max: 30 }),
	submitted: fc.nat({ max: 30 }),
	passed: fc.nat({ max: 30 }),
	attempts: fc.nat({ max: 90 }),
	scoreSum: fc.nat({ max: 30_000 })
});

const counted = forest.chain((units) =>
	fc.tuple(
		fc.shuffledSubarray(units, { minLength: units.length }),
		fc
			.tuple(...units.map((unit) => fc.option(counts).map((own) => [unit.unitId, own] as const)))
			.map((pairs) => new Map(pairs.flatMap(([id, own]) => (own ? [[id, own] as const] : []))))
	)
);

const fields = ['registered', 'started', 'submitted', 'passed', 'attempts', 'scoreSum'] as const;

describe('rollUp', () => {
	it('equals the plain sum over all units at and below each', () => {
		fc.assert(
			fc.property(counted, ([units, direct]) => {
				const rows = rollUp(units, direct);
				expect(rows.size).toBe(units.length);
				for (const unit of units) {
					const below = units.filter((each) => isWithin(each.path, unit.path));
					const row = rows.get(unit.unitId);
					for (const field of fields) {
						const sum = below.reduce((total, each) => {
							return total + (direct.get(each.unitId)?.[field] ?? 0);
						}, 0);
						expect(row?.[field]).toBe(sum);
						expect(row?.own[field]).toBe(direct.get(unit.unitId)?.[field] ?? 0);
					}
					const headcount = below.reduce((total, each) => total + each.headcount, 0);
					expect(row?.headcount).toBe(headcount);
					expect(row?.own.headcount).toBe(unit.headcount);
				}
			})
		);
	});

	it('leaves out counts of units outside the snapshot', () => {
		const none = rollUp([], new Map([[1, participationOf(zero, 0)]]));
		expect(none.size).toBe(0);
	});
});

const zero: DirectCounts = {
	registered: 0,
	started: 0,
	submitted: 0,
	passed: 0,
	attempts: 0,
	scoreSum: 0
};

describe('participationOf', () => {
	it('divides people by people, never attempts', () => {
		const row = participationOf(
			{ ...zero, submitted: 5, attempts: 40, passed: 4, scoreSum: 4_000 },
			10
		);
		expect(row).toMatchObject({ rate: 0.5, passRate: 0.8, averageScore: 800 });
	});

	it('has no rate where there is nothing to divide by', () => {
		expect(participationOf(zero, 0)).toMatchObject({
			rate: null,
			passRate: null,
			averageScore: null
		});
		expect(participationOf({ ...zero, submitted: 3 }, 0).rate).toBeNull();
		expect(participationOf({ ...zero, submitted: 3 }, 2).rate).toBe(1.5);
	});
});

describe('paths', () => {
	it('tell descendants by whole labels', () => {
		expect(isWithin('1.14', '1.14')).toBe(true);
		expect(isWithin('1.14.2', '1.14')).toBe(true);
		expect(isWithin('1.140', '1.14')).toBe(false);
		expect(isWithin('1', '1.14')).toBe(false);
		expect(isWithin('11.4', '1')).toBe(false);
		expect(parentPath('1.14.2')).toBe('1.14');
		expect(parentPath('1')).toBeNull();
	});
});

describe('boardUnits', () => {
	const unit = (path: string): SnapshotUnit => ({
		unitId: Number(path.split('.').at(-1)),
		code: path,
		name: path,
		block: null,
		path,
		eligible: true,
		headcount: 1
	});
	const board = (...paths: string[]) => boardUnits(paths.map(unit)).map((each) => each.path);

	it('lets the units below a single top compete', () => {
		expect(board('1', '1.2', '1.3', '1.2.4')).toEqual(['1.2', '1.3']);
		expect(board('1', '1.2', '1.2.3', '1.2.4')).toEqual(['1.2.3', '1.2.4']);
		expect(board('1', '2', '1.3')).toEqual(['1', '2']);
		expect(board('1')).toEqual(['1']);
		expect(board()).toEqual([]);
		// The way down need not be part of the snapshot.
		expect(board('1.2.3', '1.2.4')).toEqual(['1.2.3', '1.2.4']);
	});

	it('never counts a person twice and, but for a lone chain of tops, nobody not at all', () => {
		fc.assert(
			fc.property(forest, (units) => {
				const level = boardUnits(units);
				for (const each of level) {
					for (const other of level) {
						if (each !== other) expect(isWithin(each.path, other.path)).toBe(false);
					}
				}
				for (const each of units) {
					const covered = level.some((top) => isWithin(each.path, top.path));
					const above = level.every((top) => isWithin(top.path, each.path));
					expect(covered || above).toBe(true);
				}
			})
		);
	});
});

describe('rankUnits', () => {
	it('ranks by rate, average, headcount; equals share a rank and the order is fixed', () => {
		fc.assert(
			fc.property(
				counted.chain(([units, direct]) =>
					fc.tuple(
						fc.constant([...rollUp(units, direct).values()]),
						fc.constant([...rollUp([...units].reverse(), direct).values()])
					)
				),
				([rows, reversed]) => {
					const ranked = rankUnits(rows);
					expect(rankUnits(reversed)).toEqual(ranked);
					const value = (row: (typeof rows)[number]) => [
						row.rate ?? -1,
						row.averageScore ?? -1,
						row.headcount
					];
					const isBetter = (left: number[], right: number[]) => {
						const at = left.findIndex((number, index) => number !== right[index]);
						return at >= 0 && (left[at] ?? 0) > (right[at] ?? 0);
					};
					for (const row of ranked) {
						const ahead = rows.filter((other) => isBetter(value(other), value(row)));
						expect(row.rank).toBe(ahead.length + 1);
					}
				}
			)
		);
	});
});
