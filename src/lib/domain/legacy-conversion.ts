import { restoreCapitals } from './legacy-capitals.ts';
import { tcvn3Letters, vniLetters, windows1258Letters } from './legacy-vietnamese-tables.ts';
import { isAbbreviation, isVietnameseSyllable } from './vietnamese-syllables.ts';

/**
 * How a text was written before its bytes were read as Latin-1: Unicode (nothing happened to it), TCVN3
 * (ABC, fonts .VnTime), VNI (fonts VNI-Times), or Windows-1258 with its tones as characters.
 */
export type VietnameseEncoding = 'unicode' | 'tcvn3' | 'vni' | 'windows-1258';

/**
 * The text in Unicode, NFC. TCVN3 has no capitals with tones; fonts ending in H show small letters as
 * capitals: with `capitals` the whole text is one, else words that are capitals but for these letters.
 */
export function toUnicode(
	text: string,
	encoding: VietnameseEncoding,
	options: { readonly capitals?: boolean } = {}
): string {
	switch (encoding) {
		case 'unicode':
			return withoutEth(text.normalize('NFC'));
		case 'vni':
			return replaceVni(text).normalize('NFC');
		case 'windows-1258':
			return replaceLetters(text, windows1258Letters).normalize('NFC');
		case 'tcvn3': {
			const replaced = replaceTcvn3(text);
			return options.capitals ? replaced.toUpperCase() : restoreCapitals(replaced);
		}
	}
}

/** Some programs write Đ as the letter of Iceland that looks like it. */
function withoutEth(text: string): string {
	if (!text.includes('Ð')) return text;
	return text.replace(/\p{L}+/gu, (word) => {
		const replaced = word.replaceAll('Ð', 'Đ');
		return isVietnameseSyllable(replaced) || isAbbreviation(replaced) ? replaced : word;
	});
}

function replaceLetters(text: string, letters: ReadonlyMap<string, string>): string {
	return text.replace(/[\u00a1-\u00ff]/g, (character) => letters.get(character) ?? character);
}

/** Signs that stand for a word of one letter: ô (tô), Đ (for Đúng), đ (after a sum, as a point of a law), á, Ô, ơ. */
const signsThatAreWords = /«|§(?!\s?\d)|(?<=[\d.]\s?|®iÓm\s)®|(?<!\()®(?=\))|[¸¤¬]/y;

function replaceTcvn3(text: string): string {
	const hasClosingQuote = text.includes('»');
	return text.replace(/[A-Za-z\u00a1-\u00ff]+/g, (word, offset: number) => {
		if (!/^[\u00a1-\u00bf×÷]$/.test(word)) return replaceLetters(word, tcvn3Letters);
		// A sign by itself mostly is one, even in old texts (6 × 10%); a quotation has both of its own.
		if (word === '«' && hasClosingQuote) return word;
		signsThatAreWords.lastIndex = offset;
		return signsThatAreWords.test(text) ? replaceLetters(word, tcvn3Letters) : word;
	});
}

/** A word of TCVN3; null when it has characters that TCVN3 has not. */
export function decodeTcvn3(word: string): string | null {
	const isKnown = [...word].every((sign) => sign <= '\x7f' || tcvn3Letters.has(sign));
	return isKnown ? replaceLetters(word, tcvn3Letters) : null;
}

/** A word of Windows-1258; what is not replaced it has in common with Latin-1. */
export function decodeWindows1258(word: string): string {
	return replaceLetters(word, windows1258Letters).normalize('NFC');
}

/** A vowel and its sign, or a letter that is one character. */
const vniLetter = /[aeouyôö][ùøûõïêéèúüëâáàåãä]|[à-öø-ÿ]/gi;

function replaceVni(word: string): string {
	return word.replace(vniLetter, (piece) => vniLetters.get(piece) ?? piece);
}

/** A word of VNI; null when it has characters that VNI has not, or a sign without its vowel. */
export function decodeVni(word: string): string | null {
	const pieces = word.match(vniLetter) ?? [];
	return pieces.every((piece) => vniLetters.has(piece)) ? replaceVni(word) : null;
}
