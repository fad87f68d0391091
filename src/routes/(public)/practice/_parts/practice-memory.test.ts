import { expect, test } from 'vitest';
import { readMemory, writeMemory } from './practice-memory.ts';

test('what is written is read back', () => {
	const memory = {
		chosen: new Map([
			[0, [2]],
			[14, [0, 3]],
			[3, []]
		]),
		flagged: new Set([3, 14])
	};
	expect(readMemory(writeMemory(memory))).toEqual(memory);
});

test.each([
	null,
	'',
	'{',
	'null',
	'{"chosen":[[0,[9]]],"flagged":[]}',
	'{"chosen":[[-1,[0]]],"flagged":[]}',
	'{"chosen":{"0":[1]}}'
])('%j is an empty memory', (text) => {
	expect(readMemory(text)).toEqual({ chosen: new Map(), flagged: new Set() });
});
