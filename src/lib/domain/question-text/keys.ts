import { positionsOf } from '../items.ts';
import type { FoundOptions } from './options.ts';
import type { KeyValue } from './key-values.ts';

/** How the options of a question can be marked as right. */
export interface Answerable {
	readonly found: FoundOptions;
	/** For a statement to judge: where "Đúng" stands among the options; 0 where there are none. */
	readonly truth: { readonly right: number } | null;
}

/** The mask that a written key means over the options; null when it means none of them. */
export function maskOfValue(value: KeyValue, { found, truth }: Answerable): number | null {
	const count = truth && found.options.length === 0 ? 2 : found.options.length;
	if (value.kind === 'each') return null;
	if (value.kind === 'truth') {
		if (!truth) return null;
		return 1 << (value.right ? truth.right : 1 - truth.right);
	}
	if (value.letters.some((letter) => letter >= count)) return null;
	return value.letters.reduce((mask, letter) => mask | (1 << letter), 0);
}

/**
 * True where letters are wrong and a key by letter may mean another option than it says: in "A, B, B, D"
 * the key A is sure, the key C is not.
 */
export function isLetterUnsure(value: KeyValue, { options, letters }: FoundOptions): boolean {
	if (letters !== 'wrong' || value.kind !== 'letters') return false;
	return value.letters.some(
		(letter) =>
			options[letter]?.letter !== letter ||
			options.filter((option) => option.letter === letter).length > 1
	);
}

/** Options that carry an asterisk or a tick; null when none does, or all do. */
export function maskOfSigns({ options }: FoundOptions): number | null {
	const mask = options.reduce((sum, { sign }, index) => (sign ? sum | (1 << index) : sum), 0);
	return mask === 0 || mask === (1 << options.length) - 1 ? null : mask;
}

/** A key as a person reads it: "A, C". */
export function lettersOf(mask: number): string {
	return positionsOf(mask)
		.map((position) => String.fromCharCode(65 + position))
		.join(', ');
}

const truthPairs: readonly (readonly [string, string])[] = [
	['dung', 'sai'],
	['true', 'false']
];

/** Where "Đúng" stands, if the options are "Đúng" and "Sai"; null for any others. Folded texts. */
export function rightOfTruth(options: readonly string[]): number | null {
	if (options.length !== 2) return null;
	for (const [right, wrong] of truthPairs) {
		const at = options.indexOf(right);
		if (at !== -1 && options[1 - at] === wrong) return at;
	}
	return null;
}

/** True for a question that says itself that it is to be judged: "Đúng hay sai: …", "… (Đ/S)". */
export function asksTruth(folded: string): boolean {
	return /(?:^|[^a-z])(?:dung (?:hay|hoac) (?:la )?sai|dung ?\/ ?sai|d ?\/ ?s|true (?:or|\/) ?false|true ?\/ ?false|t ?\/ ?f)(?![a-z])/.test(
		folded
	);
}
