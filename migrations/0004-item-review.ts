import { createHash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';

/**
 * Items get a life before they are drawn: who wrote a version, how far it was reviewed, what it is
 * searched and compared by. Documents get a status; uploaded bank files wait here for confirmation.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table document
			add column status text not null default 'in_force' constraint document_status_known
				check (status in ('in_force', 'superseded', 'expired')),
			add column superseded_by integer constraint document_successor_fk references document,
			add column note text not null default '',
			add constraint document_not_its_own_successor check (superseded_by <> id),
			add constraint document_successor_of_superseded
				check (superseded_by is null or status = 'superseded')`.execute(db);
	await sql`create index document_successor_index on document (superseded_by)`.execute(db);

	await sql`
		alter table bank
			-- Approval then takes two people.
			add column four_eyes boolean not null default false,
			-- Set when the bank is no longer offered; contests that use it go on.
			add column archived_at timestamptz,
			-- Set when somebody changed title, licence or use by hand: loading a folder then keeps them.
			add column edited_at timestamptz`.execute(db);

	await sql`
		alter table item_version
			add column created_by uuid constraint item_version_author_fk references account`.execute(db);

	await sql`
		alter table item
			-- Of the newest version.
			add column status text not null default 'approved' constraint item_status_known
				check (status in ('draft', 'reviewed', 'approved')),
			add column newest_version_id integer constraint item_newest_version_fk references item_version,
			-- The version that papers are drawn with; null until one is approved.
			add column approved_version_id integer
				constraint item_approved_version_fk references item_version,
			-- Newest version, lower case without diacritics, for searching.
			add column search_text text not null default '',
			-- Equal for items that ask the same with the same options, however they are typed.
			add column fingerprint bytea,
			-- Who retired it by hand; null where a file no longer held it.
			add column retired_by uuid constraint item_retirer_fk references account`.execute(db);
	await sql`
		update item set newest_version_id = newest.id, approved_version_id = newest.id
		from (select distinct on (item_id) item_id, id from item_version order by item_id, version desc)
			as newest
		where newest.item_id = item.id`.execute(db);
	await fillSearch(db);
	await renewDigests(db);
	await sql`alter table item alter column status drop default`.execute(db);
	await sql`create index item_bank_order_index on item (bank_id, ordinal)`.execute(db);
	await sql`create index item_fingerprint_index on item (fingerprint)`.execute(db);
	await sql`create index item_search_trgm on item using gin (search_text gin_trgm_ops)`.execute(db);
	await sql`create index item_version_document_index on item_version (document_id)`.execute(db);

	// Who moved a version how far, and why. A version that was never moved is a draft.
	await sql`
		create table item_review (
			id bigint generated always as identity constraint item_review_pk primary key,
			item_version_id integer not null constraint item_review_version_fk references item_version,
			status text not null constraint item_review_status_known
				check (status in ('draft', 'reviewed', 'approved')),
			-- Null where the installation itself loaded the item.
			account_id uuid constraint item_review_account_fk references account,
			note text not null,
			at timestamptz not null
		)`.execute(db);
	await sql`create index item_review_version_index on item_review (item_version_id, id)`.execute(
		db
	);
	await sql`
		create trigger item_review_append_only before update or delete on item_review
		for each row execute function refuse_change()`.execute(db);
	await sql`
		insert into item_review (item_version_id, status, note, at)
		select version.id, 'approved', '', version.created_at
		from item join item_version version on version.id = item.newest_version_id`.execute(db);

	await sql`
		create table bank_upload (
			id uuid constraint bank_upload_pk primary key default uuidv7(),
			account_id uuid not null constraint bank_upload_account_fk references account on delete cascade,
			file_name text not null,
			bytes bytea not null,
			-- Null while it is being read; then what was found, or why nothing could be.
			found jsonb,
			refusal jsonb,
			created_at timestamptz not null
		)`.execute(db);
	await sql`create index bank_upload_age_index on bank_upload (created_at)`.execute(db);
}

/** As `itemSearchText` and `itemFingerprint` of the domain were when this migration was written. */
async function fillSearch(db: Kysely<unknown>): Promise<void> {
	const { rows } = await sql<{
		id: number;
		key: string;
		content: { stem: string; options: string[] };
	}>`
		select item.id, item.key, version.content
		from item join item_version version on version.id = item.newest_version_id`.execute(db);
	for (const { id, key, content } of rows) {
		const stem = fold(content.stem.replace(/[*`\\]/g, ''));
		const options = content.options.map(fold);
		const search = [fold(key), stem, ...options].join(' ');
		const fingerprint = createHash('sha256')
			.update([letters(stem), ...options.map(letters).sort()].join('\n'))
			.digest();
		await sql`
			update item set search_text = ${search}, fingerprint = ${fingerprint} where id = ${id}`.execute(db);
	}
}

/** Digests no longer hold the name by which a bank cites its document, which may change by itself. */
async function renewDigests(db: Kysely<unknown>): Promise<void> {
	const { rows } = await sql<{
		id: number;
		type: string;
		topic: string;
		difficulty: string;
		points: number;
		content: { stem: string; options: string[]; key: number; rationale: string };
		place: string;
		facts: string[];
	}>`
		select version.id, type, topic.key as topic, difficulty, points, content, place, facts
		from item_version version join topic on topic.id = topic_id`.execute(db);
	await sql`alter table item_version disable trigger item_version_immutable`.execute(db);
	for (const { id, type, topic, difficulty, points, content, place, facts } of rows) {
		const { stem, options, key, rationale } = content;
		const parts = [type, topic, difficulty, points, stem, options, key, rationale, place, facts];
		const digest = createHash('sha256').update(JSON.stringify(parts)).digest();
		await sql`update item_version set digest = ${digest} where id = ${id}`.execute(db);
	}
	await sql`alter table item_version enable trigger item_version_immutable`.execute(db);
}

function fold(text: string): string {
	return text
		.toLowerCase()
		.normalize('NFD')
		.replace(/\p{M}+/gu, '')
		.replaceAll('đ', 'd')
		.replace(/\s+/g, ' ')
		.normalize('NFC')
		.trim();
}

function letters(text: string): string {
	return text.replace(/[^\p{L}\p{N}]+/gu, ' ').trim();
}
