import { existsSync, readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import {
	detectVietnameseEncoding,
	detectVietnameseEncodings,
	toUnicode
} from '#lib/domain/legacy-vietnamese.ts';
import {
	encodeTcvn3,
	encodeVni,
	encodeWindows1258
} from '../../../../tests/support/legacy-vietnamese.ts';
import { decodeText, decodeTextFile } from './text-decoding.ts';

const fixtures = new URL('../../../../tests/fixtures/files/', import.meta.url);
const golden = readdirSync(fixtures).filter((name) =>
	existsSync(new URL(`${name}.expected.json`, fixtures))
);

describe('golden texts', () => {
	it.each(golden)('%s', (name) => {
		const expected = JSON.parse(readFileSync(new URL(`${name}.expected.json`, fixtures), 'utf8'));
		expect(decodeTextFile(readFileSync(new URL(name, fixtures)))).toEqual(expected);
	});
});

/** Everything that is written in our own banks. */
const sentences = readBanks();

function readBanks(): string[] {
	const folder = new URL('../../../../question-banks/', import.meta.url);
	const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'));
	return files.flatMap((name) => texts(parse(readFileSync(new URL(name, folder), 'utf8'))));
}

function texts(value: unknown): string[] {
	if (typeof value === 'string') return [value.normalize('NFC')];
	if (typeof value !== 'object' || value === null) return [];
	return Object.values(value).flatMap(texts);
}

const latin = /^[\0-\u00ff“”‘’–—…]*$/;
const hasAccent = /[\u00a1-\u00ff]/;
/** Capitals with tones, which TCVN3 can only write with another font. */
const tonedCapital = /(?![A-ZĂÂÊÔƠƯĐ])\p{Lu}/u;

describe.each([
	['tcvn3', encodeTcvn3, (text: string) => !tonedCapital.test(text)],
	['vni', encodeVni, () => true],
	['windows-1258', encodeWindows1258, () => true]
] as const)('real sentences in %s', (encoding, encode, isWritable) => {
	const pieces = sentences
		.filter(isWritable)
		.map((sentence) => ({ sentence, written: encode(sentence) }))
		// What the code has no letters for (→, ≥) never was in it.
		.filter(({ written }) => latin.test(written) && hasAccent.test(written));

	it('come back as they were', () => {
		expect(pieces.length).toBeGreaterThan(500);
		for (const { sentence, written } of pieces) {
			expect(toUnicode(written, encoding)).toBe(sentence);
		}
	});

	it('are recognized one by one, never as another encoding', () => {
		const guesses = pieces.map(({ written }) => detectVietnameseEncoding(written).encoding);
		expect(guesses.filter((guess) => guess !== encoding && guess !== 'unicode')).toEqual([]);
		expect(guesses.filter((guess) => guess === encoding).length / pieces.length).toBeGreaterThan(
			0.85
		);
	});

	it('are recognized all when they stand in one document', () => {
		const guesses = detectVietnameseEncodings(pieces.map(({ written }) => written));
		const missed = pieces.filter((_, index) => guesses[index]?.encoding !== encoding);
		expect(missed.length / pieces.length).toBeLessThan(0.005);
	});

	it('are recognized in any selection of a few', () => {
		const long = pieces.filter(({ sentence }) => sentence.length > 60);
		fc.assert(
			fc.property(fc.subarray(long, { minLength: 1, maxLength: 5 }), (chosen) => {
				const sentence = chosen.map((piece) => piece.sentence).join('\n');
				const written = encode(sentence);
				expect(detectVietnameseEncoding(written).encoding).toBe(encoding);
				const bytes = Buffer.from(written.replace(/[“”‘’–—…]/g, ' '), 'latin1');
				expect(decodeText(bytes)).toBe(sentence.replace(/[“”‘’–—…]/g, ' '));
			})
		);
	});
});

describe('real sentences in Unicode', () => {
	it('stay as they are, and so do their words', () => {
		const words = new Set(sentences.flatMap((sentence) => sentence.split(/[^\p{L}\p{N}]+/u)));
		expect(words.size).toBeGreaterThan(1000);
		for (const text of [...sentences, ...words]) {
			expect(detectVietnameseEncoding(text).encoding, text).toBe('unicode');
			expect(toUnicode(text, 'unicode')).toBe(text);
		}
	});

	it('stay as they are in any selection of words without letters beyond Latin-1', () => {
		const words = [...new Set(sentences.flatMap((sentence) => sentence.split(' ')))].filter(
			(word) => latin.test(word) && hasAccent.test(word)
		);
		fc.assert(
			fc.property(fc.array(fc.constantFrom(...words), { maxLength: 30 }), (chosen) => {
				expect(detectVietnameseEncoding(chosen.join(' ')).encoding).toBe('unicode');
			}),
			{ numRuns: 500 }
		);
	});

	it('are read in every encoding of Unicode', () => {
		const encoders = {
			'utf-8': (text: string) => Buffer.from(text),
			'utf-16le': (text: string) => Buffer.from(text, 'utf16le'),
			'utf-16be': (text: string) => Buffer.from(text, 'utf16le').swap16()
		};
		const encoding = fc.constantFrom(...(Object.keys(encoders) as (keyof typeof encoders)[]));
		fc.assert(
			fc.property(fc.constantFrom(...sentences), encoding, fc.boolean(), (text, name, marked) => {
				const bytes = encoders[name](marked ? `\ufeff${text}` : text);
				expect(decodeTextFile(bytes)).toEqual({ text, encoding: name });
			})
		);
	});
});

describe('no text', () => {
	it.each([
		['NUL', Buffer.from('a\0b')],
		['half a character of UTF-16', Buffer.from('\ufeffa', 'utf16le').subarray(0, 3)],
		[
			'UTF-8 with one byte damaged',
			Buffer.concat([Buffer.from('Nghị quyết số một hai ế'.repeat(9)), Buffer.of(0xff)])
		],
		['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')]
	])('is %s', (_, bytes) => {
		expect(decodeText(bytes)).toBeNull();
	});

	it('comes out of no bytes as anything but text or nothing', () => {
		fc.assert(
			fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
				const text = decodeText(bytes);
				expect(text === null || !text.includes('\0')).toBe(true);
			})
		);
	});
});
