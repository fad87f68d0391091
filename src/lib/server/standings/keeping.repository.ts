import { sql, type RawBuilder } from 'kysely';
import type { RankingRule } from '#lib/domain/rules/result-rules.ts';
import type { AttemptRules } from '#lib/domain/rules/round-rules.ts';
import type { Transaction } from '#lib/server/db/database.ts';
import { placeSql } from './places.repository.ts';

/** A round and what makes standings of its attempts. */
export interface RankedRound {
	readonly contestId: number;
	readonly roundId: number;
	readonly rule: RankingRule;
	readonly counting: AttemptRules['counting'];
	readonly passPercent: number | null;
	/** The number that was to be predicted; null while it is not known, or nothing is predicted. */
	readonly predicted: number | null;
}

/** People of a stretch that is split in two; a rebuild makes stretches of half as many. */
const fullStretch = 2_048;

/** Where a board begins: before every place. */
const beginning = sql`''::bytea, '00000000-0000-0000-0000-000000000000'::uuid`;

/** What a standing keeps of the attempt that counts, beside the columns that name it. */
const kept = [
	'audience',
	'unit_id',
	'attempt_id',
	'score',
	'max_score',
	'all_correct',
	'prediction_error',
	'duration_ms',
	'started_at',
	'ended_at',
	'perfect_attempts',
	'attempt_number',
	'attempts',
	'passed',
	'place'
] as const;
const keptNames = sql.raw(kept.join(', '));
const columns = (of: string) => sql.join(kept.map((name) => sql.ref(`${of}.${name}`)));
/** Share of the score reached, in millionths, as text of SQL. */
const share = (of: string) =>
	`case when ${of}.max_score > 0 then ${of}.score::bigint * 1000000 / ${of}.max_score else 0 end`;
/** A changed standing as it was and as it is: what stretches and tallies count of it. */
const changes = sql.raw(
	['old', 'new']
		.flatMap((of) => [
			...['audience', 'place', 'attempt_id', 'unit_id', 'score', 'attempts'].map(
				(name) => `${of}.${name} as ${of}_${name}`
			),
			`${of}.passed::integer as ${of}_passed`,
			`${share(of)} as ${of}_share`
		])
		.join(', ')
);

/** First half of the names of the locks of boards, any number that nothing else uses. */
const boardLock = 57_001;

/** Keeps everybody else from changing standings of these contests until the transaction ends. */
export async function lockBoards(trx: Transaction, contestIds: readonly number[]): Promise<void> {
	// In one order, so that two who lock several do not wait for each other.
	for (const contestId of [...new Set(contestIds)].sort((left, right) => left - right))
		await sql`select pg_advisory_xact_lock(${boardLock}, ${contestId})`.execute(trx);
}

/** Which closed attempt of each person counts, with its place. */
function countingAttempts(round: RankedRound, people: RawBuilder<unknown>): RawBuilder<unknown> {
	const { contestId, roundId, passPercent, predicted } = round;
	const order = {
		best: sql`place, attempt_id`,
		last: sql`attempt_number desc`,
		first: sql`attempt_number`
	}[round.counting];
	const passed =
		passPercent === null
			? sql`true`
			: sql`score::bigint * 100 >= max_score::bigint * ${passPercent}::integer`;
	return sql`
		select distinct on (person_id) closed.*, ${passed} as passed, ${placeSql(round.rule)} as place
		from (
			select person_id, audience, unit_id, id as attempt_id, score, max_score,
				all_correct::integer as all_correct,
				abs(prediction - ${predicted}::integer) as prediction_error, duration_ms, started_at,
				ended_at, ordinal as attempt_number,
				(count(*) filter (where all_correct) over (partition by person_id))::integer
					as perfect_attempts,
				(count(*) over (partition by person_id))::integer as attempts
			from attempt
			where contest_id = ${contestId} and round_id = ${roundId}
				and status in ('submitted', 'auto_submitted') ${people}
		) as closed
		order by person_id, ${order}`;
}

/**
 * Brings the standings of these people in a round up to date with their closed attempts, and what is
 * counted beside them. The caller holds the lock of the board.
 */
