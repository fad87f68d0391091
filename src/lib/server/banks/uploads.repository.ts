import { sql } from 'kysely';
import type { Db, Transaction } from '#lib/server/db/database.ts';

/** An uploaded file of questions and what has become of it; at most one of the last three is there. */
export interface UploadRow {
	readonly id: string;
	readonly fileName: string;
	/** Items read so far. */
	readonly itemsRead: number;
	/** When the reading node last gave a sign of life. */
	readonly seenAt: Date;
	/** Of what was found. */
	readonly overview: object | null;
	/** Why it could not be read. */
	readonly refusal: object | null;
	/** What the import came to. */
	readonly result: object | null;
}

/** What reading a file came to. */
export type UploadOutcome =
	{ readonly found: Uint8Array; readonly overview: object } | { readonly refusal: object };

export async function insertUpload(
	db: Db,
	upload: { accountId: string; fileName: string; at: Date }
): Promise<string> {
	const row = await db
		.insertInto('bank_upload')
		.values({
			account_id: upload.accountId,
			file_name: upload.fileName,
			created_at: upload.at,
			seen_at: upload.at
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return row.id;
}

/** An upload of this account; undefined for those of others too. */
export async function findUpload(
	db: Db,
	id: string,
	accountId: string
): Promise<UploadRow | undefined> {
	return selectUpload(db, id, accountId).executeTakeFirst();
}

/** The same, locked until the transaction ends. */
export async function lockUpload(
	trx: Transaction,
	id: string,
	accountId: string
): Promise<UploadRow | undefined> {
	return selectUpload(trx, id, accountId).forUpdate().executeTakeFirst();
}

function selectUpload(db: Db, id: string, accountId: string) {
	return db
		.selectFrom('bank_upload')
		.select([
			'id',
			'file_name as fileName',
			'items_read as itemsRead',
			'seen_at as seenAt',
			'overview',
			'refusal',
			'result'
		])
		.where('id', '=', id)
		.where('account_id', '=', accountId);
}

/** What was found in an upload that was read; undefined when there is none. */
export async function readFound(db: Db, id: string): Promise<Buffer | undefined> {
	const row = await db
		.selectFrom('bank_upload')
		.select('found')
		.where('id', '=', id)
		.executeTakeFirst();
	return row?.found ?? undefined;
}

/** Notes how far reading has come, and that the node is there. */
export async function noteProgress(
	db: Db,
	id: string,
	itemsRead: number,
	seenAt: Date
): Promise<void> {
	await db
		.updateTable('bank_upload')
		.set({ items_read: itemsRead, seen_at: seenAt })
		.where('id', '=', id)
		.execute();
}

/** Notes what reading came to; does nothing when the upload is gone meanwhile. */
export async function finishUpload(db: Db, id: string, outcome: UploadOutcome): Promise<void> {
	const values =
		'refusal' in outcome
			? { refusal: JSON.stringify(outcome.refusal) }
			: { found: Buffer.from(outcome.found), overview: JSON.stringify(outcome.overview) };
	await db.updateTable('bank_upload').set(values).where('id', '=', id).execute();
}

/** Notes what the import came to; what was found is no longer needed. */
export async function concludeUpload(trx: Transaction, id: string, result: object): Promise<void> {
	await trx
		.updateTable('bank_upload')
		.set({ found: null, overview: null, result: JSON.stringify(result) })
		.where('id', '=', id)
		.execute();
}

export async function deleteUpload(db: Db, id: string): Promise<void> {
	await db.deleteFrom('bank_upload').where('id', '=', id).execute();
}

/** Deletes the uploads of the account but its newest `keep`. */
export async function deleteOtherUploads(db: Db, accountId: string, keep: number): Promise<void> {
	await sql`
		delete from bank_upload where id in (
			select id from bank_upload where account_id = ${accountId}
			order by created_at desc, id desc offset ${keep})`.execute(db);
}

/** Deletes the uploads from before `before`. */
export async function deleteExpiredUploads(db: Db, before: Date): Promise<void> {
	await db.deleteFrom('bank_upload').where('created_at', '<', before).execute();
}
