import { sql, type Kysely } from 'kysely';

/**
 * What waits for confirmation is what was found in a file; the file itself is read at once and not
 * kept. Every node sees how far reading has come and whether the reading node is still there, and what
 * an import came to stays with it.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	// An upload is kept for a day at most: what waits now is uploaded again.
	await sql`delete from bank_upload`.execute(db);
	await sql`
		alter table bank_upload
			drop column bytes,
			drop column found,
			drop column refusal,
			-- Gzipped JSON, kept as bytes because texts of a file may hold what jsonb refuses.
			add column found bytea,
			-- What the page needs of it at once; json for the same reason.
			add column overview json,
			add column refusal json,
			add column result json,
			add column items_read integer not null default 0,
			-- When the reading node last gave a sign of life.
			add column seen_at timestamptz not null,
			add constraint bank_upload_state check (num_nonnulls(found, refusal, result) <= 1),
			add constraint bank_upload_overview check ((found is null) = (overview is null))`.execute(db);
}
