import { randomBytes } from 'node:crypto';
import type { AttemptRef } from '#lib/domain/attempt-ref.ts';
import { AppError } from '#lib/domain/errors.ts';
import { drawPaper } from '#lib/domain/paper.ts';
import { attemptDeadline, roundPhase } from '#lib/domain/timing.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { ContestService } from '#lib/server/contests/contests.service.ts';
import type { Database } from '#lib/server/db/database.ts';
import type { ContestSignals } from '#lib/server/signals.ts';
import { violates } from '#lib/server/violations.ts';
import { insertAttempt, type Attempt } from './attempts.repository.ts';
import type { RoundContent } from './round-content.ts';

/**
 * Gives the attempt in progress among `attempts` (all of the person's, first to last) or starts the
 * next. Undefined when another start of the person got ahead: then `attempts` are to be read again.
 * Throws ROUND_NOT_OPEN, ROUND_CLOSED, NOT_ELIGIBLE or NO_ATTEMPTS_LEFT.
 */
export type AttemptStarter = (
	round: RoundContent,
	attempts: readonly Attempt[],
	personId: number
) => Promise<AttemptRef | undefined>;

export function createAttemptStarter({
	database,
	clock,
	contests,
	signals
}: {
	database: Database;
	clock: Clock;
	contests: ContestService;
	signals: ContestSignals;
}): AttemptStarter {
	return async ({ contest, pool }, attempts, personId) => {
		const running = attempts.find((attempt) => attempt.status === 'in_progress');
		if (running) return running.ref;
		const { id: contestId } = contest;
		const { timing, id: roundId, attemptsAllowed, blueprint } = contest.round;
		const startedAt = clock.now();
		const { phase } = roundPhase(timing, startedAt);
		if (phase === 'upcoming') throw new AppError('ROUND_NOT_OPEN');
		if (phase === 'closed') throw new AppError('ROUND_CLOSED');
		const used = attempts.filter((attempt) => attempt.status !== 'voided').length;
		if (attemptsAllowed !== null && used >= attemptsAllowed) {
			throw new AppError('NO_ATTEMPTS_LEFT', { allowed: attemptsAllowed });
		}
		const unitId = await contests.requireEligibleUnit(contestId, personId);
		const seed = randomBytes(16).toString('hex');
		try {
			const attemptId = await insertAttempt(database.db, {
				contestId,
				roundId,
				personId,
				// Somebody who moves meanwhile is counted in one unit, where they began.
				unitId: attempts[0]?.unitId ?? unitId,
				ordinal: (attempts.at(-1)?.ordinal ?? 0) + 1,
				seed,
				paper: drawPaper(pool, blueprint, seed),
				startedAt,
				deadline: attemptDeadline(timing, startedAt)
			});
			signals.changed(contestId);
			return { contestId, attemptId };
		} catch (error) {
			const raced =
				violates(error, 'attempt_one_in_progress') || violates(error, 'attempt_ordinal_unique');
			if (raced) return undefined;
			throw error;
		}
	};
}
