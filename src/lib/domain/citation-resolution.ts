import type { BankDocument, BankLanguage } from './bank.ts';
import type { ImportedBank, ImportedItem } from './bank-import.ts';
import { citationFinder, isSameDocument } from './documents.ts';
import type { FileIssue } from './errors.ts';
import { freeName, slugOf } from './item-keys.ts';
import { comparable } from './item-text.ts';
import { escapeMarkup } from './markup.ts';

/** What an item cites after all, and what became of a citation that nobody understands. */
export interface ResolvedCitation {
	readonly citation: { readonly document: string; readonly place?: string } | null;
	/** With the citation in words where its document is not known: nothing is lost. */
	readonly rationale: string;
	readonly notice: FileIssue | null;
}

/** What introduces a citation in words at the end of a rationale. */
export const citationWord: Record<BankLanguage, string> = { vi: 'Căn cứ', en: 'Source' };

/**
 * Finds the documents that the items of a file cite: by the id the file's own head gives them, by the
 * symbol alone, or by a citation in words, among the documents of the file, of the bank and of the
 * register, in this order.
 */
export function resolveCitations(
	{ head }: ImportedBank,
	choices: { readonly document: BankDocument | null; readonly place: string },
	ofBank: readonly BankDocument[],
	register: readonly BankDocument[]
) {
	const used = new Map<string, BankDocument>(ofBank.map((document) => [document.id, document]));
	const byId = new Map(head.documents.map((document) => [document.id, document]));
	const all = distinct([...ofBank, ...head.documents, ...register]);
	const bySymbol = Map.groupBy(all, ({ symbol }) => comparable(symbol));
	const find = citationFinder(all);

	/** The id that the bank cites the document by. */
	const use = memoized((document: BankDocument): string => {
		const known = [...used.values()].find((each) => isSameDocument(each, document));
		if (known) return known.id;
		const id = used.has(document.id)
			? freeName(slugOf(document.symbol) || 'van-ban', new Set(used.keys()))
			: document.id;
		used.set(id, { ...document, id });
		return id;
	});

	return {
		/** The citation of an item. */
		of(item: ImportedItem, language: BankLanguage): ResolvedCitation {
			const { document: said, place, rationale } = item;
			if (said === null) {
				const document = choices.document;
				return {
					citation: document && { document: use(document), ...placed(place || choices.place) },
					rationale,
					notice: null
				};
			}
			const exact = byId.get(said) ?? only(bySymbol.get(comparable(said)));
			if (exact)
				return { citation: { document: use(exact), ...placed(place) }, rationale, notice: null };
			const cited = find(place === '' ? said : `${said}, ${place}`);
			if (cited) {
				const citation = { document: use(cited.document), ...placed(cited.place) };
				return { citation, rationale, notice: null };
			}
			const words = [said, place].filter((part) => part !== '').join(', ');
			const line = escapeMarkup(`${citationWord[language]}: ${words}`);
			return {
				citation: null,
				rationale: rationale === '' ? line : `${rationale}\n\n${line}`,
				notice: {
					row: item.row,
					column: null,
					code: 'CITATION_UNKNOWN',
					params: { value: words.slice(0, 200) }
				}
			};
		},
		/** Documents of the bank with those that were cited. */
		documents: (): BankDocument[] => [...used.values()]
	};
}

function placed(place: string): { place?: string } {
	return place === '' ? {} : { place };
}

function only<Value>(values: readonly Value[] | undefined): Value | undefined {
	return values?.length === 1 ? values[0] : undefined;
}

function distinct(documents: readonly BankDocument[]): BankDocument[] {
	const seen = new Set<string>();
	return documents.filter(({ symbol, date }) => {
		const name = `${comparable(symbol)} ${date}`;
		return !seen.has(name) && seen.add(name);
	});
}

function memoized<Key, Value>(work: (key: Key) => Value): (key: Key) => Value {
	const known = new Map<Key, Value>();
	return (key) => {
		let value = known.get(key);
		if (value === undefined) known.set(key, (value = work(key)));
		return value;
	};
}