export async function keepStandings(
	trx: Transaction,
	round: RankedRound,
	personIds: readonly number[],
	full = fullStretch
): Promise<void> {
	const { contestId, roundId } = round;
	const people = sql`and person_id = any(${[...personIds]}::integer[])`;
	const board = sql`contest_id = ${contestId} and round_id = ${roundId}`;
	await sql`
		insert into standing_stretch
		select distinct ${contestId}::integer, ${roundId}::integer, audience, ${beginning}, 0
		from attempt where ${board} ${people}
		on conflict do nothing`.execute(trx);
	const { rows } = await sql<{ audience: number; place: Buffer; attempt_id: string }>`
		with counting as (${countingAttempts(round, people)}), written as (
			insert into standing (contest_id, round_id, person_id, ${keptNames})
			select ${contestId}, ${roundId}, person_id, ${columns('counting')} from counting
			on conflict on constraint standing_pk do update
				set (${keptNames}) = row(${columns('excluded')})
				where (${columns('standing')}) is distinct from (${columns('excluded')})
			returning ${changes}
		), gone as (
			delete from standing where ${board} ${people}
				and not exists (select from counting where counting.person_id = standing.person_id)
			returning ${changes}
		), changed as (
			select * from written union all select * from gone
		), moves as (
			select -1 as people, old_audience as audience, old_place as place, old_attempt_id as attempt_id,
				old_unit_id as unit_id, old_attempts as attempts, old_passed as passed, old_score as score,
				old_share as share
			from changed where old_place is not null
			union all
			select 1, new_audience, new_place, new_attempt_id, new_unit_id, new_attempts, new_passed, new_score,
				new_share
			from changed where new_place is not null
		), stretched as (
			select stretch.audience, stretch.place, stretch.attempt_id, sum(moves.people) as people
			from moves cross join lateral (
				select audience, place, attempt_id from standing_stretch
				where ${board} and standing_stretch.audience = moves.audience
					and (standing_stretch.place, standing_stretch.attempt_id) <= (moves.place, moves.attempt_id)
				order by place desc, attempt_id desc limit 1
			) as stretch
			group by stretch.audience, stretch.place, stretch.attempt_id
		), tallied as (
			insert into unit_tally (contest_id, round_id, audience, unit_id, submitted, attempts, passed,
				score_sum, share_sum)
			select ${contestId}::integer, ${roundId}::integer, audience, unit_id, sum(people),
				sum(people * attempts), sum(people * passed), sum(people * score), sum(people * share)
			from moves group by audience, unit_id
			on conflict on constraint unit_tally_pk do update set
				submitted = unit_tally.submitted + excluded.submitted,
				attempts = unit_tally.attempts + excluded.attempts,
				passed = unit_tally.passed + excluded.passed,
				score_sum = unit_tally.score_sum + excluded.score_sum,
				share_sum = unit_tally.share_sum + excluded.share_sum
		), counted as (
			update standing_stretch set people = standing_stretch.people + stretched.people
			from stretched
			where ${board} and standing_stretch.audience = stretched.audience
				and standing_stretch.place = stretched.place
				and standing_stretch.attempt_id = stretched.attempt_id
			returning standing_stretch.audience, standing_stretch.place, standing_stretch.attempt_id,
				standing_stretch.people
		)
		select audience, place, attempt_id from counted where people > ${full}`.execute(trx);
	for (const stretch of rows) await splitStretch(trx, round, stretch);
}

/** Splits a stretch in the middle. What it holds begins at its own beginning, without a gap. */
async function splitStretch(
	trx: Transaction,
	{ contestId, roundId }: RankedRound,
	stretch: { audience: number; place: Buffer; attempt_id: string }
): Promise<void> {
	const board = sql`contest_id = ${contestId} and round_id = ${roundId} and audience = ${stretch.audience}`;
	await sql`
		with lower as (
			update standing_stretch set people = people / 2
			where ${board} and place = ${stretch.place} and attempt_id = ${stretch.attempt_id}
			returning old.people - new.people as rest, new.people
		)
		insert into standing_stretch (contest_id, round_id, audience, place, attempt_id, people)
		select contest_id, round_id, audience, place, attempt_id, (select rest from lower)
		from standing
		where ${board} and (place, attempt_id) >= (${stretch.place}, ${stretch.attempt_id}::uuid)
		order by place, attempt_id
		offset (select people from lower) limit 1`.execute(trx);
}

/**
 * Builds all standings of a round and what is counted beside them from its closed attempts again; gives
 * how many there are. The caller holds the lock of the board.
 */
export async function rebuildStandings(
	trx: Transaction,
	round: RankedRound,
	full = fullStretch
): Promise<number> {
	const people = full / 2;
	const { contestId, roundId } = round;
	const board = sql`contest_id = ${contestId} and round_id = ${roundId}`;
	for (const table of ['standing', 'standing_stretch', 'unit_tally'])
		await sql`delete from ${sql.table(table)} where ${board}`.execute(trx);
	const { numAffectedRows } = await sql`
		with counting as (${countingAttempts(round, sql``)})
		insert into standing (contest_id, round_id, person_id, ${keptNames})
		select ${contestId}, ${roundId}, person_id, ${columns('counting')} from counting
		order by audience, place, attempt_id`.execute(trx);
	await sql`
		insert into standing_stretch (contest_id, round_id, audience, place, attempt_id, people)
		select contest_id, round_id, audience,
			case when nth = 1 then ''::bytea else place end,
			case when nth = 1 then '00000000-0000-0000-0000-000000000000' else attempt_id end,
			least(${people}, number - nth + 1)
		from (
			select contest_id, round_id, audience, place, attempt_id,
				row_number() over (partition by audience order by place, attempt_id) as nth,
				count(*) over (partition by audience) as number
			from standing where ${board}
		) as ordered
		where nth % ${people} = 1`.execute(trx);
	await sql`
		insert into unit_tally (contest_id, round_id, audience, unit_id, submitted, attempts, passed,
			score_sum, share_sum)
		select contest_id, round_id, audience, unit_id, count(*), sum(attempts),
			count(*) filter (where passed), sum(score), sum(${sql.raw(share('standing'))})
		from standing where ${board} group by contest_id, round_id, audience, unit_id`.execute(trx);
	return Number(numAffectedRows ?? 0n);
}
