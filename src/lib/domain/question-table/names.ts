import type { BankDocument, BankTopic } from '../bank.ts';
import { normalizeText } from '../text.ts';

/** What a table says of the bank beside its questions. */
export interface TableNames {
	readonly topics: readonly BankTopic[];
	readonly documents: readonly BankDocument[];
}

/** Finds topics and documents by what tables call them. */
export function nameReader({ topics, documents }: TableNames) {
	const topicOf = lookup(topics, [({ id }) => id, ({ title }) => title]);
	const documentOf = lookup(documents, [({ id }) => id, ({ symbol }) => symbol, datedSymbol]);
	return {
		/** `id` of the topic of this id or title; null where none or more than one could be meant. */
		topic: (name: string): string | null => topicOf(name)?.id ?? null,
		/** `id` of the document of this id, symbol, or symbol with date. */
		document: (name: string): string | null => documentOf(name)?.id ?? null
	};
}

/** Names topics and documents as people know them, so that `nameReader` finds them again. */
export function nameWriter(names: TableNames) {
	const read = nameReader(names);
	const choose = (
		id: string,
		candidates: readonly string[],
		find: (name: string) => string | null
	) => candidates.find((name) => find(name) === id) ?? id;
	const topics = new Map(
		names.topics.map(({ id, title }) => [id, choose(id, [title], read.topic)])
	);
	const documents = new Map(
		names.documents.map((document) => [
			document.id,
			choose(document.id, [document.symbol, datedSymbol(document)], read.document)
		])
	);
	return {
		topic: (id: string): string => topics.get(id) ?? id,
		document: (id: string): string => documents.get(id) ?? id
	};
}

function datedSymbol({ symbol, date }: BankDocument): string {
	return `${symbol} (${writeDay(date)})`;
}

/** A day as Vietnamese offices write it: 22/12/2024. */
export function writeDay(iso: string): string {
	return iso.split('-').reverse().join('/');
}

/** The day that is written as 22/12/2024, 2-1-2025 or 2024-12-22; null for other texts. */
export function readDay(text: string): string | null {
	const day = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text.trim());
	if (!day) return /^\d{4}-\d{2}-\d{2}$/.test(text.trim()) ? text.trim() : null;
	const [, date = '', month = '', year = ''] = day;
	return `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
}

/** Finds what has a name, by the first of its names first; nothing where two share it. */
function lookup<Entry>(entries: readonly Entry[], names: readonly ((entry: Entry) => string)[]) {
	const maps = names.map((nameOf) =>
		Map.groupBy(entries, (entry) => normalizeText(nameOf(entry)).toLowerCase())
	);
	return (name: string): Entry | null => {
		const key = normalizeText(name).toLowerCase();
		for (const map of maps) {
			const found = map.get(key);
			if (found) return found.length === 1 ? (found[0] as Entry) : null;
		}
		return null;
	};
}
