import { sql, type Kysely } from 'kysely';

/**
 * Standings that any ranking rule can order: each has its place as bytes (`sortKey`), and one index
 * orders every board. Counts of stretches of a board and of units beside them, so that a rank, a page
 * and the unit ranking cost the same with a million results as with a thousand.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
	await sql`
		alter table attempt
			-- Position of the person's audience in the rules.
			add column audience smallint not null default 0,
			add column all_correct boolean,
			add column prediction integer`.execute(db);
	await sql`
		update attempt set all_correct = correct = jsonb_array_length(paper)
		where correct is not null`.execute(db);

	await sql`drop table standing`.execute(db);
	// All of it is derived from the attempts, whose rows have the foreign keys.
	await sql`
		create table standing (
			contest_id integer not null,
			-- 0 is the whole contest.
			round_id integer not null,
			audience smallint not null,
			person_id integer not null,
			unit_id integer not null,
			attempt_id uuid not null,
			score integer not null,
			max_score integer not null,
			all_correct integer not null,
			prediction_error integer,
			duration_ms integer not null,
			started_at timestamptz not null,
			ended_at timestamptz not null,
			perfect_attempts integer not null,
			attempt_number integer not null,
			-- Closed attempts of the person.
			attempts integer not null,
			passed boolean not null,
			place bytea not null,
			constraint standing_pk primary key (contest_id, round_id, person_id)
		) with (fillfactor = 80)`.execute(db);
	await sql`
		create index standing_place_index on standing
		(contest_id, round_id, audience, place, attempt_id)`.execute(db);

	// A board in stretches: each begins where it says and ends where the next one begins.
	await sql`
		create table standing_stretch (
			contest_id integer not null,
			round_id integer not null,
			audience smallint not null,
			place bytea not null,
			attempt_id uuid not null,
			people integer not null,
			constraint standing_stretch_pk primary key (contest_id, round_id, audience, place, attempt_id)
		) with (fillfactor = 50)`.execute(db);
	await sql`
		create table unit_tally (
			contest_id integer not null,
			round_id integer not null,
			audience smallint not null,
			unit_id integer not null,
			submitted integer not null,
			attempts integer not null,
			passed integer not null,
			score_sum bigint not null,
			-- Shares of the score reached, in millionths.
			share_sum bigint not null,
			constraint unit_tally_pk primary key (contest_id, round_id, audience, unit_id)
		) with (fillfactor = 50)`.execute(db);

	// Until now every contest had one round and one rule: score, then duration, then submission.
	await sql`
		insert into standing
		select distinct on (attempt.contest_id, attempt.round_id, attempt.person_id)
			attempt.contest_id, attempt.round_id, 0, attempt.person_id, attempt.unit_id, attempt.id,
			attempt.score, attempt.max_score, attempt.all_correct::integer, null, attempt.duration_ms,
			attempt.started_at, attempt.ended_at,
			(count(*) filter (where attempt.all_correct) over (
				partition by attempt.contest_id, attempt.round_id, attempt.person_id))::integer,
			attempt.ordinal,
			(count(*) over (
				partition by attempt.contest_id, attempt.round_id, attempt.person_id))::integer,
			round.pass_percent is null
				or attempt.score::bigint * 100 >= attempt.max_score::bigint * round.pass_percent,
			int8send(9007199254740991 - attempt.score::bigint) || int8send(attempt.duration_ms::bigint)
				|| int8send((extract(epoch from attempt.ended_at) * 1000)::bigint)
		from attempt join round on round.id = attempt.round_id
		where attempt.status in ('submitted', 'auto_submitted')
		order by attempt.contest_id, attempt.round_id, attempt.person_id, attempt.score desc,
			attempt.duration_ms, attempt.ended_at, attempt.id`.execute(db);
	await sql`
		insert into standing_stretch
		select contest_id, round_id, audience, '', '00000000-0000-0000-0000-000000000000', count(*)
		from standing group by contest_id, round_id, audience`.execute(db);
	await sql`
		insert into unit_tally
		select contest_id, round_id, audience, unit_id, count(*), sum(attempts),
			count(*) filter (where passed), sum(score), sum(case when max_score > 0 then score::bigint * 1000000 / max_score else 0 end)
		from standing group by contest_id, round_id, audience, unit_id`.execute(db);
}
