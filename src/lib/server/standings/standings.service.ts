import { requirePermission, type Actor } from '#lib/domain/permissions.ts';
import { rankResults } from '#lib/domain/rules/ranking.ts';
import { recordAudit } from '#lib/server/audit/audit.service.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Contest, ContestService } from '#lib/server/contests/contests.service.ts';
import type { Database, Transaction } from '#lib/server/db/database.ts';
import type { ContestSignals } from '#lib/server/signals.ts';
import {
	keepStandings,
	lockBoards,
	rebuildStandings,
	type RankedRound
} from './keeping.repository.ts';
import { rebuildParticipants } from './participants.repository.ts';
import {
	countBetter,
	countStandings,
	findStanding,
	listFrom,
	listTop,
	type Board,
	type StandingRow
} from './standings.repository.ts';

export type RankedStanding = StandingRow & { readonly rank: number };

export type StandingService = ReturnType<typeof createStandingService>;

/** The board of a contest with one round and one audience. */
function boardOf(contest: Contest): Board {
	return { contestId: contest.id, roundId: contest.round.id, audience: 0 };
}

function rankedRound(contest: Contest): RankedRound {
	const { round } = contest;
	return {
		...{ contestId: contest.id, roundId: round.id, passPercent: round.passPercent },
		...{ rule: contest.rules.ranking, counting: contest.rules.attempts.counting, predicted: null }
	};
}

/** Standings: one result per person and board, which can be built from the attempts again. */
export function createStandingService({
	database,
	clock,
	contests,
	signals
}: {
	database: Database;
	clock: Clock;
	contests: ContestService;
	signals: ContestSignals;
}) {
	const { db } = database;
	return {
		/**
		 * Brings the standings of people whose attempts were closed up to date, within the transaction
		 * that closes them. Boards are locked until it ends.
		 */
		async keep(
			trx: Transaction,
			closed: readonly { readonly contest: Contest; readonly personId: number }[]
		): Promise<void> {
			const byContest = Map.groupBy(closed, ({ contest }) => contest.id);
			await lockBoards(trx, [...byContest.keys()]);
			for (const people of byContest.values()) {
				const [first] = people;
				if (!first) continue;
				const personIds = [...new Set(people.map(({ personId }) => personId))];
				await keepStandings(trx, rankedRound(first.contest), personIds);
			}
		},

		/** The first `limit` standings, ranked; equals share a rank. */
		async top(contest: Contest, limit: number): Promise<RankedStanding[]> {
			return rankResults(contest.rules.ranking, await listTop(db, boardOf(contest), limit));
		},

		/** A page of all standings, ranked, and how many there are. */
		async page(
			contest: Contest,
			options: { page: number; pageSize: number }
		): Promise<{ standings: RankedStanding[]; total: number }> {
			const board = boardOf(contest);
			const offset = (options.page - 1) * options.pageSize;
			const [rows, total] = await Promise.all([
				listFrom(db, board, offset, options.pageSize),
				countStandings(db, board)
			]);
			const first = rows[0];
			const before = first ? await countBetter(db, board, first.place) : 0;
			const ranked = rankResults(contest.rules.ranking, rows);
			return {
				// The page's first result may share its rank with the page before; later ranks count on.
				standings: ranked.map((row) => ({
					...row,
					rank: row.rank === 1 ? before + 1 : offset + row.rank
				})),
				total
			};
		},

		/** A person's standing with its rank and the number of people ranked, or null without a result. */
		async ofPerson(
			contest: Contest,
			personId: number
		): Promise<(RankedStanding & { people: number }) | null> {
			const board = boardOf(contest);
			const standing = await findStanding(db, board, personId);
			if (!standing) return null;
			const [better, people] = await Promise.all([
				countBetter(db, board, standing.place),
				countStandings(db, board)
			]);
			return { ...standing, rank: better + 1, people };
		},

		/** Builds the standings and counters of a contest from its attempts again; gives how many people. */
		async rebuild(actor: Actor | null, contestId: number): Promise<number> {
			const contest = await contests.findPublished(contestId);
			requirePermission(actor, 'contests.manage', contest.unitPath);
			return rebuild(contest, actor.accountId);
		},

		/** The same for the command line, where nobody is signed in. */
		async rebuildAsOperator(contestId: number): Promise<number> {
			return rebuild(await contests.findPublished(contestId), null);
		}
	};

	async function rebuild(contest: Contest, accountId: string | null): Promise<number> {
		const people = await db.transaction().execute(async (trx) => {
			await lockBoards(trx, [contest.id]);
			const count = await rebuildStandings(trx, rankedRound(contest));
			await rebuildParticipants(trx, contest.id);
			await recordAudit(trx, {
				at: new Date(clock.now()),
				accountId,
				action: 'standings.rebuilt',
				subject: `contest:${contest.id}`,
				details: { people: count }
			});
			return count;
		});
		signals.changed(contest.id);
		return people;
	}
}
