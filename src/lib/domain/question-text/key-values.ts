import { comparable } from '../item-text.ts';
import { foldInPlace } from './marked-text.ts';

/** What a line or a table says is right. */
export type KeyValue =
	/** Positions of options, ascending, each once. */
	| { readonly kind: 'letters'; readonly letters: readonly number[] }
	| { readonly kind: 'truth'; readonly right: boolean }
	/** "a) Đúng, b) Sai …": each option is judged by itself, which is no question of one answer. */
	| { readonly kind: 'each' };

/** A key at the start of a text, and what comes behind it. */
export interface FoundKey {
	readonly value: KeyValue;
	/** Where what comes behind begins. */
	readonly end: number;
}

const opening = /^[\s:=–—>"'“”*-]{0,12}/;
/** "phương án", "câu" … between "Đáp án đúng là" and the letter. */
const filler = /^(?:(?:la|dap an|phuong an|lua chon|cau|y|dung|option|answer|is|the) ?:? ?){0,3}/;
const joining = /^\s{0,4}(?:[,;&+/–-]|và|va|and|hoặc)?\s{0,4}/i;
const truths =
	/^[([“"]?(dung|sai|true|false|right|wrong)(?![a-z0-9])(?! (?:hay|hoac|or)\b)[)\]”"]?/;
const judged = /^[([]?[a-h][.):]?\s{0,3}[-–:=]?\s{0,3}(?:dung|sai|d|s|true|false|t|f)(?![a-z])/;

/**
 * The key that a text begins with: "B", "A, C", "b)", "Đúng", "a) Đ; b) S". Null when the text is
 * something else, such as a word that begins with the letter.
 */
export function keyAtStart(text: string): FoundKey | null {
	const start = opening.exec(text)?.[0].length ?? 0;
	const within = foldInPlace(text.slice(start, start + 80));
	const at = start + (filler.exec(within)?.[0].length ?? 0);
	return eachAt(text, at) ?? lettersAt(text, at) ?? truthAt(text, start) ?? truthAt(text, at);
}

function truthAt(text: string, at: number): FoundKey | null {
	const short = /^[([“"]?(Đ|S|T)[)\]”"]?(?=\s*(?:$|[.,;)]))/.exec(text.slice(at, at + 8));
	if (short) {
		return {
			value: { kind: 'truth', right: short[1] !== 'S' },
			end: at + short[0].length
		};
	}
	const word = truths.exec(foldInPlace(text.slice(at, at + 16)));
	if (!word) return null;
	// "Đúng theo quy định …" is a text; "Đúng. Theo …" and "Đúng vì …" are a key with its reason.
	const rest = foldInPlace(text.slice(at + word[0].length, at + word[0].length + 8));
	if (!/^\s*(?:$|[.,;:()–-]|vi |do )/.test(rest)) return null;
	const right = ['dung', 'true', 'right'].includes(word[1] ?? '');
	return { value: { kind: 'truth', right }, end: at + word[0].length };
}

function lettersAt(text: string, from: number): FoundKey | null {
	const letters = new Set<number>();
	let at = from;
	let end = from;
	for (let steps = 0; steps < 12; steps++) {
		const found = letterAt(text, at);
		if (!found) break;
		letters.add(found.letter);
		end = found.end;
		// A full stop behind the letter ends the list: what follows is the option or a reason.
		if (found.closed) break;
		const gap = joining.exec(text.slice(end, end + 16))?.[0] ?? '';
		at = end + gap.length;
		if (gap === '') break;
	}
	if (letters.size === 0) return compactLetters(text, from);
	const sorted = [...letters].sort((left, right) => left - right);
	const rest = text.slice(end).trim();
	// "A. B": nobody knows whether both are meant.
	if (/^[A-L][.)]?$/.test(rest)) return null;
	return { value: { kind: 'letters', letters: sorted }, end };
}

/** A letter by itself, with what is written around letters of options. */
function letterAt(
	text: string,
	at: number
): { letter: number; end: number; closed: boolean } | null {
	const found = /^([([“"'*]?)([A-La-l])(?![\p{L}\p{N}])([)\]”"'*]?)([.:]?)/u.exec(
		text.slice(at, at + 8)
	);
	if (!found) return null;
	const [whole, , letter = '', , stop] = found;
	const end = at + whole.length;
	const rest = foldInPlace(text.slice(end, end + 16));
	const isAlone =
		/^\s*(?:$|[.,;:)&+/(|=]|[-–—](?=\s|$|[a-l]\b)|va |and |hoac )/.test(rest) ||
		/^\s+(?:[a-l](?![a-z0-9])|\d)/.test(rest) ||
		(letter < 'a' && /^\s*(?:vi |do |la dung|dung|\[)/.test(rest));
	if (!isAlone && stop === '' && whole.length === 1) return null;
	return {
		letter: letter.toUpperCase().charCodeAt(0) - 65,
		end,
		closed: stop !== ''
	};
}

/** "AC", "BCD": capitals alone, in their order. */
function compactLetters(text: string, at: number): FoundKey | null {
	const found = /^([A-H]{2,8})(?![\p{L}\p{N}])[.)]?/u.exec(text.slice(at, at + 10));
	const letters = [...(found?.[1] ?? '')].map((letter) => letter.charCodeAt(0) - 65);
	const inOrder = letters.every(
		(letter, index) => index === 0 || letter > (letters[index - 1] ?? 0)
	);
	if (!found || !inOrder) return null;
	return { value: { kind: 'letters', letters }, end: at + found[0].length };
}

/** "a) Đ; b) S; c) Đ; d) S". */
function eachAt(text: string, from: number): FoundKey | null {
	const within = foldInPlace(text.slice(from, from + 160));
	let at = 0;
	let count = 0;
	for (; count < 12; count++) {
		const found = judged.exec(within.slice(at));
		if (!found) break;
		at += found[0].length;
		at += /^[\s.,;|–-]{0,6}/.exec(within.slice(at))?.[0].length ?? 0;
	}
	return count >= 2 ? { value: { kind: 'each' }, end: from + at } : null;
}

/** The option that a key written out in words means; null unless it is exactly one. */
export function optionInWords(text: string, options: readonly string[]): number | null {
	const wanted = comparable(text);
	if (wanted === '') return null;
	const found = options.flatMap((option, index) => (comparable(option) === wanted ? [index] : []));
	return found.length === 1 ? (found[0] as number) : null;
}
