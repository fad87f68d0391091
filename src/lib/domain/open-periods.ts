import type { OpenPeriod } from './rules/round-rules.ts';
import { vietnamWeek, vietnamWeekStart, weekLength } from './vietnam-time.ts';

/** When a round may be entered: from `opensAt` to `closesAt`, within its weekly periods if it has any. */
export interface RoundWindow {
	readonly opensAt: number;
	readonly closesAt: number;
	/** Empty: open without a break. */
	readonly openPeriods: readonly OpenPeriod[];
}

/** A stretch of time [from, until), in ms since 1970 UTC. */
export interface Interval {
	readonly from: number;
	readonly until: number;
}

const minute = 60_000;
const always: OpenPeriod = { from: 0, until: weekLength / minute };

/**
 * The stretches in which a window is open and that touch the weeks from `first` to `last`, in order and
 * apart from each other. None of them is cut off but by the window itself: a week that is open
 * throughout is one stretch.
 */
function stretchesOfWeeks(window: RoundWindow, first: number, last: number): Interval[] {
	const { opensAt, closesAt } = window;
	if (isAlwaysOpen(window.openPeriods)) return [{ from: opensAt, until: closesAt }];
	const found: Interval[] = [];
	// Two weeks on either side: a stretch may begin in the week before and end in the week after.
	for (let week = first - 2; week <= last + 2; week++) {
		const start = vietnamWeekStart(week);
		for (const period of window.openPeriods) {
			const from = Math.max(opensAt, start + period.from * minute);
			const until = Math.min(closesAt, start + period.until * minute);
			if (from < until) found.push({ from, until });
		}
	}
	return merged(found);
}

function stretchesAround(window: RoundWindow, instant: number): Interval[] {
	const week = vietnamWeek(instant);
	return stretchesOfWeeks(window, week, week);
}

function isAlwaysOpen(periods: readonly OpenPeriod[]): boolean {
	if (periods.length === 0) return true;
	// What runs over the end of a week is open at the beginning of the next.
	const wrapped = periods.flatMap(({ from, until }) => [
		{ from, until },
		{ from: from - always.until, until: until - always.until }
	]);
	return merged(wrapped).some(({ from, until }) => from <= 0 && until >= always.until);
}

/** The same time as stretches in order that neither overlap nor touch. */
function merged(stretches: readonly Interval[]): Interval[] {
	const result: Interval[] = [];
	for (const next of [...stretches].sort((left, right) => left.from - right.from)) {
		const last = result.at(-1);
		if (!last || next.from > last.until) result.push(next);
		else if (next.until > last.until) result[result.length - 1] = { ...last, until: next.until };
	}
	return result;
}

/** From the first opening of a window to its last closing; null when its periods never open it. */
export function openSpan(window: RoundWindow): Interval | null {
	const first = stretchesAround(window, window.opensAt)[0];
	const last = stretchesAround(window, window.closesAt).at(-1);
	return first && last ? { from: first.from, until: last.until } : null;
}

/** The open stretch that holds an instant; null when the window is not open then. */
export function openStretch(window: RoundWindow, instant: number): Interval | null {
	const around = stretchesAround(window, instant);
	return around.find(({ from, until }) => instant >= from && instant < until) ?? null;
}

/** The break between two open stretches that holds an instant; null before, after and within them. */
export function openBreak(window: RoundWindow, instant: number): Interval | null {
	const around = stretchesAround(window, instant);
	const next = around.findIndex(({ from }) => from > instant);
	const [before, after] = [around[next - 1], around[next]];
	return before && after && before.until <= instant
		? { from: before.until, until: after.from }
		: null;
}

/** The shortest time for which a window is open without a break, in ms; 0 when it never is. */
export function shortestStretch(window: RoundWindow): number {
	const { opensAt, closesAt } = window;
	// Weeks are alike: taking whole ones out of a long window leaves each length that stretches have.
	const spare = Math.max(0, Math.floor((closesAt - opensAt) / weekLength) - 3);
	const short = { ...window, closesAt: closesAt - spare * weekLength };
	const lengths = stretchesOfWeeks(short, vietnamWeek(opensAt), vietnamWeek(short.closesAt)).map(
		({ from, until }) => until - from
	);
	return lengths.length === 0 ? 0 : Math.min(...lengths);
}
