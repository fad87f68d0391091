import { sql } from 'kysely';
import type { Db } from '#lib/server/db/database.ts';

/** An uploaded file of questions and what has become of reading it. */
export interface UploadRow {
	readonly id: string;
	readonly fileName: string;
	readonly createdAt: Date;
	/** What was found, as JSON text; null while it is read and when it could not be. */
	readonly found: string | null;
	/** Why it could not be read; null otherwise. */
	readonly refusal: object | null;
}

export async function insertUpload(
	db: Db,
	upload: { accountId: string; fileName: string; bytes: Uint8Array; at: Date }
): Promise<string> {
	const row = await db
		.insertInto('bank_upload')
		.values({
			account_id: upload.accountId,
			file_name: upload.fileName,
			bytes: Buffer.from(upload.bytes),
			created_at: upload.at
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
	return db
		.selectFrom('bank_upload')
		.select([
			'id',
			'file_name as fileName',
			'created_at as createdAt',
			sql<string | null>`found::text`.as('found'),
			'refusal'
		])
		.where('id', '=', id)
		.where('account_id', '=', accountId)
		.executeTakeFirst();
}

/** Notes what reading came to; does nothing when the upload is gone meanwhile. */
export async function finishUpload(
	db: Db,
	id: string,
	outcome: { found: string; refusal: null } | { found: null; refusal: object }
): Promise<void> {
	await db
		.updateTable('bank_upload')
		.set({
			found: outcome.found,
			refusal: outcome.refusal === null ? null : JSON.stringify(outcome.refusal)
		})
		.where('id', '=', id)
		.execute();
}

export async function deleteUpload(db: Db, id: string): Promise<void> {
	await db.deleteFrom('bank_upload').where('id', '=', id).execute();
}

/** Deletes uploads from before `before`, and those of the account but its newest `keep`. */
export async function deleteOldUploads(
	db: Db,
	before: Date,
	accountId: string,
	keep: number
): Promise<void> {
	await sql`
		delete from bank_upload where created_at < ${before} or id in (
			select id from bank_upload where account_id = ${accountId}
			order by created_at desc, id desc offset ${keep})`.execute(db);
}
