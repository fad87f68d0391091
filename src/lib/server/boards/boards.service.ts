import { AppError } from '#lib/domain/errors.ts';
import type { UnitParticipation } from '#lib/domain/participation.ts';
import { isAllowed, type Actor } from '#lib/domain/permissions.ts';
import { isReleased } from '#lib/domain/release.ts';
import type {
	BoardSnapshot,
	ParticipationRow,
	ParticipationSnapshot
} from '#lib/realtime/events.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Contest, ContestService } from '#lib/server/contests/contests.service.ts';
import type {
	ParticipationService,
	ParticipationView
} from '#lib/server/participation/participation.service.ts';
import type { StandingService } from '#lib/server/standings/standings.service.ts';

/** Rows of the individual board. */
const boardPeople = 50;
/** Rows of the unit board. */
const boardUnits = 100;

export type BoardService = ReturnType<typeof createBoardService>;

/** What boards and participation pages show, as the page is first painted and as it is pushed later. */
export function createBoardService({
	clock,
	contests,
	standings,
	participation
}: {
	clock: Clock;
	contests: ContestService;
	standings: StandingService;
	participation: ParticipationService;
}) {
	async function build(contest: Contest): Promise<BoardSnapshot> {
		// Taken before reading: a snapshot is never newer than it says.
		const at = clock.now();
		const [people, { units, totals }] = await Promise.all([
			standings.top(contest, boardPeople),
			participation.unitBoard(contest)
		]);
		return {
			contestId: contest.id,
			at,
			people: people.map((row) => ({
				rank: row.rank,
				personId: row.personId,
				name: row.fullName,
				unit: row.unitName,
				score: row.score,
				maxScore: row.maxScore,
				duration: row.duration,
				submittedAt: row.submittedAt
			})),
			units: units.slice(0, boardUnits).map((row) => ({
				rank: row.rank,
				unitId: row.unit.unitId,
				name: row.unit.name,
				headcount: row.headcount,
				submitted: row.submitted,
				rate: row.rate,
				averageScore: row.averageScore
			})),
			...totals
		};
	}

	/** True when the rules show the boards to everybody at this moment. */
	function isPublic(contest: Contest): boolean {
		return isReleased(contest.round.release.board, contest.round.timing, clock.now());
	}

	/** The contest, when the actor may see its boards. Throws RESULTS_WITHHELD. */
	async function requireVisible(actor: Actor | null, contestId: number): Promise<Contest> {
		const contest = await contests.findPublished(contestId);
		if (!isPublic(contest) && !isAllowed(actor, 'contests.manage', contest.unitPath)) {
			throw new AppError('RESULTS_WITHHELD');
		}
		return contest;
	}

	return {
		isPublic,
		requireVisible,

		/** Both boards, for whoever may see them. */
		async board(actor: Actor | null, contestId: number): Promise<BoardSnapshot> {
			return build(await requireVisible(actor, contestId));
		},

		/** Both boards for a room whose members were let in before. */
		async boardForRoom(contestId: number): Promise<BoardSnapshot> {
			return build(await contests.findPublished(contestId));
		},

		/** Throws unless the actor may see the unit's participation in the contest. */
		async requireParticipation(
			actor: Actor | null,
			contestId: number,
			unitId: number
		): Promise<void> {
			await participation.requireUnit(actor, await contests.findPublished(contestId), unitId);
		},

		/** Participation of a unit, for whoever may see it. */
		async participation(
			actor: Actor | null,
			contestId: number,
			unitId: number
		): Promise<ParticipationSnapshot> {
			const at = clock.now();
			const contest = await contests.findPublished(contestId);
			return toSnapshot(contestId, at, await participation.ofUnit(actor, contest, unitId));
		},

		/** Participation of several units at once, for rooms whose members were let in before. */
		async participationForRooms(
			contestId: number,
			unitIds: readonly number[]
		): Promise<ParticipationSnapshot[]> {
			const at = clock.now();
			const contest = await contests.findPublished(contestId);
			const views = await participation.views(contest, unitIds);
			return [...views.values()].map((view) => toSnapshot(contestId, at, view));
		}
	};
}

/** The pushed form of a participation view. */
export function toSnapshot(
	contestId: number,
	at: number,
	view: ParticipationView
): ParticipationSnapshot {
	return {
		contestId,
		at,
		unit: toRow(view.unit),
		own: toRow({ ...view.unit.own, unit: view.unit.unit, own: view.unit.own }),
		children: view.children.map(toRow)
	};
}

function toRow(row: UnitParticipation): ParticipationRow {
	return {
		unitId: row.unit.unitId,
		code: row.unit.code,
		name: row.unit.name,
		headcount: row.headcount,
		registered: row.registered,
		started: row.started,
		submitted: row.submitted,
		attempts: row.attempts,
		rate: row.rate,
		passRate: row.passRate,
		averageScore: row.averageScore
	};
}
