import { randomBytes } from 'node:crypto';
import type { AttemptRef } from '#lib/domain/attempt-ref.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { Paper } from '#lib/domain/paper.ts';
import { attemptAllowance } from '#lib/domain/rules/attempt-limits.ts';
import { drawSections } from '#lib/domain/rules/drawing.ts';
import type { AttemptRules } from '#lib/domain/rules/round-rules.ts';
import { attemptDeadline, roundPhase } from '#lib/domain/timing.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { ContestService } from '#lib/server/contests/contests.service.ts';
import type { Database } from '#lib/server/db/database.ts';
import type { ContestSignals } from '#lib/server/signals.ts';
import { violates } from '#lib/server/violations.ts';
import { insertAttempt, type Attempt } from './attempts.repository.ts';
import { paperOfAttempt, type RoundContent } from './round-content.ts';

/**
 * Gives the attempt in progress among `attempts` (all of the person's, first to last) or starts the
 * next. Undefined when another start of the person got ahead: then `attempts` are to be read again.
 * Throws ROUND_NOT_OPEN, ROUND_CLOSED, NOT_ELIGIBLE,
 * NO_ATTEMPTS_LEFT or ATTEMPT_NOT_YET.
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
	return async (round, attempts, personId) => {
		const { contest } = round;
		const running = attempts.find((attempt) => attempt.status === 'in_progress');
		if (running) return running.ref;
		const { id: contestId } = contest;
		const { timing, id: roundId } = contest.round;
		const startedAt = clock.now();
		const { phase } = roundPhase(timing, startedAt);
		if (phase === 'upcoming' || phase === 'paused') throw new AppError('ROUND_NOT_OPEN');
		if (phase === 'closed') throw new AppError('ROUND_CLOSED');
		requireAllowance(contest.rules.attempts, attempts, startedAt);
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
				paper: drawAttempt(round, attempts, seed),
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

/** Throws when the person's attempts of the round leave none for now. */
function requireAllowance(rules: AttemptRules, attempts: readonly Attempt[], now: number): void {
	const used = attempts
		.filter(({ status }) => status !== 'voided')
		.map(({ startedAt, result }) => ({ startedAt, endedAt: result?.endedAt ?? null }));
	const allowance = attemptAllowance(rules, used, now);
	if (allowance.allowed) return;
	if (allowance.until === null)
		throw new AppError('NO_ATTEMPTS_LEFT', { allowed: rules.perRound ?? 0 });
	throw new AppError('ATTEMPT_NOT_YET', { until: allowance.until });
}

/** Draws the paper of the next attempt, after what the person had on the earlier ones. */
function drawAttempt(
	{ contest, pool }: RoundContent,
	attempts: readonly Attempt[],
	seed: string
): Paper {
	const roundId = contest.round.id;
	const rules = paperOfAttempt(contest, { roundId, audience: 0 });
	const isFixed = rules.draw === 'fixed';
	const met = new Map<number, number>();
	// In a fixed paper nothing is fresh: everybody has the same.
	if (rules.freshFirst && !isFixed)
		for (const { versionId } of attempts.flatMap(({ paper }) => paper))
			met.set(versionId, (met.get(versionId) ?? 0) + 1);
	return drawSections(
		pool,
		rules,
		{ items: isFixed ? `round:${roundId}` : seed, order: seed },
		met
	);
}
