import { trueFalseOptions, type BankItem, type BankLanguage } from './bank.ts';
import type { ImportedItem } from './bank-import.ts';
import { itemKeys, slugOf } from './item-keys.ts';
import { comparable, itemFingerprint } from './item-text.ts';
import { positionsOf } from './items.ts';

/** What becomes of a question that the bank, or the file itself further up, asks already. */
export const duplicateChoices = ['skip', 'update', 'keep'] as const;
export type DuplicateChoice = (typeof duplicateChoices)[number];

/** How the items of a file come to those of a bank. */
export interface MatchingRules {
	/** Whether the items join those of the bank, or the bank becomes what the file says. */
	readonly mode: 'add' | 'replace';
	readonly duplicates: DuplicateChoice;
	readonly language: BankLanguage;
	/** Whether an `id` of the file means the item of the bank that has this key. */
	readonly idsAreKeys: boolean;
	/** What all new keys begin with; null numbers on as the bank does, or takes a free `id`. */
	readonly keyPrefix: string | null;
}

/** Which item of the bank an item of the file is. */
export interface Match {
	readonly skipped: boolean;
	/** The key that it has in the bank; of a skipped one, that of the item it repeats. */
	readonly key: string;
	/**
	 * How the item of the bank that it will be a version of was found: by its key or by its words; null
	 * for an item that the bank has not in use.
	 */
	readonly foundBy: 'key' | 'words' | null;
	/** Another item of the bank or the file that asks the same; null when there is none. */
	readonly duplicateOf: string | null;
	/** Where the file asked the same before, and whether with another right answer. */
	readonly repeats: { readonly row: number; readonly otherAnswer: boolean } | null;
}

/**
 * Decides for each item of a file, in order, which item of the bank it is. An item that its own file
 * names by key is that item whatever it says; others are told by their words. No two items get one key,
 * and nobody gets a key that another question has or had.
 */
export function matchItems(
	items: readonly ImportedItem[],
	bank: { readonly items: readonly BankItem[]; readonly keys: readonly string[] },
	{ mode, duplicates, language, idsAreKeys, keyPrefix }: MatchingRules
): Match[] {
	const everKnown = new Set(bank.keys);
	const inUse = new Set(bank.items.map(({ key }) => key));
	const given = new Set<string>();
	/** Items by the key that their own file names; the first of a name has it. */
	const named = new Map<string, ImportedItem>();
	for (const item of items) {
		const key = nameOf(item);
		if (idsAreKeys && everKnown.has(key) && !named.has(key)) named.set(key, item);
	}
	const inBank = Map.groupBy(bank.items, ({ content }) => itemFingerprint(content));
	const inFile = new Map<string, { row: number; key: string; answer: string }>();
	const reserved = items.map(nameOf);
	const next = itemKeys(bank.keys, { prefix: keyPrefix, reserved });

	function newKey(item: ImportedItem): string {
		const name = keyPrefix === null ? nameOf(item) : '';
		return name !== '' && !given.has(name) && !everKnown.has(name) ? name : next();
	}

	function match(item: ImportedItem): Match {
		const words = wordsOf(item, language);
		const first = inFile.get(words);
		const repeats = first
			? { row: first.row, otherAnswer: first.answer !== answerOf(item, language) }
			: null;
		const alike = (inBank.get(words) ?? []).map(({ key }) => key);
		const name = nameOf(item);
		if (named.get(name) === item) {
			const duplicateOf = first?.key ?? alike.find((key) => key !== name) ?? null;
			const foundBy = inUse.has(name) ? 'key' : null;
			return { skipped: false, key: name, foundBy, duplicateOf, repeats };
		}
		if (first && duplicates !== 'keep')
			return { skipped: true, key: first.key, foundBy: null, duplicateOf: first.key, repeats };
		const free = alike.find((key) => !named.has(key) && !given.has(key));
		if (free !== undefined && (mode === 'replace' || duplicates === 'update'))
			return { skipped: false, key: free, foundBy: 'words', duplicateOf: null, repeats };
		if (free !== undefined && duplicates === 'skip')
			return { skipped: true, key: free, foundBy: null, duplicateOf: free, repeats };
		const duplicateOf = first?.key ?? free ?? null;
		return { skipped: false, key: newKey(item), foundBy: null, duplicateOf, repeats };
	}

	return items.map((item) => {
		const found = match(item);
		const words = wordsOf(item, language);
		if (!inFile.has(words)) {
			const answer = answerOf(item, language);
			inFile.set(words, { row: item.row, key: found.key, answer });
		}
		if (!found.skipped) given.add(found.key);
		return found;
	});
}

function nameOf({ id }: ImportedItem): string {
	return id === null ? '' : slugOf(id);
}

function optionsOf({ type, options }: ImportedItem, language: BankLanguage): readonly string[] {
	return type === 'true_false' ? trueFalseOptions[language] : options;
}

function wordsOf(item: ImportedItem, language: BankLanguage): string {
	return itemFingerprint({ stem: item.stem, options: optionsOf(item, language) });
}

/** The right options however they are ordered and typed. */
function answerOf(item: ImportedItem, language: BankLanguage): string {
	const options = optionsOf(item, language);
	return positionsOf(item.key ?? 0)
		.map((position) => comparable(options[position] ?? ''))
		.sort()
		.join('\n');
}
