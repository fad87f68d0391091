import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffWords, likeness, type DiffPart } from './text-diff.ts';

const joined = (parts: readonly DiffPart[], without: DiffPart['kind']) =>
	parts
		.filter(({ kind }) => kind !== without)
		.map(({ text }) => text)
		.join('');
/** As "a [-b-]{+c+}". */
const shown = (before: string, after: string) =>
	diffWords(before, after)
		.map(({ kind, text }) =>
			kind === 'same' ? text : kind === 'added' ? `{+${text}+}` : `[-${text}-]`
		)
		.join('');

const texts = fc
	.array(fc.constantFrom('số', 'liệu', 'dữ', ' ', '  ', '\n', ',', '57-NQ/TW', '?'))
	.map((parts) => parts.join(''));

describe('the difference of two texts', () => {
	it('is told by words, what went before what came', () => {
		expect(shown('Có mấy quan điểm?', 'Có mấy nhiệm vụ?')).toBe(
			'Có mấy [-quan điểm-]{+nhiệm vụ+}?'
		);
		expect(shown('Nghị quyết 57', 'Nghị quyết số 57')).toBe('Nghị quyết {+số +}57');
		expect(shown('Một. Hai.', 'Một.')).toBe('Một.[- Hai.-]');
		expect(shown('', 'Mới')).toBe('{+Mới+}');
		expect(shown('Như cũ', 'Như cũ')).toBe('Như cũ');
	});

	it('gives both texts back, and nothing changed twice in a row', () => {
		fc.assert(
			fc.property(texts, texts, (before, after) => {
				const parts = diffWords(before, after);
				expect(joined(parts, 'added')).toBe(before);
				expect(joined(parts, 'removed')).toBe(after);
				parts.slice(1).forEach((part, index) => expect(part.kind).not.toBe(parts[index]?.kind));
				expect(parts.every(({ text }) => text !== '')).toBe(true);
			})
		);
	});

	it('of a text with itself is nothing', () => {
		fc.assert(
			fc.property(texts, (text) => {
				expect(diffWords(text, text).every(({ kind }) => kind === 'same')).toBe(true);
				expect(likeness(text, text)).toBe(1);
			})
		);
	});

	it('of very long texts is a replacement, without taking the machine', () => {
		const long = (word: string) => `${word} `.repeat(5000).trim();
		expect(diffWords(long('a'), long('b')).map(({ kind }) => kind)).toEqual(['removed', 'added']);
	});
});

it('likeness is between nothing and everything, whichever way one looks', () => {
	expect(likeness('một hai ba', 'bốn năm')).toBeLessThan(0.2);
	expect(likeness('Bộ Khoa học và Công nghệ', 'Bộ Khoa học, Công nghệ')).toBeGreaterThan(0.6);
	fc.assert(
		fc.property(texts, texts, (left, right) => {
			expect(likeness(left, right)).toBeGreaterThanOrEqual(0);
			expect(likeness(left, right)).toBeLessThanOrEqual(1);
		})
	);
});
