import { foldVietnamese } from './text.ts';

/** Longest name, in characters. */
const longest = 80;
/** What is kept free of them for a number with its dash. */
const roomForNumber = 6;

/** A text as a name in addresses and files: small letters, digits and dashes; may come out empty. */
export function slugOf(text: string): string {
	return foldVietnamese(text)
		.replace(/[^a-z0-9]+/g, '-')
		.slice(0, longest)
		.replace(/^-+|-+$/g, '');
}

/** The name, or with the first number behind it that is not taken. */
export function freeName(name: string, taken: { has(name: string): boolean }): string {
	if (!taken.has(name)) return name;
	const stem = name.slice(0, longest - roomForNumber).replace(/-+$/, '');
	for (let number = 2; ; number++) {
		const candidate = `${stem}-${number}`;
		if (!taken.has(candidate)) return candidate;
	}
}

/** Begins the keys of items that somebody adds to a bank of the product's own files. */
export const addedPrefix = 'bo-sung-';

/**
 * Gives one new item key after another: numbered on in the way most keys of the bank are ("nq57-103" →
 * "nq57-104"), else "cau-001"; with `prefix` in a series of its own. Never one that is taken, also by an
 * item that was retired, nor one that is `reserved`.
 */
export function itemKeys(
	taken: readonly string[],
	{ prefix = null, reserved = [] }: { prefix?: string | null; reserved?: readonly string[] } = {}
): () => string {
	const used = new Set([...taken, ...reserved]);
	const series = new Map<string, { count: number; last: number; width: number }>();
	for (const key of taken) {
		const [, prefix = '', digits = ''] = /^(.*?-)?(\d{1,9})$/.exec(key) ?? [];
		// What a long name is followed by may have a digit more.
		if (digits === '' || key.length > longest - roomForNumber) continue;
		const known = series.get(prefix) ?? { count: 0, last: 0, width: 1 };
		series.set(prefix, {
			count: known.count + 1,
			last: Math.max(known.last, Number(digits)),
			width: Math.max(known.width, digits.length)
		});
	}
	const commonest = [...series].sort((left, right) => right[1].count - left[1].count).at(0)?.[0];
	const begin = prefix ?? commonest ?? 'cau-';
	const { last, width } = series.get(begin) ?? { last: 0, width: 3 };
	let number = last;
	return () => {
		for (;;) {
			number++;
			const key = `${begin}${String(number).padStart(width, '0')}`;
			if (used.has(key)) continue;
			used.add(key);
			return key;
		}
	};
}
