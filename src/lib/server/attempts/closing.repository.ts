import { sql } from 'kysely';
import type { AttemptRef } from '#lib/domain/attempt-ref.ts';
import type { LoggedResponse } from '#lib/domain/responses.ts';
import type { Db, Transaction } from '#lib/server/db/database.ts';
import { toAttempt, type Attempt, type AttemptResult } from './attempts.repository.ts';

function lockableAttempts(trx: Transaction) {
	return trx
		.selectFrom('attempt')
		.selectAll()
		.where('status', '=', 'in_progress')
		.orderBy('contest_id')
		.orderBy('id');
}

/** Those of the attempts that are still in progress, locked. Always in the same order: no deadlock. */
export async function lockOpenAttempts(
	trx: Transaction,
	refs: readonly AttemptRef[]
): Promise<Attempt[]> {
	const rows = await lockableAttempts(trx)
		.where(
			sql<boolean>`(contest_id, id) in (select * from unnest(
				${refs.map((ref) => ref.contestId)}::integer[], ${refs.map((ref) => ref.attemptId)}::uuid[]))`
		)
		.forUpdate()
		.execute();
	return rows.map(toAttempt);
}

/** Up to `limit` attempts whose deadline was before `before`, locked; those another node holds are left. */
export async function lockOverdueAttempts(
	trx: Transaction,
	before: Date,
	limit: number
): Promise<Attempt[]> {
	const rows = await lockableAttempts(trx)
		.where('deadline', '<', before)
		.limit(limit)
		.forUpdate()
		.skipLocked()
		.execute();
	return rows.map(toAttempt);
}

/** Latest responses of several attempts, by attempt id and item. */
export async function readLatestResponses(
	db: Db,
	refs: readonly AttemptRef[]
): Promise<Map<string, Map<number, LoggedResponse>>> {
	const { rows } = await sql<LoggedResponse & { attempt_id: string }>`
		select distinct on (event.contest_id, event.attempt_id, event.item)
			event.attempt_id, event.item, event.sequence, event.chosen
		from unnest(${refs.map((ref) => ref.contestId)}::integer[], ${refs.map((ref) => ref.attemptId)}::uuid[])
			as wanted (contest_id, attempt_id)
		join response_event event using (contest_id, attempt_id)
		order by event.contest_id, event.attempt_id, event.item, event.sequence desc`.execute(db);
	const latest = new Map<string, Map<number, LoggedResponse>>();
	for (const { attempt_id, ...response } of rows) {
		const responses = latest.get(attempt_id) ?? new Map<number, LoggedResponse>();
		responses.set(response.item, response);
		latest.set(attempt_id, responses);
	}
	return latest;
}

/** A locked attempt with the result that closes it. */
export interface Closure {
	readonly attempt: Attempt;
	readonly status: 'submitted' | 'auto_submitted';
	readonly closedAt: number;
	readonly result: AttemptResult;
}

/** Closes locked attempts with their results. */
export async function writeClosures(trx: Transaction, closures: readonly Closure[]): Promise<void> {
	// The driver sends arrays of booleans wrongly, so `all_correct` travels as a number.
	const column = <T>(value: (closure: Closure) => T) => closures.map(value);
	await sql`
		update attempt set status = closure.status,
			ended_at = to_timestamp(closure.ended_ms / 1000),
			closed_at = to_timestamp(closure.closed_ms / 1000),
			score = closure.score, max_score = closure.max_score, correct = closure.correct,
			all_correct = closure.all_correct = 1, answered = closure.answered,
			duration_ms = closure.duration_ms
		from unnest(
			${column(({ attempt }) => attempt.ref.contestId)}::integer[],
			${column(({ attempt }) => attempt.ref.attemptId)}::uuid[],
			${column(({ status }) => status)}::text[],
			${column(({ result }) => result.endedAt)}::float8[],
			${column(({ closedAt }) => closedAt)}::float8[],
			${column(({ result }) => result.score)}::integer[],
			${column(({ result }) => result.maxScore)}::integer[],
			${column(({ result }) => result.correct)}::integer[],
			${column(({ attempt, result }) => (result.correct === attempt.paper.length ? 1 : 0))}::integer[],
			${column(({ result }) => result.answered)}::integer[],
			${column(({ result }) => result.duration)}::integer[]
		) as closure (contest_id, id, status, ended_ms, closed_ms, score, max_score, correct, all_correct,
			answered, duration_ms)
		where attempt.contest_id = closure.contest_id and attempt.id = closure.id
			and attempt.status = 'in_progress'`.execute(trx);
}
