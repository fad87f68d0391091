import { sql } from 'kysely';
import type { BankItem } from '#lib/domain/bank.ts';
import type { DocumentStatus } from '#lib/domain/documents.ts';
import type { Db, Transaction } from '#lib/server/db/database.ts';

/** Topics of a bank, in order. */
export async function listTopics(
	db: Db,
	bankId: number
): Promise<{ id: number; key: string; title: string }[]> {
	return db
		.selectFrom('topic')
		.select(['id', 'key', 'title'])
		.where('bank_id', '=', bankId)
		.orderBy('ordinal')
		.orderBy('id')
		.execute();
}

/** Writes the titles and the order of a bank's topics; new ones are added, none is removed. */
export async function writeTopics(
	trx: Transaction,
	bankId: number,
	topics: readonly { key: string; title: string }[]
): Promise<void> {
	if (topics.length === 0) return;
	await trx
		.insertInto('topic')
		.values(topics.map(({ key, title }, ordinal) => ({ bank_id: bankId, key, title, ordinal })))
		.onConflict((conflict) =>
			conflict.constraint('topic_key_unique').doUpdateSet((values) => ({
				title: values.ref('excluded.title'),
				ordinal: values.ref('excluded.ordinal')
			}))
		)
		.execute();
}

/** A document that items of a bank cite. `date` is YYYY-MM-DD. */
export interface CitedDocumentRow {
	readonly documentId: number;
	readonly symbol: string;
	readonly title: string;
	readonly issuer: string;
	readonly date: string;
	readonly status: DocumentStatus;
}

/** Documents that the newest versions of a bank's items in use cite, by symbol. */
export async function listCitedDocuments(db: Db, bankId: number): Promise<CitedDocumentRow[]> {
	return db
		.selectFrom('document')
		.select([
			'id as documentId',
			'symbol',
			'title',
			'issuer',
			sql<string>`to_char(issued_on, 'YYYY-MM-DD')`.as('date'),
			'status'
		])
		.where('id', 'in', (from) =>
			from
				.selectFrom('item')
				.innerJoin('item_version', 'item_version.id', 'item.newest_version_id')
				.select('item_version.document_id')
				.where('item.bank_id', '=', bankId)
				.where('item.retired_at', 'is', null)
		)
		.orderBy('symbol')
		.orderBy('issued_on')
		.execute();
}

/** The newest version of every item of a bank in use, in the order of the bank. */
export async function listNewestItems(
	db: Db,
	bankId: number
): Promise<(Omit<BankItem, 'document'> & { documentId: number | null })[]> {
	return db
		.selectFrom('item')
		.innerJoin('item_version', 'item_version.id', 'item.newest_version_id')
		.innerJoin('topic', 'topic.id', 'item_version.topic_id')
		.select([
			'item.key',
			'item_version.type',
			'topic.key as topic',
			'item_version.difficulty',
			'item_version.points',
			'item_version.content',
			'item_version.document_id as documentId',
			'item_version.place',
			'item_version.facts',
			'item.status'
		])
		.where('item.bank_id', '=', bankId)
		.where('item.retired_at', 'is', null)
		.orderBy('item.ordinal')
		.orderBy('item.id')
		.execute();
}

/**
 * Keys that the bank has or ever had, the place after the last item, and whether the installation's own
 * files fill it too.
 */
export async function listKeys(
	db: Db,
	bankId: number
): Promise<{ keys: string[]; nextOrdinal: number; isLoaded: boolean }> {
	const rows = await db
		.selectFrom('item')
		.leftJoin('item_version', 'item_version.id', 'item.newest_version_id')
		.select(['item.key', 'item.ordinal', 'item_version.created_by as authorId'])
		.where('item.bank_id', '=', bankId)
		.execute();
	return {
		keys: rows.map((row) => row.key),
		nextOrdinal: rows.reduce((next, row) => Math.max(next, row.ordinal + 1), 0),
		isLoaded: rows.some((row) => row.authorId === null)
	};
}
