import { sql } from 'kysely';
import type { RankedResult } from '#lib/domain/ranking.ts';
import type { Db, Transaction } from '#lib/server/db/database.ts';

/** A person's standing with what boards show of them. */
export interface StandingRow extends RankedResult {
	readonly personId: number;
	readonly fullName: string;
	readonly unitName: string;
	readonly maxScore: number;
	readonly passed: boolean;
}

function standingQuery(db: Db, contestId: number, roundId: number) {
	return db
		.selectFrom('standing')
		.innerJoin('person', 'person.id', 'standing.person_id')
		.innerJoin('contest_unit', (join) =>
			join
				.onRef('contest_unit.contest_id', '=', 'standing.contest_id')
				.onRef('contest_unit.unit_id', '=', 'standing.unit_id')
		)
		.select([
			'standing.person_id as personId',
			'person.full_name as fullName',
			'contest_unit.name as unitName',
			'standing.score',
			'standing.max_score as maxScore',
			'standing.duration_ms as duration',
			'standing.ended_at',
			'standing.passed',
			'standing.attempt_id as attemptId'
		])
		.where('standing.contest_id', '=', contestId)
		.where('standing.round_id', '=', roundId);
}

/** The first standings in the order of `compareResults`. */
export async function listTop(
	db: Db,
	contestId: number,
	roundId: number,
	limit: number,
	offset = 0
): Promise<StandingRow[]> {
	const rows = await standingQuery(db, contestId, roundId)
		.orderBy('standing.score', 'desc')
		.orderBy('standing.duration_ms')
		.orderBy('standing.ended_at')
		.orderBy('standing.attempt_id')
		.limit(limit)
		.offset(offset)
		.execute();
	return rows.map(({ ended_at, ...row }) => ({ ...row, submittedAt: ended_at.getTime() }));
}

export async function findStanding(
	db: Db,
	contestId: number,
	roundId: number,
	personId: number
): Promise<StandingRow | undefined> {
	const row = await standingQuery(db, contestId, roundId)
		.where('standing.person_id', '=', personId)
		.executeTakeFirst();
	if (!row) return undefined;
	const { ended_at, ...rest } = row;
	return { ...rest, submittedAt: ended_at.getTime() };
}

/** How many standings come strictly before the result, equals not counted. */
export async function countBetter(
	db: Db,
	contestId: number,
	roundId: number,
	result: Pick<RankedResult, 'score' | 'duration' | 'submittedAt'>
): Promise<number> {
	const { rows } = await sql<{ better: number }>`
		select count(*)::integer as better from standing
		where contest_id = ${contestId} and round_id = ${roundId} and score >= ${result.score} and (
			score > ${result.score}
			or duration_ms < ${result.duration}
			or (duration_ms = ${result.duration} and ended_at < ${new Date(result.submittedAt)}))`.execute(db);
	return rows[0]?.better ?? 0;
}

export async function countStandings(db: Db, contestId: number, roundId: number): Promise<number> {
	const row = await db
		.selectFrom('standing')
		.select(sql<number>`count(*)::integer`.as('people'))
		.where('contest_id', '=', contestId)
		.where('round_id', '=', roundId)
		.executeTakeFirst();
	return row?.people ?? 0;
}

/** A closed attempt, for rebuilding. */
export interface ClosedAttempt extends RankedResult {
	readonly personId: number;
	readonly unitId: number;
	readonly maxScore: number;
}

/**
 * Every closed attempt of a round that counts, with standings and counters locked against closings
 * and starts until the transaction ends.
 */
export async function lockClosedAttempts(
	trx: Transaction,
	contestId: number,
	roundId: number
): Promise<ClosedAttempt[]> {
	await sql`lock table standing, participant in share row exclusive mode`.execute(trx);
	const rows = await trx
		.selectFrom('attempt')
		.select([
			'id as attemptId',
			'person_id as personId',
			'unit_id as unitId',
			'score',
			'max_score as maxScore',
			'duration_ms as duration',
			'ended_at'
		])
		.where('contest_id', '=', contestId)
		.where('round_id', '=', roundId)
		.where('status', 'in', ['submitted', 'auto_submitted'])
		.execute();
	return rows.map(({ ended_at, ...row }) => ({
		...row,
		score: row.score ?? 0,
		maxScore: row.maxScore ?? 0,
		duration: row.duration ?? 0,
		submittedAt: ended_at?.getTime() ?? 0
	}));
}

/** Replaces all standings of a round. */
export async function replaceStandings(
	trx: Transaction,
	contestId: number,
	roundId: number,
	standings: readonly (ClosedAttempt & { passed: boolean })[]
): Promise<void> {
	await trx
		.deleteFrom('standing')
		.where('contest_id', '=', contestId)
		.where('round_id', '=', roundId)
		.execute();
	const chunk = 2_000;
	for (let start = 0; start < standings.length; start += chunk) {
		await trx
			.insertInto('standing')
			.values(
				standings.slice(start, start + chunk).map((standing) => ({
					contest_id: contestId,
					round_id: roundId,
					person_id: standing.personId,
					unit_id: standing.unitId,
					attempt_id: standing.attemptId,
					score: standing.score,
					max_score: standing.maxScore,
					duration_ms: standing.duration,
					ended_at: new Date(standing.submittedAt),
					passed: standing.passed
				}))
			)
			.execute();
	}
}

/** The counters per person, from the attempts again. */
export async function replaceParticipants(trx: Transaction, contestId: number): Promise<void> {
	await trx.deleteFrom('participant').where('contest_id', '=', contestId).execute();
	await sql`
		insert into participant (contest_id, person_id, unit_id, attempts)
		select contest_id, person_id, (array_agg(unit_id order by ordinal))[1], count(*)
		from attempt where contest_id = ${contestId} and status <> 'voided'
		group by contest_id, person_id`.execute(trx);
}
