import type { BankDocument, BankLanguage } from './bank.ts';
import type { ImportedItem } from './bank-import.ts';
import { citationFinder } from './documents.ts';
import type { FileIssue } from './errors.ts';
import { freeName, slugOf } from './item-keys.ts';
import { comparable } from './item-text.ts';
import { escapeMarkup } from './markup.ts';

/** What an item cites. */
export interface ResolvedCitation {
	/** `id` of a document of the bank; null without a citation. */
	readonly document: string | null;
	readonly place: string;
	/** With the citation in words where its document is not known: nothing is lost. */
	readonly rationale: string;
	/** Word of a citation that nobody understands. */
	readonly notice: FileIssue | null;
}

/** Where documents are looked for, in this order. */
export interface KnownDocuments {
	readonly ofBank: readonly BankDocument[];
	readonly ofFile: readonly BankDocument[];
	readonly register: readonly BankDocument[];
}

/** What items without a citation cite; without a document they go without. */
export interface CitationChoice {
	readonly document: BankDocument | null;
	readonly place: string;
}

/** What introduces a citation in words at the end of a rationale. */
export const citationWord: Record<BankLanguage, string> = { vi: 'Căn cứ', en: 'Source' };
/** Longest citation that is searched for the name of a document, in characters. */
const longestCitation = 600;

/**
 * Finds the documents that the items of a file cite: by the id the file's own head gives them, by the
 * symbol alone, or by a citation in words.
 */
export function resolveCitations(
	{ ofBank, ofFile, register }: KnownDocuments,
	choice: CitationChoice,
	language: BankLanguage
) {
	const used = new Map(ofBank.map((document) => [document.id, document]));
	const usedIds = new Map(ofBank.map((document) => [nameOf(document), document.id]));
	const inRegister = new Map(register.map((document) => [nameOf(document), document]));
	// What the register says of a document holds; a file may have its title wrong.
	const named = ofFile.map((document) => {
		return { ...document, ...inRegister.get(nameOf(document)), id: document.id };
	});
	const byId = new Map(named.map((document) => [document.id, document]));
	const all = distinct([...ofBank, ...named, ...register]);
	const bySymbol = Map.groupBy(all, ({ symbol }) => comparable(symbol));
	const find = citationFinder(all);

	/** The id that the bank cites the document by. */
	function use(document: BankDocument): string {
		const known = usedIds.get(nameOf(document));
		if (known !== undefined) return known;
		const id = used.has(document.id)
			? freeName(slugOf(document.symbol) || 'van-ban', used)
			: document.id;
		used.set(id, { ...document, id });
		usedIds.set(nameOf(document), id);
		return id;
	}

	/** The document and place that a citation means; null when that is not clear. */
	function meaning(said: string, place: string): { document: BankDocument; place: string } | null {
		// A citation is short; patterns are not let loose on anything else.
		if (said.length + place.length > longestCitation) return null;
		const exact = byId.get(said) ?? only(bySymbol.get(comparable(said)));
		return exact ? { document: exact, place } : find(inWords(said, place));
	}

	function unknown(item: ImportedItem, words: string): ResolvedCitation {
		const line = escapeMarkup(`${citationWord[language]}: ${words}`);
		const params = { value: words.slice(0, 200) };
		return {
			document: null,
			place: '',
			rationale: item.rationale === '' ? line : `${item.rationale}\n\n${line}`,
			notice: { row: item.row, column: null, code: 'CITATION_UNKNOWN', params }
		};
	}

	return {
		/** The citation of an item. */
		of(item: ImportedItem): ResolvedCitation {
			const { document: said, place, rationale } = item;
			const meant = said === null ? null : meaning(said, place);
			if (said !== null && meant === null) return unknown(item, inWords(said, place));
			const cited = meant ?? {
				document: choice.document,
				place: place || (choice.document ? choice.place : '')
			};
			if (cited.document === null && cited.place !== '') return unknown(item, cited.place);
			const document = cited.document && use(cited.document);
			return { document, place: cited.place, rationale, notice: null };
		},
		/** The ids within the bank of all documents that the file's head names. */
		ofFile: (): ReadonlySet<string> => new Set(named.map(use)),
		/** Documents of the bank with those that were asked for. */
		all: (): BankDocument[] => [...used.values()]
	};
}

function inWords(said: string, place: string): string {
	return [said, place].filter((part) => part !== '').join(', ');
}

function only<Value>(values: readonly Value[] | undefined): Value | undefined {
	return values?.length === 1 ? values[0] : undefined;
}

function distinct(documents: readonly BankDocument[]): BankDocument[] {
	const seen = new Set<string>();
	return documents.filter((document) => {
		const name = nameOf(document);
		return !seen.has(name) && seen.add(name);
	});
}

/** Equal for documents that `isSameDocument`. */
function nameOf({ symbol, date }: BankDocument): string {
	return `${comparable(symbol)} ${date}`;
}
