import { sql } from 'kysely';
import type { SnapshotUnit } from '#lib/domain/participation.ts';
import type { Db, Transaction } from '#lib/server/db/database.ts';

/** The units below the named ones, the way down to them, and their headcounts as they are now. */
function snapshotOf(unitIds: readonly number[]) {
	return sql`
		with root as (
			select path from unit where id = any(${[...unitIds]}::integer[])
		), roster as (
			select unit_id, count(*)::integer as people from person group by unit_id
		)
		select unit.id as "unitId", unit.code::text as code, unit.name, unit.block, unit.path,
			place.eligible,
			case when place.eligible then coalesce(unit.declared_headcount, roster.people, 0) else 0 end
				as headcount
		from unit
		left join roster on roster.unit_id = unit.id
		cross join lateral (
			select bool_or(unit.path <@ root.path) as eligible, bool_or(unit.path @> root.path) as above from root
		) as place
		where place.eligible or place.above`;
}

/** The units that a contest for these would have if it were published now, parents before children. */
export async function listUnitsOf(db: Db, unitIds: readonly number[]): Promise<SnapshotUnit[]> {
	const { rows } = await sql<SnapshotUnit>`
		select * from (${snapshotOf(unitIds)}) as snapshot order by path`.execute(db);
	return rows;
}

/** Keeps the units of a contest as they are now. */
export async function insertUnitSnapshot(
	trx: Transaction,
	contestId: number,
	unitIds: readonly number[]
): Promise<void> {
	await sql`
		insert into contest_unit (contest_id, unit_id, code, name, block, path, eligible, headcount)
		select ${contestId}, snapshot.* from (${snapshotOf(unitIds)}) as snapshot`.execute(trx);
}

/** People of the roster who are alike as far as eligibility looks at them. */
export interface PeopleGroup {
	readonly unitPath: string;
	readonly position: string | null;
	readonly people: number;
}

/** The people below the units, by unit and position. */
export async function groupPeople(db: Db, unitIds: readonly number[]): Promise<PeopleGroup[]> {
	const { rows } = await sql<PeopleGroup>`
		select unit.path as "unitPath", person.position, count(*)::integer as people
		from person join unit on unit.id = person.unit_id
		where exists (
			select from unit as root where root.id = any(${[...unitIds]}::integer[]) and unit.path <@ root.path
		)
		group by unit.path, person.position`.execute(db);
	return rows;
}

/** How many eligible units other contests share with those below the given ones, by contest. */
export async function countSharedUnits(
	db: Db,
	unitIds: readonly number[]
): Promise<Map<number, number>> {
	const { rows } = await sql<{ contestId: number; units: number }>`
		select contest_unit.contest_id as "contestId", count(*)::integer as units
		from contest_unit join unit on unit.id = contest_unit.unit_id
		where contest_unit.eligible and exists (
			select from unit as root where root.id = any(${[...unitIds]}::integer[]) and unit.path <@ root.path
		)
		group by contest_unit.contest_id`.execute(db);
	return new Map(rows.map(({ contestId, units }) => [contestId, units]));
}

/** The snapshot of units of a published contest, parents before children. */
export async function listSnapshotUnits(db: Db, contestId: number): Promise<SnapshotUnit[]> {
	return db
		.selectFrom('contest_unit')
		.select(['unit_id as unitId', 'code', 'name', 'block', 'path', 'eligible', 'headcount'])
		.where('contest_id', '=', contestId)
		.orderBy('path')
		.execute();
}

/** The eligible unit of a contest that a person belongs to, or undefined. */
export async function findEligibleUnit(
	db: Db,
	contestId: number,
	personId: number
): Promise<number | undefined> {
	const row = await db
		.selectFrom('person')
		.innerJoin('contest_unit', 'contest_unit.unit_id', 'person.unit_id')
		.select('person.unit_id')
		.where('contest_unit.contest_id', '=', contestId)
		.where('contest_unit.eligible', '=', true)
		.where('person.id', '=', personId)
		.executeTakeFirst();
	return row?.unit_id;
}

/** Names of units by id. */
export async function findUnitNames(
	db: Db,
	unitIds: readonly number[]
): Promise<Map<number, string>> {
	if (unitIds.length === 0) return new Map();
	const rows = await db
		.selectFrom('unit')
		.select(['id', 'name'])
		.where('id', 'in', unitIds)
		.execute();
	return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Paths of the units that exist, of the given ids. */
export async function findUnitPaths(db: Db, unitIds: readonly number[]): Promise<string[]> {
	if (unitIds.length === 0) return [];
	const rows = await db.selectFrom('unit').select('path').where('id', 'in', unitIds).execute();
	return rows.map((row) => row.path);
}
