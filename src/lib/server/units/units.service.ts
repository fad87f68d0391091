import { AppError } from '#lib/domain/errors.ts';
import { isWithin } from '#lib/domain/participation.ts';
import {
	isAllowed,
	permittedPaths,
	requirePermission,
	requirePermissionSomewhere,
	type Action,
	type Actor
} from '#lib/domain/permissions.ts';
import { parseRoster, type RosterPerson, type RosterUnit } from '#lib/domain/roster.ts';
import { foldVietnamese } from '#lib/domain/text.ts';
import { recordAudit } from '#lib/server/audit/audit.service.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Database, Transaction } from '#lib/server/db/database.ts';
import {
	listPeople,
	pathsOfPeople,
	upsertPeople,
	type PersonListing
} from './people.repository.ts';
import { readRosterFile } from './roster-file.ts';
import {
	findUnit,
	insertUnit,
	listUnits,
	listUnitsAbove,
	listUnitsAt,
	listUnitsBelow,
	lockUnitTree,
	updateUnit,
	type Unit,
	type UnitWithPeople
} from './units.repository.ts';

export type { Unit, UnitWithPeople } from './units.repository.ts';
export type { PersonListing } from './people.repository.ts';

/** What an import changed. */
export interface RosterImportResult {
	readonly unitsCreated: number;
	readonly unitsUpdated: number;
	readonly peopleCreated: number;
	readonly peopleUpdated: number;
}

export type UnitService = ReturnType<typeof createUnitService>;

/** Units and people: the tree, the roster and its import. */
export function createUnitService({ database, clock }: { database: Database; clock: Clock }) {
	/** The unit. Throws UNIT_NOT_FOUND. */
	async function find(unitId: number): Promise<Unit> {
		const unit = await findUnit(database.db, unitId);
		if (!unit) throw new AppError('UNIT_NOT_FOUND');
		return unit;
	}

	return {
		find,

		/** Units in which the actor may do `action`, parents before children. */
		async listPermitted(actor: Actor | null, action: Action): Promise<UnitWithPeople[]> {
			requirePermissionSomewhere(actor, action);
			return listUnits(database.db, permittedPaths(actor, action));
		},

		/** The topmost units in which the actor may do `action`. */
		async listTopmost(actor: Actor | null, action: Action): Promise<Unit[]> {
			requirePermissionSomewhere(actor, action);
			return listUnitsAt(database.db, permittedPaths(actor, action));
		},

		/** A unit with the way down to it, as far as the actor may do `action` there, and the units directly below. */
		async around(
			actor: Actor | null,
			action: Action,
			unitId: number
		): Promise<{ unit: Unit; above: Unit[]; below: Unit[] }> {
			const unit = await find(unitId);
			requirePermission(actor, action, unit.path);
			const [above, below] = await Promise.all([
				listUnitsAbove(database.db, unit),
				listUnitsBelow(database.db, unit)
			]);
			return { unit, above: above.filter(({ path }) => isAllowed(actor, action, path)), below };
		},

		/** A page of people of a unit and everything below it. `search` ignores diacritics and case. */
		async listPeople(
			actor: Actor | null,
			options: { unitId: number; search: string; page: number; pageSize: number }
		): Promise<{ unit: Unit; people: PersonListing[]; total: number }> {
			const unit = await find(options.unitId);
			requirePermission(actor, 'roster.read', unit.path);
			const page = await listPeople(database.db, {
				path: unit.path,
				search: foldVietnamese(options.search),
				limit: options.pageSize,
				offset: (options.page - 1) * options.pageSize
			});
			return { unit, ...page };
		},

		/**
		 * Imports a roster file: all of it or nothing. Throws INVALID_FILE with every problem, or
		 * FORBIDDEN when it touches units outside the actor's subtrees.
		 */
		async importRoster(
			actor: Actor | null,
			file: { name: string; bytes: Uint8Array }
		): Promise<RosterImportResult> {
			requirePermissionSomewhere(actor, 'roster.import');
			const sheet = await readRosterFile(file.name, file.bytes);
			const at = new Date(clock.now());
			return database.db.transaction().execute(async (trx) => {
				const existing = await lockUnitTree(trx);
				const codes = new Map(existing.map((unit) => [unit.id, unit.code]));
				const roster = parseRoster(sheet, {
					existingUnits: existing.map((unit) => ({
						code: unit.code,
						name: unit.name,
						parentCode: unit.parentId === null ? null : (codes.get(unit.parentId) ?? null)
					}))
				});
				if (roster.issues.length > 0)
					throw new AppError('INVALID_FILE', { count: roster.issueCount }, roster.issues);
				const permitted = permittedPaths(actor, 'roster.import');
				const { units, created, updated } = await writeUnits(
					trx,
					existing,
					roster.units,
					permitted,
					at
				);
				await checkPeople(trx, roster.people, units, permitted);
				const people = await upsertPeople(
					trx,
					roster.people.map((person) => ({
						unitId: (units.get(person.unitCode) as Unit).id,
						staffCode: person.staffCode,
						fullName: person.fullName,
						searchText: foldVietnamese(
							`${person.fullName} ${person.staffCode} ${person.email ?? ''}`
						),
						position: person.position,
						email: person.email,
						phone: person.phone
					})),
					at
				);
				const result = {
					unitsCreated: created,
					unitsUpdated: updated,
					peopleCreated: people.created,
					peopleUpdated: people.updated
				};
				await recordAudit(trx, {
					at,
					accountId: actor.accountId,
					action: 'roster.imported',
					subject: 'roster',
					details: { file: file.name, ...result }
				});
				return result;
			});
		}
	};
}

