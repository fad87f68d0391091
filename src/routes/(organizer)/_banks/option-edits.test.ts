import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editOptions, keyFor } from './option-edits.ts';

const four = { options: ['a', 'b', 'c', 'd'], key: [1, 3] };

it('moves, adds and removes options, and the key goes with them', () => {
	expect(editOptions(four, 'up:1')).toEqual({ options: ['b', 'a', 'c', 'd'], key: [0, 3] });
	expect(editOptions(four, 'down:2')).toEqual({ options: ['a', 'b', 'd', 'c'], key: [1, 2] });
	expect(editOptions(four, 'remove:1')).toEqual({ options: ['a', 'c', 'd'], key: [2] });
	expect(editOptions(four, 'remove:0')).toEqual({ options: ['b', 'c', 'd'], key: [0, 2] });
	expect(editOptions(four, 'add')).toEqual({ options: ['a', 'b', 'c', 'd', ''], key: [1, 3] });
});

it('does nothing where nothing can be done', () => {
	const eight = { options: Array.from({ length: 8 }, String), key: [7] };
	expect(editOptions(eight, 'add')).toEqual(eight);
	for (const edit of ['up:0', 'down:3', 'remove:4', 'remove', 'up:x', '', 'add:1x'])
		expect(editOptions(four, edit), edit).toEqual(four);
});

it('never loses a right option by moving', () => {
	const edits = fc.array(fc.tuple(fc.constantFrom('up', 'down'), fc.nat({ max: 5 })));
	fc.assert(
		fc.property(edits, (moves) => {
			const after = moves.reduce((state, [way, at]) => editOptions(state, `${way}:${at}`), four);
			expect(after.options.toSorted()).toEqual(four.options);
			expect(after.key.map((position) => after.options[position]).toSorted()).toEqual(['b', 'd']);
		})
	);
});

it('keeps what another kind of question can have of the key', () => {
	expect(keyFor('multiple', 'single', [2])).toEqual([2]);
	expect(keyFor('single', 'multiple', [1, 3])).toEqual([1]);
	expect(keyFor('true_false', 'single', [1])).toEqual([]);
	expect(keyFor('single', 'true_false', [1])).toEqual([]);
});
