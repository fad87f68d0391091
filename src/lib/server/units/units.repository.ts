import { sql } from 'kysely';
import type { Db, Transaction } from '#lib/server/db/database.ts';

/** A unit of the organization's tree. */
export interface Unit {
	readonly id: number;
	readonly code: string;
	readonly name: string;
	readonly parentId: number | null;
	/** ltree path of unit ids, "1.14.230". */
	readonly path: string;
	readonly block: string | null;
	readonly declaredHeadcount: number | null;
}

/** A unit with the number of people on its own roster. */
export interface UnitWithPeople extends Unit {
	readonly people: number;
	/** People of the unit itself: as declared, otherwise as many as the roster holds. */
	readonly headcount: number;
}

const unitColumns = [
	'unit.id',
	'unit.code',
	'unit.name',
	'unit.parent_id as parentId',
	'unit.path',
	'unit.block',
	'unit.declared_headcount as declaredHeadcount'
] as const;

export async function findUnit(db: Db, unitId: number): Promise<Unit | undefined> {
	return db.selectFrom('unit').select(unitColumns).where('unit.id', '=', unitId).executeTakeFirst();
}

/** The units at the given paths; null stands for the units at the top of the tree. */
export async function listUnitsAt(db: Db, paths: readonly (string | null)[]): Promise<Unit[]> {
	const known = paths.filter((path) => path !== null);
	return db
		.selectFrom('unit')
		.select(unitColumns)
		.where((where) =>
			where.or([
				sql<boolean>`unit.path = any(${known}::ltree[])`,
				...(known.length < paths.length ? [where('unit.parent_id', 'is', null)] : [])
			])
		)
		.orderBy(sql`unit.name collate "vi-x-icu"`)
		.execute();
}

/** The units above a unit, from the top down. */
export async function listUnitsAbove(db: Db, unit: Unit): Promise<Unit[]> {
	return db
		.selectFrom('unit')
		.select(unitColumns)
		.where(sql<boolean>`unit.path @> ${unit.path}::ltree`)
		.where('unit.id', '!=', unit.id)
		.orderBy(sql`nlevel(unit.path)`)
		.execute();
}

/** The units directly below a unit. */
export async function listUnitsBelow(db: Db, unit: Unit): Promise<Unit[]> {
	return db
		.selectFrom('unit')
		.select(unitColumns)
		.where('unit.parent_id', '=', unit.id)
		.orderBy(sql`unit.name collate "vi-x-icu"`)
		.execute();
}

/** All units within the given subtrees (null: everywhere), parents before children. */
export async function listUnits(
	db: Db,
	paths: readonly (string | null)[]
): Promise<UnitWithPeople[]> {
	if (paths.length === 0) return [];
	const within = paths.filter((path) => path !== null);
	return db
		.selectFrom('unit')
		.leftJoin(
			(from) =>
				from
					.selectFrom('person')
					.select(['unit_id', sql<number>`count(*)::integer`.as('people')])
					.groupBy('unit_id')
					.as('roster'),
			(join) => join.onRef('roster.unit_id', '=', 'unit.id')
		)
		.select(unitColumns)
		.select([
			sql<number>`coalesce(roster.people, 0)`.as('people'),
			sql<number>`coalesce(unit.declared_headcount, roster.people, 0)`.as('headcount')
		])
		.$if(within.length === paths.length, (query) =>
			query.where(sql<boolean>`unit.path <@ any(${within}::ltree[])`)
		)
		.orderBy('unit.path')
		.execute();
}

/** Every unit, with the whole tree locked against another import until the transaction ends. */
export async function lockUnitTree(trx: Transaction): Promise<Unit[]> {
	await sql`lock table unit in share row exclusive mode`.execute(trx);
	return trx.selectFrom('unit').select(unitColumns).orderBy('unit.path').execute();
}

export interface UnitValues {
	readonly code: string;
	readonly name: string;
	readonly parent: Pick<Unit, 'id' | 'path'> | null;
	readonly block: string | null;
	readonly headcount: number | null;
	readonly at: Date;
}

/** Creates a unit below its parent and gives it with its path. */
export async function insertUnit(trx: Transaction, values: UnitValues): Promise<Unit> {
	const { id } = await sql<{ id: number }>`
		select nextval(pg_get_serial_sequence('unit', 'id'))::integer as id`
		.execute(trx)
		.then(({ rows }) => rows[0] as { id: number });
	const path = values.parent ? `${values.parent.path}.${id}` : String(id);
	await sql`
		insert into unit (id, code, name, parent_id, path, block, declared_headcount, created_at)
		overriding system value
		values (${id}, ${values.code}, ${values.name}, ${values.parent?.id ?? null}, ${path}::ltree,
			${values.block}, ${values.headcount}, ${values.at})`.execute(trx);
	return {
		id,
		code: values.code,
		name: values.name,
		parentId: values.parent?.id ?? null,
		path,
		block: values.block,
		declaredHeadcount: values.headcount
	};
}

/** Changes a unit's name, block and headcount, and moves it with everything below when its parent changed. */
export async function updateUnit(trx: Transaction, unit: Unit, values: UnitValues): Promise<void> {
	await trx
		.updateTable('unit')
		.set({
			name: values.name,
			block: values.block,
			declared_headcount: values.headcount,
			parent_id: values.parent?.id ?? null
		})
		.where('id', '=', unit.id)
		.execute();
	const path = values.parent ? `${values.parent.path}.${unit.id}` : String(unit.id);
	if (path === unit.path) return;
	await sql`
		update unit set path = case
			when path = ${unit.path}::ltree then ${path}::ltree
			else ${path}::ltree || subpath(path, nlevel(${unit.path}::ltree)) end
		where path <@ ${unit.path}::ltree`.execute(trx);
}
