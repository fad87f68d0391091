import { isAbbreviation, isVietnameseSyllable } from './vietnamese-syllables.ts';

/** What the words of a text say for having been written in one legacy encoding. */
export interface Evidence {
	/** Words with a character that the encoding would have changed. */
	readonly words: number;
	/** Abbreviations besides: they fit, but prove nothing. */
	readonly abbreviations: number;
	/** Of these, words that are Vietnamese syllables once decoded. */
	readonly decoded: number;
	/** Decoded words that are no Vietnamese as they stand, and that no other language writes so. */
	readonly strong: number;
	/** Decoded words, each once, that are no Vietnamese but could be another language or a formula. */
	readonly weak: number;
	/** Words that are Vietnamese as they stand and would be destroyed. */
	readonly destroyed: number;
}

/** How an encoding looks when its text is read as Latin-1. */
export interface LegacyLook {
	/** Runs of characters that can be one word. */
	readonly word: RegExp;
	/** The word in Unicode; null when it has characters that the encoding does not know. */
	decode(word: string): string | null;
	/** True for a word that no proper text has: signs inside words, odd pairs of vowels. */
	isOdd(word: string): boolean;
}

const latinWord = /[A-Za-zÀ-ÖØ-öø-ÿ]+/g;
const beyondAscii = /[^\0-\x7f]/;
/** Syllables of VNI take up to ten characters, with signs and slips around them. */
const longestWord = 40;
/** Signs that may touch a word in proper text. */
const surroundingSigns = /^[«·¡¿µ×÷½¼¾]+|[»·¹²³ªº°®©×÷]+$/g;

/** Weighs the words of a text; words of plain ASCII say nothing. */
export function weigh(text: string, look: LegacyLook): Evidence {
	const evidence = { words: 0, abbreviations: 0, decoded: 0, strong: 0, destroyed: 0 };
	const weak = new Set<string>();
	for (const [word] of text.matchAll(look.word)) {
		// A lone sign (§, ×, «) is a sign.
		if (!beyondAscii.test(word) || /^[\u00a1-\u00bf×÷]$/.test(word)) continue;
		// What is longer than any word need not be looked at letter by letter.
		const decoded = word.length > longestWord ? null : look.decode(word);
		if (decoded !== null && isAbbreviation(decoded)) {
			evidence.abbreviations++;
			continue;
		}
		const isDecoded = decoded !== null && isVietnameseSyllable(decoded);
		const isVietnamese =
			word.length <= longestWord && isVietnameseSyllable(word.replace(surroundingSigns, ''));
		evidence.words++;
		if (isDecoded) evidence.decoded++;
		if (isDecoded && !isVietnamese) {
			if (look.isOdd(word)) evidence.strong++;
			else weak.add(word);
		}
		if (!isDecoded && isVietnamese) evidence.destroyed++;
	}
	return { ...evidence, weak: weak.size };
}

/** True when all words with accents are Vietnamese syllables as they stand. */
export function isVietnameseAsItStands(text: string): boolean {
	const accented = [...text.matchAll(latinWord)].filter(([word]) => beyondAscii.test(word));
	return accented.length > 0 && accented.every(([word]) => isVietnameseSyllable(word));
}

/** True when a legacy reading makes sense of everything in the text. */
export function isPossible({ words, abbreviations, decoded }: Evidence): boolean {
	return words === decoded && words + abbreviations > 0;
}

/** True when the evidence is enough to convert a text; errs on the side of leaving it alone. */
export function isConvincing(evidence: Evidence): boolean {
	const { words, decoded, strong, weak, destroyed } = evidence;
	// Among many words some are names and foreign; among few none may be doubtful.
	if (decoded < (words < 4 ? words : 0.8 * words) || 4 * destroyed > decoded) return false;
	return strong > 0 || (weak >= 3 && destroyed === 0 && decoded >= 0.9 * words);
}

/** A number to compare encodings by. */
export function weight({ words, decoded, strong, weak }: Evidence): number {
	return 2 * strong + weak - 3 * (words - decoded);
}

/** Signs of Latin-1 that stand in formulas, before units and beside numbers. */
const formulaSign = /^.[·×÷].$|^.[×÷]$|^[µ·×÷½¼¾«»ª¡¢£¥]|[¹ª«»]$/;
const signInside = /[A-Za-zÀ-ÿ][\u00a1-\u00ac\u00ae-\u00bf×÷]/;
const signInFront = /^[§®¨¬¦¤¶©¸]/;
const capitalInside = /[a-z][À-ÖØ-Þ]/;
const smallAmongCapitals = /^[^a-z]*[A-Z][^a-z]*[A-Z][^a-z]*$/;

/** TCVN3: signs and capitals in the middle of words. */
export function isOddInTcvn3(word: string): boolean {
	if (capitalInside.test(word)) return true;
	if (smallAmongCapitals.test(word) && /[ß-öø-ÿ]/.test(word)) return true;
	if (formulaSign.test(word)) return false;
	return signInside.test(word) || signInFront.test(word);
}

/** Without the pairs that French and its neighbours write too (où, goût, haï, Israël, aún). */
const oddPair =
	/[ao][õâáàåãä]|a[ùøê]|e[ùøõâáàåãä]|o[ø]|u[ùøûõ]|[yôö][ùøûõ]|[ôö]ï|ñ[A-Za-z]*[ùøûõ]/i;

/** VNI: a vowel, and a second one with an accent that stands for its signs. */
export function isOddInVni(word: string): boolean {
	return oddPair.test(word);
}

/** Windows-1258: a letter with a sign of its own or a vowel, then the letter that was its tone. */
export function isOddInWindows1258(word: string): boolean {
	return /[âêôãõýÂÊÔÃÕÝ][ìòÒÞÌ]|[aeiouy][ìÒÞÌ]|ð[a-zõýãâêô]/.test(word);
}
