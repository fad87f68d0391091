import { sql, type Kysely } from 'kysely';

/** Question banks, legal documents, items and their immutable versions. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table document (
			id integer generated always as identity constraint document_pk primary key,
			symbol text not null,
			title text not null,
			issuer text not null,
			issued_on date not null,
			-- Symbols are used again in other years (two "50/NQ-CP").
			constraint document_symbol_date_unique unique (symbol, issued_on)
		)`.execute(db);

	await sql`
		create table bank (
			id integer generated always as identity constraint bank_pk primary key,
			slug text not null constraint bank_slug_unique unique,
			title text not null,
			language text not null,
			license text not null,
			practice boolean not null,
			-- Unit that owns the bank; null for the banks of the installation.
			unit_id integer constraint bank_unit_fk references unit,
			created_at timestamptz not null,
			updated_at timestamptz not null
		)`.execute(db);

	await sql`
		create table topic (
			id integer generated always as identity constraint topic_pk primary key,
			bank_id integer not null constraint topic_bank_fk references bank,
			key text not null,
			title text not null,
			ordinal integer not null,
			constraint topic_key_unique unique (bank_id, key)
		)`.execute(db);

	await sql`
		create table item (
			id integer generated always as identity constraint item_pk primary key,
			bank_id integer not null constraint item_bank_fk references bank,
			key text not null,
			ordinal integer not null,
			-- Set when the item left its bank; its versions stay for the papers that hold them.
			retired_at timestamptz,
			constraint item_key_unique unique (bank_id, key)
		)`.execute(db);

	await sql`
		create table item_version (
			id integer generated always as identity constraint item_version_pk primary key,
			item_id integer not null constraint item_version_item_fk references item,
			version integer not null,
			type text not null constraint item_version_type_known
				check (type in ('single', 'multiple', 'true_false')),
			topic_id integer not null constraint item_version_topic_fk references topic,
			difficulty text not null constraint item_version_difficulty_known
				check (difficulty in ('recall', 'comprehension', 'application')),
			points integer not null constraint item_version_points_positive check (points > 0),
			content jsonb not null,
			document_id integer constraint item_version_document_fk references document,
			place text not null,
			facts text[] not null,
			-- SHA-256 over everything above, to tell whether a re-load changes anything.
			digest bytea not null,
			created_at timestamptz not null,
			constraint item_version_number_unique unique (item_id, version)
		)`.execute(db);

	await sql`
		create function refuse_change() returns trigger language plpgsql as $$
		begin
			raise exception 'rows of % are immutable', tg_table_name using errcode = 'restrict_violation';
		end $$`.execute(db);
	await sql`
		create trigger item_version_immutable before update or delete on item_version
		for each row execute function refuse_change()`.execute(db);
}
