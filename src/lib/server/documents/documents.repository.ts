import { sql } from 'kysely';
import type { DocumentStatus } from '#lib/domain/documents.ts';
import type { OutdatedDocument } from '#lib/domain/items.ts';
import type { Db, Transaction } from '#lib/server/db/database.ts';

/** What is kept of a legal document. `date` is YYYY-MM-DD. */
export interface DocumentValues {
	readonly symbol: string;
	readonly title: string;
	readonly issuer: string;
	readonly date: string;
	readonly status: DocumentStatus;
	/** The document that took its place; only with status `superseded`. */
	readonly supersededBy: number | null;
	readonly note: string;
}

/** A document of the register with how many items in use cite it. */
export interface DocumentListing extends DocumentValues {
	readonly id: number;
	/** Symbol of the document that took its place. */
	readonly successor: string | null;
	/** Somebody changed it by hand. */
	readonly edited: boolean;
	readonly items: number;
}

/** The register, the newest document first. */
export async function listDocuments(db: Db): Promise<DocumentListing[]> {
	return db
		.selectFrom('document')
		.leftJoin('document as successor', 'successor.id', 'document.superseded_by')
		.select((from) => [
			'document.id',
			'document.symbol',
			'document.title',
			'document.issuer',
			sql<string>`to_char(document.issued_on, 'YYYY-MM-DD')`.as('date'),
			'document.status',
			'document.superseded_by as supersededBy',
			'document.note',
			'successor.symbol as successor',
			sql<boolean>`document.edited_at is not null`.as('edited'),
			from
				.selectFrom('item')
				.innerJoin('item_version', 'item_version.id', 'item.newest_version_id')
				.select(sql<number>`count(*)::integer`.as('items'))
				.whereRef('item_version.document_id', '=', 'document.id')
				.where('item.retired_at', 'is', null)
				.$asScalar()
				.$notNull()
				.as('items')
		])
		.orderBy('document.issued_on', 'desc')
		.orderBy('document.symbol')
		.execute();
}

/** Documents that no longer hold, with the symbols of those that took their place. */
export async function listOutdated(db: Db): Promise<(OutdatedDocument & { id: number })[]> {
	return db
		.selectFrom('document')
		.leftJoin('document as successor', 'successor.id', 'document.superseded_by')
		.select([
			'document.id',
			'document.status',
			'successor.symbol as successor',
			'successor.title as successorTitle'
		])
		.where('document.status', '!=', 'in_force')
		.execute() as Promise<(OutdatedDocument & { id: number })[]>;
}

/** Locks the whole register against other changes; supersession concerns several rows. */
export async function lockDocuments(trx: Transaction): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtext('documents'))`.execute(trx);
}

export async function insertDocument(trx: Transaction, values: DocumentValues): Promise<number> {
	const row = await trx
		.insertInto('document')
		.values(columnsOf(values))
		.returning('id')
		.executeTakeFirstOrThrow();
	return row.id;
}

export async function updateDocument(
	trx: Transaction,
	id: number,
	values: DocumentValues
): Promise<void> {
	await trx.updateTable('document').set(columnsOf(values)).where('id', '=', id).execute();
}

/** Notes that somebody wrote or changed it by hand: loading files then leaves it alone. */
export async function markDocumentEdited(trx: Transaction, id: number, at: Date): Promise<void> {
	await trx.updateTable('document').set({ edited_at: at }).where('id', '=', id).execute();
}

function columnsOf({ symbol, title, issuer, date, status, supersededBy, note }: DocumentValues) {
	return { symbol, title, issuer, status, note, issued_on: date, superseded_by: supersededBy };
}
