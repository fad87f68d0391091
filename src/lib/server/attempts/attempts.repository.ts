import { sql } from 'kysely';
import type { AttemptRef } from '#lib/domain/attempt-ref.ts';
import type { AttemptStatus } from '#lib/domain/contest.ts';
import type { Paper } from '#lib/domain/paper.ts';
import type { Db } from '#lib/server/db/database.ts';

/** One sitting of one person. Instants in ms since 1970 UTC, scores in hundredths of a point. */
export interface Attempt {
	readonly ref: AttemptRef;
	readonly roundId: number;
	readonly personId: number;
	readonly unitId: number;
	readonly ordinal: number;
	/** Position of the person's audience in the rules. */
	readonly audience: number;
	readonly status: AttemptStatus;
	readonly paper: Paper;
	readonly startedAt: number;
	readonly deadline: number;
	/** Null while in progress. */
	readonly result: AttemptResult | null;
}

/** What closing an attempt fixed. */
export interface AttemptResult {
	readonly endedAt: number;
	readonly score: number;
	readonly maxScore: number;
	readonly correct: number;
	readonly answered: number;
	readonly duration: number;
}

const columns = [
	'contest_id',
	'id',
	'round_id',
	'person_id',
	'unit_id',
	'ordinal',
	'audience',
	'status',
	'paper',
	'started_at',
	'deadline',
	'ended_at',
	'score',
	'max_score',
	'correct',
	'answered',
	'duration_ms'
] as const;

function attemptQuery(db: Db) {
	return db.selectFrom('attempt').select(columns);
}

type AttemptRow = Awaited<ReturnType<ReturnType<typeof attemptQuery>['executeTakeFirstOrThrow']>>;

/** Attempt as the rest of the server knows it. */
export function toAttempt(row: AttemptRow): Attempt {
	return {
		ref: { contestId: row.contest_id, attemptId: row.id },
		roundId: row.round_id,
		personId: row.person_id,
		unitId: row.unit_id,
		ordinal: row.ordinal,
		audience: row.audience,
		status: row.status,
		paper: row.paper,
		startedAt: row.started_at.getTime(),
		deadline: row.deadline.getTime(),
		result:
			row.ended_at === null || row.score === null
				? null
				: {
						endedAt: row.ended_at.getTime(),
						score: row.score,
						maxScore: row.max_score ?? 0,
						correct: row.correct ?? 0,
						answered: row.answered ?? 0,
						duration: row.duration_ms ?? 0
					}
	};
}

export async function findAttempt(db: Db, ref: AttemptRef): Promise<Attempt | undefined> {
	const row = await attemptQuery(db)
		.where('contest_id', '=', ref.contestId)
		.where('id', '=', ref.attemptId)
		.executeTakeFirst();
	return row && toAttempt(row);
}

/** All attempts of a person in a round, first to last. */
export async function listAttempts(
	db: Db,
	contestId: number,
	roundId: number,
	personId: number
): Promise<Attempt[]> {
	const rows = await attemptQuery(db)
		.where('contest_id', '=', contestId)
		.where('round_id', '=', roundId)
		.where('person_id', '=', personId)
		.orderBy('ordinal')
		.execute();
	return rows.map(toAttempt);
}

export interface NewAttempt {
	readonly contestId: number;
	readonly roundId: number;
	readonly personId: number;
	readonly unitId: number;
	readonly ordinal: number;
	readonly seed: string;
	readonly paper: Paper;
	readonly startedAt: number;
	readonly deadline: number;
}

/**
 * Starts an attempt and counts it, in one statement; gives its id. Violates attempt_one_in_progress
 * or attempt_ordinal_unique when the person started elsewhere at the same moment.
 */
export async function insertAttempt(db: Db, attempt: NewAttempt): Promise<string> {
	const { rows } = await sql<{ id: string }>`
		with started as (
			insert into attempt (contest_id, round_id, person_id, unit_id, ordinal, status, seed, paper,
				started_at, deadline)
			values (${attempt.contestId}, ${attempt.roundId}, ${attempt.personId}, ${attempt.unitId},
				${attempt.ordinal}, 'in_progress', ${attempt.seed}, ${JSON.stringify(attempt.paper)}::text::jsonb,
				${new Date(attempt.startedAt)}, ${new Date(attempt.deadline)})
			returning contest_id, id, person_id, unit_id
		), counted as (
			insert into participant (contest_id, person_id, unit_id, attempts)
			select contest_id, person_id, unit_id, 1 from started
			on conflict on constraint participant_pk do update set attempts = participant.attempts + 1
		)
		select id from started`.execute(db);
	return (rows[0] as { id: string }).id;
}
