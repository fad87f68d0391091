/**
 * Rules of time. Every instant is in milliseconds since 1970 UTC and given as an argument; nothing
 * here reads a clock.
 */

/** Window and time limit of a round. */
export interface RoundTiming {
	readonly opensAt: number;
	readonly closesAt: number;
	/** Time of one attempt, in milliseconds. */
	readonly timeLimit: number;
}

export type RoundPhase = 'upcoming' | 'open' | 'closed';

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

/** Phase of a round: open from `opensAt` (inclusive) until `closesAt` (exclusive). */
export function roundPhase(round: RoundTiming, now: number): PhaseInterval {
	if (now < round.opensAt) return { phase: 'upcoming', from: -Infinity, until: round.opensAt };
	if (now < round.closesAt) return { phase: 'open', from: round.opensAt, until: round.closesAt };
	return { phase: 'closed', from: round.closesAt, until: Infinity };
}

/** Deadline of an attempt: its own time is up, or the window closes, whichever comes first. */
export function attemptDeadline(round: RoundTiming, startedAt: number): number {
	return Math.min(startedAt + round.timeLimit, round.closesAt);
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
export function isRoundFinal(round: RoundTiming, now: number): boolean {
	return isOverdue(round.closesAt, now);
}