/** Writes units, parents first. Gives every unit by code, as it is afterwards. */
async function writeUnits(
	trx: Transaction,
	existing: readonly Unit[],
	rows: readonly RosterUnit[],
	permitted: readonly (string | null)[],
	at: Date
): Promise<{ units: Map<string, Unit>; created: number; updated: number }> {
	let units = new Map(existing.map((unit) => [unit.code, unit]));
	let created = 0;
	let updated = 0;
	for (const row of rows) {
		const parent = row.parentCode === null ? null : (units.get(row.parentCode) ?? null);
		const known = units.get(row.code);
		const values = {
			code: row.code,
			name: row.name,
			parent,
			// What the file leaves unsaid stays as it is.
			block: row.block ?? known?.block ?? null,
			headcount: row.headcount ?? known?.declaredHeadcount ?? null,
			at
		};
		requireWithin(known?.path ?? parent?.path ?? null, permitted);
		if (!known) {
			units.set(row.code, await insertUnit(trx, values));
			created++;
			continue;
		}
		const moved = known.parentId !== (parent?.id ?? null);
		if (moved) requireWithin(parent?.path ?? null, permitted);
		if (
			moved ||
			known.name !== values.name ||
			known.block !== values.block ||
			known.declaredHeadcount !== values.headcount
		) {
			await updateUnit(trx, known, values);
			updated++;
			// A move changes the paths of everything below, so the tree is read again.
			if (moved) units = new Map((await lockUnitTree(trx)).map((unit) => [unit.code, unit]));
		}
	}
	return { units, created, updated };
}

/** People may only be put into, and taken from, units the actor may import for. */
async function checkPeople(
	trx: Transaction,
	people: readonly RosterPerson[],
	units: ReadonlyMap<string, Unit>,
	permitted: readonly (string | null)[]
): Promise<void> {
	if (permitted.includes(null)) return;
	for (const person of people) requireWithin(units.get(person.unitCode)?.path ?? null, permitted);
	const staffCodes = people.map((person) => person.staffCode);
	for (const { path } of await pathsOfPeople(trx, staffCodes)) requireWithin(path, permitted);
}

function requireWithin(path: string | null, permitted: readonly (string | null)[]): void {
	const allowed = permitted.some(
		(root) => root === null || (path !== null && isWithin(path, root))
	);
	if (!allowed) throw new AppError('FORBIDDEN');
}
