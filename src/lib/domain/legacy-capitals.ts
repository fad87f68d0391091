import { isVietnameseSyllable } from './vietnamese-syllables.ts';

/** How a word is written: all capitals, with small letters, or such that it alone does not tell. */
type Case = 'capitals' | 'small' | 'either' | 'none';

/**
 * Gives the capitals back that a font had made: in text of TCVN3 every letter with a tone is a small
 * one. "NGHị" becomes "NGHỊ"; "Bộ" becomes "BỘ" only between words in capitals.
 */
export function restoreCapitals(text: string): string {
	if (!/[A-Z]/.test(text)) return text;
	const words = [...text.matchAll(/\p{L}+/gu)];
	const cases = words.map(([word]) => caseOf(word));
	if (!cases.includes('capitals')) return text;
	const before = lastTelling(cases);
	const after = lastTelling(cases.toReversed()).reverse();
	let index = -1;
	return text.replace(/\p{L}+/gu, (word) => {
		index++;
		const around = [before[index], after[index]].filter((found) => found !== undefined);
		const isCapital =
			cases[index] === 'capitals' ||
			(cases[index] === 'either' && around.every((found) => found === 'capitals'));
		return isCapital ? word.toUpperCase() : word;
	});
}

function caseOf(word: string): Case {
	if (/[a-z]/.test(word)) return 'small';
	const hasSmall = /\p{Ll}/u.test(word);
	// "NGHị", or a small letter before a capital: "ủY".
	if (hasSmall && (/[A-Z].*[A-Z]/.test(word) || /\p{Ll}\p{Lu}/u.test(word))) return 'capitals';
	if (hasSmall) return 'either';
	// BAN and NHÂN are words, UBND and HĐND are not; AI and IT may be anything.
	return word.length >= 3 && isVietnameseSyllable(word) ? 'capitals' : 'none';
}

/** The last case before each word that tells something. */
function lastTelling(cases: readonly Case[]): (Case | undefined)[] {
	let last: Case | undefined;
	return cases.map((found) => {
		const previous = last;
		if (found === 'capitals' || found === 'small') last = found;
		return previous;
	});
}
