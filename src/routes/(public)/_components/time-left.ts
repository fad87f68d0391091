const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** A stretch of time in the one unit that matters: 29 days, 5 hours, 12 minutes. */
export interface TimeLeft {
	readonly unit: 'days' | 'hours' | 'minutes';
	readonly count: number;
}

/**
 * Milliseconds in whole units past: days from two days on, hours from two hours on, else minutes.
 * Less than a minute is 0 minutes.
 */
export function timeLeft(ms: number): TimeLeft {
	if (ms >= 2 * day) return { unit: 'days', count: Math.floor(ms / day) };
	if (ms >= 2 * hour) return { unit: 'hours', count: Math.floor(ms / hour) };
	return { unit: 'minutes', count: Math.max(0, Math.floor(ms / minute)) };
}
