import { sql } from 'kysely';
import type { RankedResult } from '#lib/domain/rules/ranking.ts';
import type { Db } from '#lib/server/db/database.ts';

/** A ranking: that of an audience in a round, or (round 0) in the whole contest. */
export interface Board {
	readonly contestId: number;
	readonly roundId: number;
	/** Position of the audience in the rules. */
	readonly audience: number;
}

/** A person's standing with what boards show of them. */
export interface StandingRow extends RankedResult {
	readonly personId: number;
	readonly audience: number;
	readonly fullName: string;
	readonly unitName: string;
	readonly maxScore: number;
	readonly passed: boolean;
	/** Place by the rule as bytes (`sortKey`): equals have the same. */
	readonly place: Buffer;
}

function standingQuery(db: Db, { contestId, roundId }: Omit<Board, 'audience'>) {
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
			'standing.audience',
			'person.full_name as fullName',
			'contest_unit.name as unitName',
			'standing.score',
			'standing.max_score as maxScore',
			'standing.all_correct as allCorrect',
			'standing.prediction_error as predictionError',
			'standing.duration_ms as duration',
			'standing.started_at',
			'standing.ended_at',
			'standing.perfect_attempts as perfectAttempts',
			'standing.attempt_number as attemptNumber',
			'standing.passed',
			'standing.attempt_id as attemptId',
			'standing.place'
		])
		.where('standing.contest_id', '=', contestId)
		.where('standing.round_id', '=', roundId);
}

function toStanding<Row extends { started_at: Date; ended_at: Date }>({
	started_at,
	ended_at,
	...row
}: Row) {
	return { ...row, startedAt: started_at.getTime(), submittedAt: ended_at.getTime() };
}

/** The first standings of a board, in the order of its rule. */
export async function listTop(db: Db, board: Board, limit: number): Promise<StandingRow[]> {
	const rows = await standingQuery(db, board)
		.where('standing.audience', '=', board.audience)
		.orderBy('standing.place')
		.orderBy('standing.attempt_id')
		.limit(limit)
		.execute();
	return rows.map(toStanding);
}

/**
 * Standings of a board from position `offset` (from 0) on. Stretches are counted up to the one that
 * holds it: what is read does not grow with the offset.
 */
export async function listFrom(
	db: Db,
	board: Board,
	offset: number,
	limit: number
): Promise<StandingRow[]> {
	const { rows } = await sql<{ personId: number }>`
		with stretch as (
			select place, attempt_id, before from (
				select place, attempt_id, sum(people) over (order by place, attempt_id) - people as before
				from standing_stretch where ${ofBoard(board)}
			) as counted
			where before <= ${offset} order by before desc, place desc, attempt_id desc limit 1
		)
		select person_id as "personId" from standing
		where ${ofBoard(board)}
			and (place, attempt_id) >= (select place, attempt_id from stretch)
		order by place, attempt_id
		offset ${offset}::bigint - (select before from stretch) limit ${limit}`.execute(db);
	if (rows.length === 0) return [];
	const standings = await standingQuery(db, board)
		.where(
			'standing.person_id',
			'in',
			rows.map(({ personId }) => personId)
		)
		.orderBy('standing.place')
		.orderBy('standing.attempt_id')
		.execute();
	return standings.map(toStanding);
}

export async function findStanding(
	db: Db,
	board: Omit<Board, 'audience'>,
	personId: number
): Promise<StandingRow | undefined> {
	const row = await standingQuery(db, board)
		.where('standing.person_id', '=', personId)
		.executeTakeFirst();
	return row && toStanding(row);
}

/** How many standings of a board come before a place, equals not counted. */
export async function countBetter(db: Db, board: Board, place: Buffer): Promise<number> {
	const { rows } = await sql<{ better: number }>`
		with stretch as (
			select place, attempt_id from standing_stretch
			where ${ofBoard(board)} and place < ${place}
			order by place desc, attempt_id desc limit 1
		)
		select (
			(select coalesce(sum(people), 0) from standing_stretch, stretch
				where ${ofBoard(board)} and (standing_stretch.place, standing_stretch.attempt_id)
					< (stretch.place, stretch.attempt_id))
			+ (select count(*) from standing, stretch
				where ${ofBoard(board)} and standing.place < ${place}
					and (standing.place, standing.attempt_id) >= (stretch.place, stretch.attempt_id))
		)::integer as better`.execute(db);
	return rows[0]?.better ?? 0;
}

/** People on a board. */
export async function countStandings(db: Db, board: Board): Promise<number> {
	const { rows } = await sql<{ people: number }>`
		select coalesce(sum(people), 0)::integer as people from standing_stretch
		where ${ofBoard(board)}`.execute(db);
	return rows[0]?.people ?? 0;
}

function ofBoard({ contestId, roundId, audience }: Board) {
	return sql`contest_id = ${contestId} and round_id = ${roundId} and audience = ${audience}`;
}
