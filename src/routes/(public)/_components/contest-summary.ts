import { roundPhase, type RoundPhase } from '#lib/domain/timing.ts';
import type { Contest } from '#lib/server/contests/contests.service.ts';

/** A contest as public pages show it: rules in figures, and where it stands at the moment. */
export interface ContestSummary {
	readonly id: number;
	readonly title: string;
	readonly unitName: string;
	readonly phase: RoundPhase;
	/** When the phase ends, ms since 1970 UTC; null when it never does. */
	readonly phaseEndsAt: number | null;
	readonly opensAt: number;
	readonly closesAt: number;
	/** Time of one attempt, in ms. */
	readonly timeLimit: number;
	readonly questions: number;
	/** Null: any number. */
	readonly attemptsAllowed: number | null;
}

export function summarize(contest: Contest, now: number): ContestSummary {
	const { timing, lines, attemptsAllowed } = contest.round;
	const { phase, until } = roundPhase(timing, now);
	return {
		id: contest.id,
		title: contest.title,
		unitName: contest.unitName,
		phase,
		phaseEndsAt: Number.isFinite(until) ? until : null,
		...timing,
		questions: lines.reduce((sum, line) => sum + line.count, 0),
		attemptsAllowed
	};
}

/**
 * Contests by phase, those between two of their open periods among the open ones: the one that closes or
 * opens next comes first, of the closed ones the newest.
 */
export function groupByPhase(
	contests: readonly ContestSummary[]
): Record<Exclude<RoundPhase, 'paused'>, ContestSummary[]> {
	const of = (...phases: RoundPhase[]) => contests.filter(({ phase }) => phases.includes(phase));
	return {
		open: of('open', 'paused').sort((left, right) => left.closesAt - right.closesAt),
		upcoming: of('upcoming').sort((left, right) => left.opensAt - right.opensAt),
		closed: of('closed').sort((left, right) => right.closesAt - left.closesAt)
	};
}

/** When the first of the contests changes its phase, or null. */
export function nextPhaseChange(contests: readonly ContestSummary[]): number | null {
	const ends = contests.flatMap((contest) => contest.phaseEndsAt ?? []);
	return ends.length > 0 ? Math.min(...ends) : null;
}
