import { AppError } from '#lib/domain/errors.ts';
import {
	boardUnits,
	isWithin,
	parentPath,
	rankUnits,
	rollUp,
	type RankedUnit,
	type SnapshotUnit,
	type UnitParticipation
} from '#lib/domain/participation.ts';
import {
	isAllowedInSnapshot,
	requirePermissionSomewhere,
	type Actor
} from '#lib/domain/permissions.ts';
import type { Contest, ContestService } from '#lib/server/contests/contests.service.ts';
import type { Database } from '#lib/server/db/database.ts';
import {
	countByUnit,
	listMissing,
	tallyByUnit,
	type MissingPerson
} from './participation.repository.ts';

export type { MissingPerson } from './participation.repository.ts';

/** Participation of a unit and of each unit directly below it. */
export interface ParticipationView {
	readonly unit: UnitParticipation;
	readonly children: readonly UnitParticipation[];
	/** The way from the topmost unit the actor may see down to this unit, without it. */
	readonly ancestors: readonly SnapshotUnit[];
}

export type ParticipationService = ReturnType<typeof createParticipationService>;

/** How many took part: per unit and everything below it, from the snapshot of the contest's units. */
export function createParticipationService({
	database,
	contests
}: {
	database: Database;
	contests: ContestService;
}) {
	const { db } = database;

	async function all(contest: Contest): Promise<Map<number, UnitParticipation>> {
		const [units, counts] = await Promise.all([
			contests.snapshotUnits(contest.id),
			countByUnit(db, contest.id, contest.round.id)
		]);
		return rollUp(units, counts);
	}

	/** The unit of the contest's snapshot, which the actor may see. */
	async function requireUnit(
		actor: Actor | null,
		contest: Contest,
		unitId: number
	): Promise<SnapshotUnit> {
		requirePermissionSomewhere(actor, 'participation.read');
		const unit = (await contests.snapshotUnits(contest.id)).find((each) => each.unitId === unitId);
		// A unit outside the contest is refused like a foreign one: nothing is told about others' units.
		if (!unit) throw new AppError('FORBIDDEN');
		if (!isAllowedInSnapshot(actor, 'participation.read', unit.path)) {
			throw new AppError('FORBIDDEN');
		}
		return unit;
	}

	function view(
		rows: ReadonlyMap<number, UnitParticipation>,
		unit: SnapshotUnit,
		visible: (path: string) => boolean
	): ParticipationView {
		const all = [...rows.values()];
		const own = rows.get(unit.unitId);
		if (!own) throw new AppError('UNIT_NOT_FOUND');
		return {
			unit: own,
			children: all
				.filter((row) => parentPath(row.unit.path) === unit.path)
				.sort((left, right) => left.unit.name.localeCompare(right.unit.name, 'vi')),
			ancestors: all
				.map((row) => row.unit)
				.filter(
					(each) => each.path !== unit.path && isWithin(unit.path, each.path) && visible(each.path)
				)
				.sort((left, right) => left.path.length - right.path.length)
		};
	}

	return {
		requireUnit,

		/** Topmost units of the contest that the actor may see. */
		async roots(actor: Actor | null, contest: Contest): Promise<SnapshotUnit[]> {
			requirePermissionSomewhere(actor, 'participation.read');
			const units = await contests.snapshotUnits(contest.id);
			const visible = units.filter((unit) =>
				isAllowedInSnapshot(actor, 'participation.read', unit.path)
			);
			const paths = new Set(visible.map((unit) => unit.path));
			return visible.filter((unit) => {
				const parent = parentPath(unit.path);
				return parent === null || !paths.has(parent);
			});
		},

		/** Participation of a unit the actor may see and of the units below it. */
		async ofUnit(
			actor: Actor | null,
			contest: Contest,
			unitId: number
		): Promise<ParticipationView> {
			const unit = await requireUnit(actor, contest, unitId);
			return view(await all(contest), unit, (path) =>
				isAllowedInSnapshot(actor, 'participation.read', path)
			);
		},

		/** Every unit of the subtree, depth first, for the report. */
		async subtree(
			actor: Actor | null,
			contest: Contest,
			unitId: number
		): Promise<UnitParticipation[]> {
			const unit = await requireUnit(actor, contest, unitId);
			const rows = await all(contest);
			return (await contests.snapshotUnits(contest.id))
				.filter((each) => isWithin(each.path, unit.path))
				.flatMap((each) => rows.get(each.unitId) ?? []);
		},

		/** Participation of all units, for boards; `unitIds` names those whose views are wanted. */
		async views(
			contest: Contest,
			unitIds: readonly number[]
		): Promise<Map<number, ParticipationView>> {
			const rows = await all(contest);
			const views = new Map<number, ParticipationView>();
			for (const unitId of unitIds) {
				const row = rows.get(unitId);
				// Who watches a unit may not see above it, so the way down is not part of what is pushed.
				if (row)
					views.set(
						unitId,
						view(rows, row.unit, () => false)
					);
			}
			return views;
		},

		/** The unit board: competing units, ranked, and the totals of the contest. */
		async unitBoard(contest: Contest): Promise<{ units: RankedUnit[]; totals: UnitTotals }> {
			const [snapshot, tallies] = await Promise.all([
				contests.snapshotUnits(contest.id),
				tallyByUnit(db, contest.id, contest.round.id)
			]);
			const rows = rollUp(snapshot, tallies);
			const competing = boardUnits([...rows.values()].map((row) => row.unit));
			const units = rankUnits(competing.flatMap((unit) => rows.get(unit.unitId) ?? []));
			const totals = { headcount: 0, submitted: 0, attempts: 0 };
			for (const { own } of rows.values()) {
				totals.headcount += own.headcount;
				totals.submitted += own.submitted;
				totals.attempts += own.attempts;
			}
			return { units, totals };
		},

		/** People of a unit and everything below it who have not submitted yet. */
		async missing(
			actor: Actor | null,
			contest: Contest,
			unitId: number,
			options: { limit: number; offset: number }
		): Promise<{ people: MissingPerson[]; total: number }> {
			const unit = await requireUnit(actor, contest, unitId);
			return listMissing(db, {
				contestId: contest.id,
				roundId: contest.round.id,
				path: unit.path,
				...options
			});
		}
	};
}

/** Sums over a whole contest. */
export interface UnitTotals {
	headcount: number;
	submitted: number;
	attempts: number;
}
