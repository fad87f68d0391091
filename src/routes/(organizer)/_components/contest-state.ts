import type { ContestStatus } from '#lib/domain/contest.ts';
import { roundPhase, type RoundPhase, type RoundTiming } from '#lib/domain/timing.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/** Where a contest is: not published, in a phase of its window, or put away. */
export type ContestState = Exclude<ContestStatus, 'published'> | RoundPhase;

/** State of a contest at `now`. */
export function contestState(
	contest: { status: ContestStatus; round: { timing: RoundTiming } },
	now: number
): ContestState {
	return contest.status === 'published'
		? roundPhase(contest.round.timing, now).phase
		: contest.status;
}

/** Tone of the state's badge. */
export const stateTones = {
	draft: 'warning',
	upcoming: 'info',
	open: 'success',
	paused: 'info',
	closed: 'neutral',
	archived: 'neutral'
} as const satisfies Record<ContestState, string>;

const labels: Record<ContestState, () => string> = {
	draft: m.organizer_state_draft,
	upcoming: m.organizer_state_upcoming,
	open: m.organizer_state_open,
	paused: m.organizer_state_paused,
	closed: m.organizer_state_closed,
	archived: m.organizer_state_archived
};

export function stateLabel(state: ContestState): string {
	return labels[state]();
}
