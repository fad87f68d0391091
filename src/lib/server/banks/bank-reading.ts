import type { Bank, BankDocument } from '#lib/domain/bank.ts';
import { freeName, slugOf } from '#lib/domain/item-keys.ts';
import type { Db } from '#lib/server/db/database.ts';
import type { BankListing } from './banks.repository.ts';
import { listCitedDocuments, listNewestItems, listTopics } from './bank-content.repository.ts';

/**
 * A bank as a file would hold it: the newest version of every item in use, with its status; the topics;
 * the documents that are cited, each under a name made of its symbol.
 */
export async function readBank(db: Db, listing: BankListing): Promise<Bank> {
	const [topics, documents, items] = await Promise.all([
		listTopics(db, listing.id),
		listCitedDocuments(db, listing.id),
		listNewestItems(db, listing.id)
	]);
	const names = new Map<number, string>();
	const taken = new Set<string>();
	const named = documents.map(({ documentId, symbol, title, issuer, date }): BankDocument => {
		const id = freeName(slugOf(symbol) || 'van-ban', taken);
		taken.add(id);
		names.set(documentId, id);
		return { id, symbol, title, issuer, date };
	});
	return {
		slug: listing.slug,
		title: listing.title,
		language: listing.language,
		license: listing.license,
		practice: listing.practice,
		documents: named,
		topics: topics.map(({ key, title }) => ({ id: key, title })),
		items: items.map(({ documentId, ...item }) => ({
			...item,
			document: documentId === null ? null : (names.get(documentId) as string)
		}))
	};
}
