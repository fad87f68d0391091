import type { Bank, BankDocument, BankItem } from './bank.ts';
import { isSameDocument, type DocumentName } from './documents.ts';
import { difficulties, itemTypes, type Difficulty, type ItemType } from './items.ts';

/** How many items there are, and of which kind. */
export interface ItemCounts {
	readonly items: number;
	readonly types: Readonly<Record<ItemType, number>>;
	readonly difficulties: Readonly<Record<Difficulty, number>>;
}

export function countItems(items: readonly BankItem[]): ItemCounts {
	const count = <Name extends string>(names: readonly Name[], nameOf: (item: BankItem) => Name) =>
		Object.fromEntries(
			names.map((name) => [name, items.filter((item) => nameOf(item) === name).length])
		) as Record<Name, number>;
	return {
		items: items.length,
		types: count(itemTypes, ({ type }) => type),
		difficulties: count(difficulties, ({ difficulty }) => difficulty)
	};
}

/** How many items cite a document, in all and by the slug of their bank. */
export interface DocumentCount {
	readonly document: BankDocument;
	readonly items: number;
	readonly banks: ReadonlyMap<string, number>;
}

/** The documents that items of the banks cite, the most cited first, then by symbol and date. */
export function countDocuments(banks: readonly Bank[]): DocumentCount[] {
	const counts: { document: BankDocument; items: number; banks: Map<string, number> }[] = [];
	for (const bank of banks) {
		for (const document of bank.documents) {
			const items = bank.items.filter((item) => item.document === document.id).length;
			if (items === 0) continue;
			let count = counts.find((each) => isSameDocument(each.document, document));
			if (!count) counts.push((count = { document, items: 0, banks: new Map() }));
			count.items += items;
			count.banks.set(bank.slug, (count.banks.get(bank.slug) ?? 0) + items);
		}
	}
	const nameOf = ({ document: { symbol, date } }: DocumentCount) => `${symbol} ${date}`;
	return counts.sort(
		(left, right) => right.items - left.items || (nameOf(left) < nameOf(right) ? -1 : 1)
	);
}

/** How many of the counted items cite the document. */
export function citedBy(counts: readonly DocumentCount[], document: DocumentName): number {
	return counts.find((count) => isSameDocument(count.document, document))?.items ?? 0;
}
