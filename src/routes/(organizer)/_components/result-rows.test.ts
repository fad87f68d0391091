import { expect, test } from 'vitest';
import { resultRows } from './result-rows.ts';

const result = {
	rank: 1,
	fullName: 'Nguyễn Thị Ánh',
	unitName: 'Sở Nội vụ',
	score: 875,
	maxScore: 1000,
	passed: true,
	duration: 245_900,
	submittedAt: Date.parse('2026-11-21T14:05:09+07:00')
};

test('writes points, whole seconds and the time in Vietnam', () => {
	expect(resultRows([result], false)[1]).toEqual([
		1,
		'Nguyễn Thị Ánh',
		'Sở Nội vụ',
		8.75,
		10,
		245,
		'2026-11-21 14:05:09'
	]);
});

test('tells who passed only where there is a pass mark', () => {
	const [heading, row] = resultRows([result], true);
	expect(heading).toHaveLength(8);
	expect(row).toHaveLength(8);
	expect(resultRows([], false)[0]).toHaveLength(7);
});
