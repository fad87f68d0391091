import { sql } from 'kysely';
import type { DirectCounts } from '#lib/domain/participation.ts';
import type { Db } from '#lib/server/db/database.ts';

/** Counts of the people of each unit itself, for units where anything is to be counted. */
export async function countByUnit(
	db: Db,
	contestId: number,
	roundId: number
): Promise<Map<number, DirectCounts>> {
	const { rows } = await sql<DirectCounts & { unitId: number }>`
		with registered as (
			select person.unit_id, count(*)::integer as registered
			from person join account on account.person_id = person.id
			where person.unit_id in (
				select unit_id from contest_unit where contest_id = ${contestId} and eligible
			)
			group by person.unit_id
		), started as (
			select unit_id, count(*)::integer as started, sum(attempts)::integer as attempts
			from participant where contest_id = ${contestId} group by unit_id
		), submitted as (
			select unit_id, sum(submitted)::integer as submitted, sum(passed)::integer as passed,
				sum(score_sum)::float8 as score_sum
			from unit_tally where contest_id = ${contestId} and round_id = ${roundId} and submitted > 0
			group by unit_id
		)
		select unit_id as "unitId",
			coalesce(registered, 0) as registered, coalesce(started, 0) as started,
			coalesce(submitted, 0) as submitted, coalesce(passed, 0) as passed,
			coalesce(attempts, 0) as attempts, coalesce(score_sum, 0) as "scoreSum"
		from registered full join started using (unit_id) full join submitted using (unit_id)`.execute(db);
	return new Map(rows.map(({ unitId, ...counts }) => [unitId, counts]));
}

/**
 * What boards show of the people of each unit itself: those who submitted. Attempts are closed ones;
 * registered and started people are not counted (0), as no board shows them.
 */
export async function tallyByUnit(
	db: Db,
	contestId: number,
	roundId: number
): Promise<Map<number, DirectCounts>> {
	// Columns as arrays: ten thousand rows would cost more to read than to count.
	const { rows } = await sql<
		Record<'units' | 'submitted' | 'passed' | 'attempts' | 'scores', number[]>
	>`
		select coalesce(array_agg(unit_id), '{}') as units, array_agg(submitted::integer) as submitted,
			array_agg(passed::integer) as passed, array_agg(attempts::integer) as attempts,
			array_agg(score_sum::float8) as scores
		from (
			select unit_id, sum(submitted) as submitted, sum(passed) as passed, sum(attempts) as attempts,
				sum(score_sum) as score_sum
			from unit_tally where contest_id = ${contestId} and round_id = ${roundId}
			group by unit_id
		) as tally`.execute(db);
	const [{ units, submitted, passed, attempts, scores }] = rows as [(typeof rows)[number]];
	return new Map(
		units.map((unitId, index) => [
			unitId,
			{
				...{ registered: 0, started: 0, submitted: submitted[index] ?? 0 },
				...{ passed: passed[index] ?? 0, attempts: attempts[index] ?? 0 },
				scoreSum: scores[index] ?? 0
			}
		])
	);
}

/** Somebody who has not submitted an attempt yet. */
export interface MissingPerson {
	readonly staffCode: string;
	readonly fullName: string;
	readonly position: string | null;
	readonly unitName: string;
	readonly phone: string | null;
	readonly state: 'no_account' | 'not_started' | 'in_progress';
}

/** People of the eligible units within the subtree at `path` without a closed attempt. */
export async function listMissing(
	db: Db,
	options: { contestId: number; roundId: number; path: string; limit: number; offset: number }
): Promise<{ people: MissingPerson[]; total: number }> {
	const { contestId, roundId } = options;
	const { rows } = await sql<MissingPerson & { total: number }>`
		select person.staff_code as "staffCode", person.full_name as "fullName", person.position,
			contest_unit.name as "unitName", person.phone,
			case when participant.person_id is not null then 'in_progress'
				when account.id is not null then 'not_started' else 'no_account' end as state,
			(count(*) over ())::integer as total
		from contest_unit
		join person on person.unit_id = contest_unit.unit_id
		left join account on account.person_id = person.id
		left join participant on participant.contest_id = ${contestId} and participant.person_id = person.id
		left join standing on standing.contest_id = ${contestId} and standing.round_id = ${roundId}
			and standing.person_id = person.id
		where contest_unit.contest_id = ${contestId} and contest_unit.eligible
			and contest_unit.path <@ ${options.path}::ltree and standing.person_id is null
		order by contest_unit.path, person.full_name collate "vi-x-icu", person.id
		limit ${options.limit} offset ${options.offset}`.execute(db);
	return { people: rows.map(({ total: _total, ...person }) => person), total: rows[0]?.total ?? 0 };
}
