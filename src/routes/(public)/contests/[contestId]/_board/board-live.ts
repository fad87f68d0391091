import type { RoundTiming } from '#lib/domain/timing.ts';

/** How long after the window boards still change: the last attempts are closed, pages catch up. */
const settling = 5 * 60_000;

/** True while a board is worth following live. */
export function isBoardLive(timing: RoundTiming, now: number): boolean {
	return now < timing.closesAt + settling;
}
