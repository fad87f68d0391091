import { sql, type Kysely } from 'kysely';

/** Contests, rounds, the snapshot of units, attempts, the response log, standings. */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		create table contest (
			id integer generated always as identity constraint contest_pk primary key,
			title text not null,
			rules_text text not null,
			unit_id integer not null constraint contest_unit_fk references unit,
			status text not null constraint contest_status_known
				check (status in ('draft', 'published', 'archived')),
			eligible_unit_ids integer[] not null,
			created_by uuid constraint contest_creator_fk references account,
			created_at timestamptz not null,
			updated_at timestamptz not null,
			published_at timestamptz
		)`.execute(db);

	await sql`
		create table round (
			id integer generated always as identity constraint round_pk primary key,
			contest_id integer not null constraint round_contest_fk references contest on delete cascade,
			ordinal integer not null,
			opens_at timestamptz not null,
			closes_at timestamptz not null,
			time_limit_minutes integer not null,
			attempts_allowed integer,
			pass_percent integer,
			blueprint jsonb not null,
			release jsonb not null,
			constraint round_ordinal_unique unique (contest_id, ordinal),
			constraint round_window_not_empty check (closes_at > opens_at)
		)`.execute(db);

	// The pool that papers of a published round are drawn from: exact versions, never edited.
	await sql`
		create table round_item (
			round_id integer not null constraint round_item_round_fk references round,
			item_version_id integer not null constraint round_item_version_fk references item_version,
			constraint round_item_pk primary key (round_id, item_version_id)
		)`.execute(db);

	await sql`
		create table contest_unit (
			contest_id integer not null constraint contest_unit_contest_fk references contest,
			unit_id integer not null constraint contest_unit_unit_fk references unit,
			code text not null,
			name text not null,
			block text,
			path ltree not null,
			eligible boolean not null,
			headcount integer not null,
			constraint contest_unit_pk primary key (contest_id, unit_id)
		)`.execute(db);

	// Keys begin with the contest so that the table can be partitioned or distributed by it.
	await sql`
		create table attempt (
			contest_id integer not null constraint attempt_contest_fk references contest,
			id uuid not null default uuidv7(),
			round_id integer not null constraint attempt_round_fk references round,
			person_id integer not null constraint attempt_person_fk references person,
			unit_id integer not null,
			ordinal integer not null,
			status text not null constraint attempt_status_known
				check (status in ('in_progress', 'submitted', 'auto_submitted', 'voided')),
			seed text not null,
			paper jsonb not null,
			started_at timestamptz not null,
			deadline timestamptz not null,
			ended_at timestamptz,
			closed_at timestamptz,
			score integer,
			max_score integer,
			correct integer,
			answered integer,
			duration_ms integer,
			constraint attempt_pk primary key (contest_id, id),
			constraint attempt_ordinal_unique unique (contest_id, round_id, person_id, ordinal),
			constraint attempt_closed_is_scored
				check ((status in ('in_progress', 'voided')) or (score is not null and ended_at is not null))
		) with (fillfactor = 80)`.execute(db);
	await sql`
		create unique index attempt_one_in_progress on attempt (contest_id, round_id, person_id)
		where status = 'in_progress'`.execute(db);
	await sql`
		create index attempt_deadline_index on attempt (deadline) where status = 'in_progress'`.execute(db);

	// Append-only log of every choice. No foreign key: its check per row would double the cost of the
	// hot path; the insert itself locks the attempt and proves that it is open.
	await sql`
		create table response_event (
			contest_id integer not null,
			attempt_id uuid not null,
			sequence integer not null,
			-- The page that numbered it: another page's choice under the same number is no repeat.
			client integer not null,
			item smallint not null,
			chosen smallint not null,
			received_at timestamptz not null,
			constraint response_event_pk primary key (contest_id, attempt_id, sequence)
		)`.execute(db);
	await sql`
		create trigger response_event_append_only before update or delete on response_event
		for each row execute function refuse_change()`.execute(db);

	// Everything below can be rebuilt from the attempts.
	await sql`
		create table participant (
			contest_id integer not null constraint participant_contest_fk references contest,
			person_id integer not null constraint participant_person_fk references person,
			unit_id integer not null,
			attempts integer not null,
			constraint participant_pk primary key (contest_id, person_id)
		) with (fillfactor = 80)`.execute(db);
	await sql`
		create table standing (
			contest_id integer not null constraint standing_contest_fk references contest,
			round_id integer not null constraint standing_round_fk references round,
			person_id integer not null constraint standing_person_fk references person,
			unit_id integer not null,
			attempt_id uuid not null,
			score integer not null,
			max_score integer not null,
			duration_ms integer not null,
			ended_at timestamptz not null,
			passed boolean not null,
			constraint standing_pk primary key (contest_id, round_id, person_id)
		) with (fillfactor = 80)`.execute(db);
	await sql`
		create index standing_order_index on standing
		(contest_id, round_id, score desc, duration_ms, ended_at, attempt_id)`.execute(db);
}
