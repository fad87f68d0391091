import { sql, type Kysely } from 'kysely';

/** Units, people, accounts, sessions, roles, audit. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`create extension if not exists ltree`.execute(db);
	await sql`create extension if not exists citext`.execute(db);
	await sql`create extension if not exists unaccent`.execute(db);
	await sql`create extension if not exists pg_trgm`.execute(db);

	await sql`
		create table unit (
			id integer generated always as identity constraint unit_pk primary key,
			code text not null constraint unit_code_unique unique,
			name text not null,
			parent_id integer constraint unit_parent_fk references unit,
			-- Labels are unit ids, so a path stays right when a unit is renamed.
			path ltree not null constraint unit_path_unique unique,
			block text,
			declared_headcount integer constraint unit_headcount_not_negative check (declared_headcount >= 0),
			created_at timestamptz not null
		)`.execute(db);
	await sql`create index unit_path_gist on unit using gist (path)`.execute(db);
	await sql`create index unit_parent_index on unit (parent_id)`.execute(db);

	await sql`
		create table person (
			id integer generated always as identity constraint person_pk primary key,
			unit_id integer not null constraint person_unit_fk references unit,
			staff_code citext not null constraint person_staff_code_unique unique,
			full_name text not null,
			-- Lower case without diacritics, for searching.
			search_text text not null,
			position text,
			email text,
			phone text,
			created_at timestamptz not null,
			updated_at timestamptz not null
		)`.execute(db);
	await sql`create index person_unit_index on person (unit_id)`.execute(db);
	await sql`create index person_search_trgm on person using gin (search_text gin_trgm_ops)`.execute(
		db
	);

	await sql`
		create table account (
			id uuid constraint account_pk primary key default uuidv7(),
			person_id integer constraint account_person_unique unique
				constraint account_person_fk references person,
			username citext not null constraint account_username_unique unique,
			display_name text not null,
			password_hash text not null,
			created_at timestamptz not null,
			disabled_at timestamptz
		)`.execute(db);

	// Columns as @lucia-auth/adapter-postgresql expects them; id is the SHA-256 of the cookie's token.
	await sql`
		create table session (
			id text constraint session_pk primary key,
			user_id uuid not null constraint session_account_fk references account on delete cascade,
			expires_at timestamptz not null
		)`.execute(db);
	await sql`create index session_user_index on session (user_id)`.execute(db);
	await sql`create index session_expiry_index on session (expires_at)`.execute(db);

	await sql`
		create table role_grant (
			account_id uuid not null constraint role_grant_account_fk references account on delete cascade,
			role text not null constraint role_grant_role_known
				check (role in ('administrator', 'organizer', 'focal_point', 'candidate')),
			-- Null is the whole installation.
			unit_id integer constraint role_grant_unit_fk references unit,
			created_at timestamptz not null,
			constraint role_grant_unique unique nulls not distinct (account_id, role, unit_id)
		)`.execute(db);

	await sql`
		create table activation_code (
			person_id integer constraint activation_code_pk primary key
				constraint activation_code_person_fk references person on delete cascade,
			code_hash bytea not null,
			expires_at timestamptz not null,
			created_at timestamptz not null
		)`.execute(db);

	await sql`
		create table setup_token (
			token_hash bytea constraint setup_token_pk primary key,
			expires_at timestamptz not null,
			created_at timestamptz not null
		)`.execute(db);

	await sql`
		create table audit_event (
			id bigint generated always as identity constraint audit_event_pk primary key,
			at timestamptz not null,
			account_id uuid,
			action text not null,
			subject text not null,
			details jsonb not null
		)`.execute(db);
	await sql`create index audit_event_subject_index on audit_event (subject, id)`.execute(db);
}
