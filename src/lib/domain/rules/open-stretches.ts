import { vietnamWeekNumber, vietnamWeekStart } from '../vietnam-calendar.ts';
import { weekMinutes, type RoundRules } from './round-rules.ts';

const minute = 60_000;
const week = weekMinutes * minute;

/** A stretch [from, until) of time, in ms. */
export interface Stretch {
	readonly from: number;
	readonly until: number;
}

type Round = Pick<RoundRules, 'opensAt' | 'closesAt' | 'openPeriods'>;

/**
 * The stretches in which a round is open without a break, in order: its window, or its open periods
 * where they meet the window, those that touch or overlap joined to one.
 */
export function openStretches({ opensAt, closesAt, openPeriods }: Round): Stretch[] {
	if (openPeriods.length === 0) return [{ from: opensAt, until: closesAt }];
	const found: Stretch[] = [];
	// A period may reach into the week after its own.
	const firstWeek = vietnamWeekNumber(opensAt) - 1;
	for (let number = firstWeek; vietnamWeekStart(number) < closesAt; number++) {
		const monday = vietnamWeekStart(number);
		for (const period of openPeriods) {
			const from = Math.max(opensAt, monday + period.from * minute);
			const until = Math.min(closesAt, monday + period.until * minute);
			if (from < until) found.push({ from, until });
		}
	}
	return joined(found);
}

/** The shortest time for which a round is open without a break, in ms; 0 when it never is. */
export function shortestStretch(round: Round): number {
	// Weeks are alike: taking whole ones out of a long window leaves each length that stretches have.
	const spare = Math.max(0, Math.floor((round.closesAt - round.opensAt) / week) - 3);
	const stretches = openStretches({ ...round, closesAt: round.closesAt - spare * week });
	return stretches.length === 0 ? 0 : Math.min(...stretches.map(({ from, until }) => until - from));
}

function joined(stretches: readonly Stretch[]): Stretch[] {
	const result: Stretch[] = [];
	for (const stretch of [...stretches].sort((left, right) => left.from - right.from)) {
		const last = result.at(-1);
		if (last && stretch.from <= last.until)
			result[result.length - 1] = { from: last.from, until: Math.max(last.until, stretch.until) };
		else result.push(stretch);
	}
	return result;
}
