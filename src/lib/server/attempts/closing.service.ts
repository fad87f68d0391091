import type { AttemptRef } from '#lib/domain/attempt-ref.ts';
import { AppError } from '#lib/domain/errors.ts';
import { scorePaper } from '#lib/domain/scoring.ts';
import { endInstant, isOverdue, responseGrace } from '#lib/domain/timing.ts';
import { Batcher } from '#lib/server/batcher.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Contest } from '#lib/server/contests/contests.service.ts';
import type { Database, Transaction } from '#lib/server/db/database.ts';
import type { ContestSignals } from '#lib/server/signals.ts';
import type { StandingService } from '#lib/server/standings/standings.service.ts';
import type { Attempt } from './attempts.repository.ts';
import {
	lockOpenAttempts,
	lockOverdueAttempts,
	readLatestResponses,
	writeClosures,
	type Closure
} from './closing.repository.ts';
import { paperOfAttempt, type RoundContent } from './round-content.ts';

/** Overdue attempts closed in one transaction of the sweeper. */
const sweepBatch = 300;

interface CloseRequest {
	readonly ref: AttemptRef;
	readonly submitted: boolean;
	readonly at: number;
}

export type ClosingService = ReturnType<typeof createClosingService>;

/**
 * Closing attempts. However many ask, on whatever nodes, each attempt is closed once: whoever locks
 * its row first scores it in the same transaction, everybody else finds it closed.
 */
export function createClosingService({
	database,
	clock,
	content,
	standings,
	signals
}: {
	database: Database;
	clock: Clock;
	content: (contestId: number) => Promise<RoundContent>;
	standings: StandingService;
	signals: ContestSignals;
}) {
	const requests = new Batcher<CloseRequest, void>(
		async (batch) => {
			// The first request for an attempt counts: a second tap must not cost the person time.
			const asked = new Map(batch.toReversed().map((request) => [request.ref.attemptId, request]));
			const closed = await database.db.transaction().execute(async (trx) => {
				const attempts = await lockOpenAttempts(
					trx,
					batch.map(({ ref }) => ref)
				);
				return score(trx, attempts, (attempt) => asked.get(attempt.ref.attemptId) as CloseRequest);
			});
			tell(closed);
			return batch.map(() => undefined);
		},
		{
			maxBatch: 200,
			maxInFlight: 2,
			maxWaiting: 50_000,
			overflow: () => new AppError('RATE_LIMITED', { seconds: 2 })
		}
	);

	/** Scores locked attempts from the log and writes their results. */
	async function score(
		trx: Transaction,
		attempts: readonly Attempt[],
		requestOf: (attempt: Attempt) => Pick<CloseRequest, 'submitted' | 'at'>
	): Promise<readonly Attempt[]> {
		if (attempts.length === 0) return attempts;
		const latest = await readLatestResponses(
			trx,
			attempts.map(({ ref }) => ref)
		);
		const closures: Closure[] = [];
		const people: { contest: Contest; personId: number }[] = [];
		for (const attempt of attempts) {
			const { items, contest } = await content(attempt.ref.contestId);
			const paper = attempt.paper.map((place) => {
				const item = items.get(place.versionId);
				if (!item) throw new Error(`item version ${place.versionId} is not in the round's pool`);
				return { ...item, points: place.points ?? item.points };
			});
			const { partialCredit } = paperOfAttempt(contest, attempt);
			const points = scorePaper(
				paper,
				latest.get(attempt.ref.attemptId) ?? new Map(),
				partialCredit
			);
			const { submitted, at } = requestOf(attempt);
			const endedAt = endInstant(attempt.deadline, at);
			closures.push({
				attempt,
				status: submitted && !isOverdue(attempt.deadline, at) ? 'submitted' : 'auto_submitted',
				closedAt: at,
				result: { ...points, endedAt, duration: Math.max(0, endedAt - attempt.startedAt) }
			});
			people.push({ contest, personId: attempt.personId });
		}
		await writeClosures(trx, closures);
		await standings.keep(trx, people);
		return attempts;
	}

	function tell(closed: readonly Attempt[]): void {
		for (const contestId of new Set(closed.map(({ ref }) => ref.contestId)))
			signals.changed(contestId);
	}

	return {
		/**
		 * Closes the attempt if it is in progress. `submitted`: the person asked for it; otherwise it
		 * is closed because its time is over. Resolves once the closed attempt is committed, by
		 * whomever.
		 */
		async close(ref: AttemptRef, { submitted = false } = {}): Promise<void> {
			// Content is read before the lock, so that locks are held for the writing only.
			await content(ref.contestId);
			await requests.add({ ref, submitted, at: clock.now() });
		},

		/** Closes attempts whose deadline and grace are over; gives how many. Any node may call it. */
		async sweep(): Promise<number> {
			let total = 0;
			for (;;) {
				const at = clock.now();
				const before = new Date(at - responseGrace);
				const closed = await database.db.transaction().execute(async (trx) => {
					const attempts = await lockOverdueAttempts(trx, before, sweepBatch);
					return score(trx, attempts, () => ({ submitted: false, at }));
				});
				tell(closed);
				total += closed.length;
				if (closed.length < sweepBatch) return total;
			}
		}
	};
}
