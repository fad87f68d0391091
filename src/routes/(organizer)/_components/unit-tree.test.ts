import { expect, test } from 'vitest';
import {
	buildUnitTree,
	chosenPeople,
	matchingUnits,
	topmostUnits,
	unitOptions
} from './unit-tree.ts';

const unit = (path: string, name: string, headcount: number) => ({
	id: Number(path.split('.').at(-1)),
	code: `C${path}`,
	name,
	path,
	headcount
});
const units = [
	unit('1', 'Tỉnh', 0),
	unit('1.2', 'Sở B', 10),
	unit('1.2.4', 'Phòng 10', 3),
	unit('1.2.5', 'Phòng 9', 2),
	unit('1.3', 'Sở A', 7)
];

test('builds the tree with totals, siblings by name and numbers in order', () => {
	const [root] = buildUnitTree(units);
	expect(root?.total).toBe(22);
	expect(root?.children.map((child) => child.name)).toEqual(['Sở A', 'Sở B']);
	expect(root?.children[1]?.children.map((child) => child.name)).toEqual(['Phòng 9', 'Phòng 10']);
});

test('begins where the reach begins', () => {
	const tree = buildUnitTree([unit('1.2', 'Sở B', 10), unit('1.2.4', 'Phòng', 3), units[4]!]);
	expect(tree.map((node) => [node.name, node.total])).toEqual([
		['Sở A', 7],
		['Sở B', 13]
	]);
});

test('indents the options of a select by depth', () => {
	expect(unitOptions(buildUnitTree(units)).map((option) => option.label)).toEqual([
		'Tỉnh',
		'\u2003Sở A',
		'\u2003Sở B',
		'\u2003\u2003Phòng 9',
		'\u2003\u2003Phòng 10'
	]);
});

test('leaves out units that a chosen one stands for, and keeps those it does not know', () => {
	expect(topmostUnits([4, 2, 3, 3, 99], units)).toEqual([2, 3, 99]);
	expect(topmostUnits([5, 1, 4], units)).toEqual([1]);
});

test('counts everybody below the chosen units once', () => {
	expect(chosenPeople([2, 4], units)).toBe(15);
	expect(chosenPeople([1, 2, 4], units)).toBe(22);
	expect(chosenPeople([4, 3], units)).toBe(10);
	expect(chosenPeople([], units)).toBe(0);
});

test('finds units by a part of their name without marks, with the way down to them', () => {
	expect([...matchingUnits(units, 'phong 9')]).toEqual([1, 2, 5]);
	expect(matchingUnits(units, 'khong co').size).toBe(0);
});
