import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BankItem } from '../bank.ts';
import { fewest, lintBalance } from './balance.ts';
import { sampleBank, sampleItem, sampleStatement } from './testing.ts';

const codes = (items: readonly BankItem[]) =>
	lintBalance(sampleBank(items)).map(({ code, params }) => ({ code, ...params }));

const repeat = (count: number, item: (index: number) => BankItem) =>
	Array.from({ length: count }, (_, index) => item(index));

/** A single-answer item with the key at a position and options of the given lengths. */
const single = (position: number, lengths: readonly number[]) =>
	sampleItem({ options: lengths.map((length) => 'x'.repeat(length)), key: 1 << position });

const even = [5, 5, 5, 5];
/** Lengths with the longest, or the shortest, at a position. */
const extremeAt = (position: number, length: number) =>
	even.map((each, at) => (at === position ? length : each));

describe('the length of the key', () => {
	// Of `count` items the key is the longest in `longest`; in the others another option is.
	const bank = (count: number, longest: number, length = 9) =>
		repeat(count, (index) =>
			single(index % 4, extremeAt((index + (index < longest ? 0 : 1)) % 4, length))
		);

	it.each([
		['as often as chance has it', 100, 25, []],
		['in more than the share that is allowed', 100, 36, ['KEY_LONGEST']],
		['beyond chance, though within the share', 400, 124, ['KEY_LONGEST']],
		['somewhat more often than chance has it', 400, 115, []],
		['often, but in too few items to tell', 19, 19, []],
		['in eight of twenty', 20, 8, ['KEY_LONGEST']],
		['never', 100, 0, []]
	])('longest %s', (_, count, longest, expected) => {
		expect(codes(bank(count, longest)).map(({ code }) => code)).toEqual(expected);
	});

	it.each([
		['as often as chance has it', 100, 25, []],
		['in more than the share that is allowed', 100, 36, ['KEY_SHORTEST']],
		['beyond chance, though within the share', 400, 124, ['KEY_SHORTEST']]
	])('shortest %s', (_, count, shortest, expected) => {
		expect(codes(bank(count, shortest, 2)).map(({ code }) => code)).toEqual(expected);
	});

	it('is told with what chance would have', () => {
		expect(codes(bank(100, 40))).toEqual([
			{ code: 'KEY_LONGEST', count: 40, items: 100, expected: 25 }
		]);
	});

	it('counts nothing where two options are the longest, and letters with their marks once', () => {
		expect(codes(repeat(40, (index) => single(index % 4, even)))).toEqual([]);
		const decomposed = (index: number) =>
			sampleItem({
				options: even.map((_, at) => (at === index % 4 ? 'ế'.normalize('NFD') : 'xx')),
				key: 1 << (index % 4)
			});
		expect(codes(repeat(40, decomposed)).map(({ code }) => code)).toEqual(['KEY_SHORTEST']);
	});

	it('speaks beyond chance where longer options are rare, for these alone could tell', () => {
		// Of 100 items 24 have a longest option, and it is always the key: 24 % of all.
		const rare = repeat(100, (index) =>
			single(index % 4, index < 24 ? extremeAt(index % 4, 9) : even)
		);
		expect(codes(rare).map(({ code }) => code)).toEqual(['KEY_LONGEST']);
	});
});

describe('the position of the key', () => {
	const bank = (counts: readonly number[]) =>
		counts.flatMap((count, position) =>
			repeat(count, () =>
				single(
					position,
					counts.map(() => 5)
				)
			)
		);

	it.each([
		['even', [25, 25, 25, 25], []],
		['nearly even', [22, 28, 30, 20], []],
		['too often the first', [36, 22, 21, 21], ['KEY_POSITION']],
		['too rarely the last', [29, 29, 28, 14], ['KEY_POSITION']],
		['within the shares, but beyond chance', [136, 88, 88, 88], ['KEY_POSITION']],
		['always the first, in too few items to tell', [19, 0, 0, 0], []],
		['uneven among three', [40, 20, 15], ['KEY_POSITION']],
		['uneven among two', [60, 30], ['KEY_POSITION']],
		['nearly even among five', [12, 8, 10, 11, 9], []]
	])('%s', (_, counts, expected) => {
		expect(codes(bank(counts)).map(({ code }) => code)).toEqual(expected);
	});

	it('is told for each number of options by itself', () => {
		const mixed = [...bank([40, 20, 20, 20]), ...bank([20, 60])];
		expect(codes(mixed)).toEqual([
			{ code: 'KEY_POSITION', options: 2, counts: '20, 60' },
			{ code: 'KEY_POSITION', options: 4, counts: '40, 20, 20, 20' }
		]);
	});
});

describe('statements', () => {
	const bank = (right: number, wrong: number) => [
		...repeat(right, () => sampleStatement('Câu đúng.', true)),
		...repeat(wrong, () => sampleStatement('Câu sai.', false))
	];

	it.each([
		['as many right as wrong', 10, 10, false],
		['three of four right', 3, 1, false],
		['all right', 4, 0, true],
		['all wrong', 0, 4, true],
		['too few to tell', 3, 0, false],
		['most of them right', 16, 5, true],
		['within the shares, but beyond chance', 65, 35, true],
		['more right than wrong', 60, 40, false]
	])('%s', (_, right, wrong, expected) => {
		const found = expected ? [{ code: 'STATEMENTS_UNBALANCED', right, items: right + wrong }] : [];
		expect(codes(bank(right, wrong))).toEqual(found);
	});
});

describe('items with several right options', () => {
	const bank = (...keys: number[]) =>
		keys.map((key) =>
			sampleItem({ options: ['a', 'b', 'c', 'd', 'e'], key }, { type: 'multiple' })
		);

	it('vary in how many are right', () => {
		const constant = [0b00011, 0b00101, 0b01001, 0b10001, 0b00110];
		expect(codes(bank(...constant))).toEqual([{ code: 'KEY_COUNT_CONSTANT', right: 2, items: 5 }]);
		expect(codes(bank(...constant, 0b00111))).toEqual([]);
		expect(codes(bank(...constant.slice(1)))).toEqual([]);
	});
});

it('a bank whose keys are drawn by lot is rarely blamed, one that always has the longest always', () => {
	const lengths = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 4, maxLength: 4 });
	let blamed = 0;
	let runs = 0;
	fc.assert(
		fc.property(
			fc.array(fc.tuple(lengths, fc.noBias(fc.nat(3))), {
				minLength: 80,
				maxLength: 80,
				size: 'max'
			}),
			(drawn) => {
				runs++;
				if (codes(drawn.map(([each, position]) => single(position, each))).length > 0) blamed++;
				const longest = drawn.map(([each], index) =>
					single(index % 4, extremeAt(index % 4, 31 + each[0]!))
				);
				expect(codes(longest).map(({ code }) => code)).toEqual(['KEY_LONGEST']);
			}
		),
		{ numRuns: 200, seed: 57 }
	);
	// Three tests at 1 % each, and the fixed shares.
	expect(blamed / runs).toBeLessThan(0.15);
});

it('says from how many items on it speaks', () => {
	expect(fewest).toEqual({ singles: 20, statements: 4, multiples: 5 });
});
