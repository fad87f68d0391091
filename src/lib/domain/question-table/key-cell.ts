import { comparable } from '../item-text.ts';
import { maskOf } from '../items.ts';
import { normalizeText } from '../text.ts';
import { readTruth } from './words.ts';

/** What the cell of the key says. */
export type KeyCell =
	/** Bit mask over the options. */
	| { readonly kind: 'options'; readonly key: number }
	/** Of a statement. */
	| { readonly kind: 'truth'; readonly right: boolean }
	/** It can be read in two ways: the number or letters of options, or the text of another one. */
	| { readonly kind: 'ambiguous' }
	| { readonly kind: 'invalid' };

const lead =
	/^(?:đáp án|phương án|câu trả lời|lựa chọn|câu|ý|options?|answers?|choices?)?\s*(?:đúng|chính xác)?\s*(?:là|is|:)?\s*(?=[("'[]?[a-j\d])/iu;
const parting = /[\s,;&+/|]+/u;
const joining = /^(?:và|va|and|hoặc|or)$/i;
/** A cell that names places is short; a longer one can only be an option's text. */
const longestNames = 100;

/**
 * Reads the key of an item from its cell: "B", "a, c", "AC", "1", "2;3", "Đáp án C", "B. Hà Nội", the whole
 * text of an option (several on lines of their own or parted by semicolons), or "Đúng", "Sai", "TRUE". Letters mean the place of
 * an option whatever stands in it; a number that is also the text of another option is ambiguous.
 */
export function readKeyCell(cell: string, options: readonly string[]): KeyCell {
	const text = normalizeText(cell);
	if (options.length === 0) {
		const right = readTruth(text);
		return right === null ? { kind: 'invalid' } : { kind: 'truth', right };
	}
	const names = text.length <= longestNames ? text.replace(lead, '').split(parting) : [];
	const places = names.filter((name) => name !== '' && !joining.test(name));
	const letters = positions(places, /^["'([]?([a-j])["')\].:]?$/i, (found) => letterPlace(found));
	if (letters) return within(letters, options);
	const byText = optionsInWords(cell, options);
	const numbers = positions(places, /^[([]?(\d{1,2})[)\].]?$/, (found) => Number(found) - 1);
	const compact = /^[A-J]{2,8}$/.test(text) ? positions([...text], /^(.)$/, letterPlace) : null;
	const byPlace = numbers ?? compact;
	if (byPlace && fits(byPlace, options)) {
		const key = maskOf(byPlace);
		return byText !== null && byText !== key ? { kind: 'ambiguous' } : { kind: 'options', key };
	}
	if (byText !== null) return { kind: 'options', key: byText };
	const labelled = labelledOption(text, options);
	if (labelled !== null) return { kind: 'options', key: 1 << labelled };
	const right = readTruth(text);
	return right === null ? { kind: 'invalid' } : { kind: 'truth', right };
}

function letterPlace(letter: string): number {
	return letter.toLowerCase().charCodeAt(0) - 97;
}

/** What each of the words means; null unless all of them are places, each once. */
function positions(
	words: readonly string[],
	pattern: RegExp,
	place: (found: string) => number
): number[] | null {
	const found = words.map((word) => pattern.exec(word)?.[1]);
	if (found.length === 0 || found.includes(undefined)) return null;
	const places = found.map((each) => place(each as string));
	return new Set(places).size === places.length ? places : null;
}

function fits(places: readonly number[], options: readonly string[]): boolean {
	return places.every((place) => place >= 0 && place < options.length);
}

function within(places: readonly number[], options: readonly string[]): KeyCell {
	return fits(places, options) ? { kind: 'options', key: maskOf(places) } : { kind: 'invalid' };
}

/** Mask of the options whose whole texts the cell holds; null for other texts. */
function optionsInWords(cell: string, options: readonly string[]): number | null {
	const one = optionInWords(cell, options);
	if (one !== null) return 1 << one;
	const lines = cell.split(/[\n;]/).filter((line) => line.trim() !== '');
	const found = lines.map((line) => optionInWords(line, options));
	if (lines.length < 2 || found.includes(null) || new Set(found).size < found.length) return null;
	return maskOf(found as number[]);
}

function optionInWords(text: string, options: readonly string[]): number | null {
	const exact = normalizeText(text);
	const wanted = comparable(text);
	for (const isIt of [
		(option: string) => normalizeText(option) === exact,
		(option: string) => wanted !== '' && comparable(option) === wanted
	]) {
		const found = options.flatMap((option, place) => (isIt(option) ? [place] : []));
		if (found.length === 1) return found[0] as number;
	}
	return null;
}

/** "B. Hà Nội": the letter and the text of the same option. */
function labelledOption(text: string, options: readonly string[]): number | null {
	const [, letter = '', rest = ''] = /^[([]?([a-j])\s?[.):\]–-]+\s*(.+)$/iu.exec(text) ?? [];
	const place = letter === '' ? -1 : letterPlace(letter);
	const option = options[place];
	return option !== undefined && comparable(option) === comparable(rest) ? place : null;
}
