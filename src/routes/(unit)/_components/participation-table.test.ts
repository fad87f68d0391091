import { expect, it } from 'vitest';
import { rollUp, type SnapshotUnit } from '#lib/domain/participation.ts';
import { participationTable } from './participation-table.ts';

function unit(unitId: number, path: string, headcount: number): SnapshotUnit {
	const code = `U${unitId}`;
	return { unitId, code, name: `Đơn vị ${unitId}`, block: null, path, eligible: true, headcount };
}

const units = [unit(7, '1.7', 2), unit(8, '1.7.8', 3), unit(9, '1.7.9', 0)];
const counts = new Map([
	[7, { registered: 2, started: 2, submitted: 1, passed: 1, attempts: 4, scoreSum: 1725 }],
	[8, { registered: 1, started: 1, submitted: 1, passed: 0, attempts: 1, scoreSum: 800 }]
]);
const rows = [...rollUp(units, counts).values()].sort((left, right) =>
	left.unit.path < right.unit.path ? -1 : 1
);

it('gives every unit with what is below it, rates in per cent, scores in points', () => {
	const [heading, ...body] = participationTable(rows, true);
	expect(heading).toHaveLength(11);
	expect(body).toEqual([
		['U7', 'Đơn vị 7', 1, 5, 3, 3, 2, 5, 40, 50, 12.63],
		['U8', 'Đơn vị 8', 2, 3, 1, 1, 1, 1, 33.33, 0, 8],
		['U9', 'Đơn vị 9', 2, 0, 0, 0, 0, 0, null, null, null]
	]);
});

it('leaves the pass rate out where there is no pass mark', () => {
	const table = participationTable(rows, false);
	expect(table.map((row) => row.length)).toEqual([10, 10, 10, 10]);
	expect(table[1]?.slice(-2)).toEqual([40, 12.63]);
});
