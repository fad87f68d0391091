import { plainText } from './markup.ts';
import { foldVietnamese } from './text.ts';

/** What the texts of an item are compared and searched by. */
interface ItemTexts {
	readonly stem: string;
	readonly options: readonly string[];
}

/**
 * What an item is searched by: its key, stem and options, folded (lower case, without diacritics),
 * separated by spaces. Search for `foldVietnamese(query)` in it.
 */
export function itemSearchText(key: string, { stem, options }: ItemTexts): string {
	return [key, plainText(stem), ...options].map(foldVietnamese).join(' ');
}

/** A text as duplicates are compared: letters and digits alone, folded, with single spaces. */
export function comparable(text: string): string {
	return foldVietnamese(text)
		.replace(/[^\p{L}\p{N}]+/gu, ' ')
		.trim();
}

/**
 * Equal exactly for items that ask the same with the same options in any order, however they are typed:
 * diacritics, case, spacing, punctuation, composed or decomposed letters and emphasis do not count.
 */
export function itemFingerprint({ stem, options }: ItemTexts): string {
	return [comparable(plainText(stem)), ...options.map(comparable).sort()].join('\n');
}
