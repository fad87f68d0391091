import fc from 'fast-check';
import { expect, it } from 'vitest';
import { slug } from './bank-file.ts';
import { freeName, itemKeys, slugOf } from './item-keys.ts';

it('numbers on as the bank does', () => {
	const next = itemKeys(['nq57-001', 'nq57-103', 'khac-7', 'nq57-2']);
	expect([next(), next()]).toEqual(['nq57-104', 'nq57-105']);
	expect(itemKeys([])()).toBe('cau-001');
	expect(itemKeys(['mo-dau'])()).toBe('cau-001');
	expect(itemKeys(['9'])()).toBe('10');
	expect(itemKeys(['a-1'], { reserved: ['a-2', 'b-1', 'b-2'] })()).toBe('a-3');
	expect(itemKeys(['nq57-9'], { prefix: 'bo-sung-' })()).toBe('bo-sung-001');
	expect(itemKeys(['nq57-9', 'bo-sung-041'], { prefix: 'bo-sung-' })()).toBe('bo-sung-042');
});

it('names things in small letters, digits and dashes', () => {
	expect(slugOf('Nghị quyết số 57-NQ/TW: Đột phá!')).toBe('nghi-quyet-so-57-nq-tw-dot-pha');
	expect(slugOf('…')).toBe('');
	expect(freeName('chung', new Set(['chung', 'chung-2']))).toBe('chung-3');
	const long = `${'a'.repeat(73)}-${'b'.repeat(6)}`;
	expect(freeName(long, new Set([long]))).toBe(`${'a'.repeat(73)}-2`);
});

it('never gives a name that is taken or no name at all', () => {
	const keys = fc.array(
		fc.stringMatching(/^[a-z]{1,3}-\d{1,3}$|^\d{1,4}$|^[a-z]{1,5}$|^[a-z]{68,70}-9{1,9}$/),
		{ maxLength: 20 }
	);
	fc.assert(
		fc.property(keys, (taken) => {
			const next = itemKeys(taken);
			const given = Array.from({ length: 30 }, () => next());
			expect(new Set([...given, ...taken]).size).toBe(30 + new Set(taken).size);
			for (const key of given) expect(slug.safeParse(key).success).toBe(true);
		})
	);
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), (text) => {
			const name = slugOf(text);
			expect(name === '' || slug.safeParse(name).success).toBe(true);
		})
	);
});
