import { compareResults, rankResults } from '#lib/domain/ranking.ts';
import { requirePermission, type Actor } from '#lib/domain/permissions.ts';
import { isPass } from '#lib/domain/scoring.ts';
import { recordAudit } from '#lib/server/audit/audit.service.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Contest, ContestService } from '#lib/server/contests/contests.service.ts';
import type { Database } from '#lib/server/db/database.ts';
import type { ContestSignals } from '#lib/server/signals.ts';
import {
	countBetter,
	countStandings,
	findStanding,
	listTop,
	lockClosedAttempts,
	replaceParticipants,
	replaceStandings,
	type ClosedAttempt,
	type StandingRow
} from './standings.repository.ts';

export type RankedStanding = StandingRow & { readonly rank: number };

export type StandingService = ReturnType<typeof createStandingService>;

/** Standings: a cache of the best attempt per person that can be rebuilt from the attempts. */
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
		/** The first `limit` standings, ranked; equals share a rank. */
		async top(contest: Contest, limit: number): Promise<RankedStanding[]> {
			return rankResults(await listTop(db, contest.id, contest.round.id, limit));
		},

		/** A page of all standings, ranked, and how many there are. */
		async page(
			contest: Contest,
			options: { page: number; pageSize: number }
		): Promise<{ standings: RankedStanding[]; total: number }> {
			const offset = (options.page - 1) * options.pageSize;
			const rows = await listTop(db, contest.id, contest.round.id, options.pageSize, offset);
			const first = rows[0];
			const before = first ? await countBetter(db, contest.id, contest.round.id, first) : 0;
			const ranked = rankResults(rows);
			return {
				// The page's first result may share its rank with the page before; later ranks count on.
				standings: ranked.map((row) => ({
					...row,
					rank: row.rank === 1 ? before + 1 : offset + row.rank
				})),
				total: await countStandings(db, contest.id, contest.round.id)
			};
		},

		/** A person's standing with its rank and the number of people ranked, or null without a result. */
		async ofPerson(
			contest: Contest,
			personId: number
		): Promise<(RankedStanding & { people: number }) | null> {
			const standing = await findStanding(db, contest.id, contest.round.id, personId);
			if (!standing) return null;
			const [better, people] = await Promise.all([
				countBetter(db, contest.id, contest.round.id, standing),
				countStandings(db, contest.id, contest.round.id)
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
			const best = new Map<number, ClosedAttempt>();
			for (const attempt of await lockClosedAttempts(trx, contest.id, contest.round.id)) {
				const known = best.get(attempt.personId);
				if (!known || compareResults(attempt, known) < 0) best.set(attempt.personId, attempt);
			}
			const standings = [...best.values()].map((attempt) => ({
				...attempt,
				passed: isPass(attempt.score, attempt.maxScore, contest.round.passPercent)
			}));
			await replaceStandings(trx, contest.id, contest.round.id, standings);
			await replaceParticipants(trx, contest.id);
			await recordAudit(trx, {
				at: new Date(clock.now()),
				accountId,
				action: 'standings.rebuilt',
				subject: `contest:${contest.id}`,
				details: { people: standings.length }
			});
			return standings.length;
		});
		signals.changed(contest.id);
		return people;
	}
}
