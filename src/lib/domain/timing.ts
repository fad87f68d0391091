import { openBreak, openSpan, openStretch, type RoundWindow } from './open-periods.ts';

/**
 * Rules of time. Every instant is in milliseconds since 1970 UTC and given as an argument; nothing
 * here reads a clock.
 */

export type { RoundWindow } from './open-periods.ts';

/** Window and time limit of a round. */
export interface RoundTiming extends RoundWindow {
	/** Time of one attempt, in milliseconds. */
	readonly timeLimit: number;
}

/** `paused`: between two of the round's open periods. */
export type RoundPhase = 'upcoming' | 'open' | 'paused' | 'closed';

/** Phase of a round at an instant, with the interval [from, until) for which it holds. */
export interface PhaseInterval {
	readonly phase: RoundPhase;
	readonly from: number;
	readonly until: number;
}

/**
 * How long after its deadline a response still counts, in milliseconds. It covers the way from the
 * page to the server for the last tap; the page's clock shows the deadline itself.
 */
export const responseGrace = 3_000;

/**
 * Phase of a round: open from its first opening (inclusive) until its last closing (exclusive), but
 * for the breaks between its open periods. A window that its periods never open is closed at its end.
 */
export function roundPhase(round: RoundWindow, now: number): PhaseInterval {
	const { from: opening, until: closing } = openSpan(round) ?? {
		from: round.closesAt,
		until: round.closesAt
	};
	if (now < opening) return { phase: 'upcoming', from: -Infinity, until: opening };
	if (now >= closing) return { phase: 'closed', from: closing, until: Infinity };
	const stretch = openStretch(round, now);
	if (stretch) return { phase: 'open', ...stretch };
	return { phase: 'paused', ...(openBreak(round, now) ?? { from: opening, until: closing }) };
}

/** The instant from which a round can be entered for the first time. */
export function firstOpening(round: RoundWindow): number {
	return openSpan(round)?.from ?? round.closesAt;
}

/** The instant from which a round is closed for good: nobody can start any more. */
export function lastClosing(round: RoundWindow): number {
	return openSpan(round)?.until ?? round.closesAt;
}

/**
 * Deadline of an attempt: its own time is up, or the open period in which it began ends, whichever
 * comes first.
 */
export function attemptDeadline(round: RoundTiming, startedAt: number): number {
	const closing = openStretch(round, startedAt)?.until ?? round.closesAt;
	return Math.min(startedAt + round.timeLimit, closing);
}

/** True while a response that arrives at `arrivedAt` counts. */
export function acceptsResponse(deadline: number, arrivedAt: number): boolean {
	return arrivedAt <= deadline + responseGrace;
}

/** True once an attempt nobody submitted is to be closed: no response can count any more. */
export function isOverdue(deadline: number, now: number): boolean {
	return now > deadline + responseGrace;
}

/** The instant an attempt counts as ended: when it was submitted, at the latest its deadline. */
export function endInstant(deadline: number, closedAt: number): number {
	return Math.min(deadline, closedAt);
}

/** True once everything of the round is final: the window and every grace in it are over. */
export function isRoundFinal(round: RoundWindow, now: number): boolean {
	return isOverdue(lastClosing(round), now);
}
