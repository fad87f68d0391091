import { formatAttemptRef } from '#lib/domain/attempt-ref.ts';
import { isAppError } from '#lib/domain/errors.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { isReleased } from '#lib/domain/release.ts';
import type { App } from '#lib/server/app.ts';
import type { Contest } from '#lib/server/contests/contests.service.ts';
import type { OwnAttempt, OwnStanding } from './own-results.ts';
import type { Visitor } from './start-state.ts';

/** Whether the person belongs to those the contest is for. */
export async function findVisitor(
	app: App,
	actor: Actor | null,
	contest: Contest
): Promise<Visitor> {
	if (!actor) return 'signed_out';
	if (actor.personId === null) return 'not_on_roster';
	try {
		await app.contests.requireEligibleUnit(contest.id, actor.personId);
		return 'eligible';
	} catch (failure) {
		if (isAppError(failure) && failure.code === 'NOT_ELIGIBLE') return 'not_eligible';
		throw failure;
	}
}

/** The person's attempts, with scores only once the rules release them. */
export async function findOwnAttempts(
	app: App,
	actor: Actor | null,
	contest: Contest
): Promise<OwnAttempt[]> {
	const shows = showsScore(app, contest);
	return (await app.attempts.list(actor, contest.id)).map((attempt) => ({
		ref: formatAttemptRef(attempt.ref),
		ordinal: attempt.ordinal,
		status: attempt.status,
		startedAt: attempt.startedAt,
		deadline: attempt.deadline,
		duration: attempt.result?.duration ?? null,
		score: shows && attempt.result ? attempt.result.score : null,
		maxScore: shows && attempt.result ? attempt.result.maxScore : null
	}));
}

/** The person's standing, once the rules release the score. */
export async function findOwnStanding(
	app: App,
	actor: Actor | null,
	contest: Contest
): Promise<OwnStanding | null> {
	if (!actor || actor.personId === null || !showsScore(app, contest)) return null;
	const standing = await app.standings.ofPerson(contest, actor.personId);
	return (
		standing && {
			rank: standing.rank,
			people: standing.people,
			score: standing.score,
			maxScore: standing.maxScore,
			duration: standing.duration
		}
	);
}

function showsScore(app: App, contest: Contest): boolean {
	return isReleased(contest.round.release.score, contest.round.timing, app.clock.now());
}
