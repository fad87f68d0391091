import { vietnamDay, vietnamDayStart, vietnamWeek, vietnamWeekStart } from '../vietnam-time.ts';
import type { AttemptRules } from './round-rules.ts';

/** An attempt that counts against the limits: whatever was not voided. */
export interface UsedAttempt {
	readonly startedAt: number;
	/** Null while in progress. */
	readonly endedAt: number | null;
}

/** Which limit a person has reached. */
export type AttemptLimit = 'round' | 'week' | 'day' | 'cooldown';

/** Whether another attempt of the round may start, as far as the person's earlier ones go. */
export type AttemptAllowance =
	| {
			readonly allowed: true;
			/** Attempts left until the nearest limit, this one among them; null without a limit. */
			readonly left: number | null;
	  }
	| {
			readonly allowed: false;
			readonly limit: AttemptLimit;
			/** When the limit ends, in ms; null when it never does in this round. */
			readonly until: number | null;
	  };

/**
 * Tells whether a person with these attempts in the round may start another one at `now`. Of several
 * limits in the way the one that lasts longest is named.
 */
export function attemptAllowance(
	rules: Omit<AttemptRules, 'counting'>,
	used: readonly UsedAttempt[],
	now: number
): AttemptAllowance {
	const today = vietnamDay(now);
	const week = vietnamWeek(now);
	const limits = [
		{ limit: 'round', most: rules.perRound, count: used.length, until: null },
		{
			limit: 'week',
			most: rules.perWeek,
			count: used.filter(({ startedAt }) => vietnamWeek(startedAt) === week).length,
			until: vietnamWeekStart(week + 1)
		},
		{
			limit: 'day',
			most: rules.perDay,
			count: used.filter(({ startedAt }) => vietnamDay(startedAt) === today).length,
			until: vietnamDayStart(today + 1)
		}
	] as const;
	const reached: { limit: AttemptLimit; until: number | null }[] = limits.filter(
		({ most, count }) => most !== null && count >= most
	);
	const rested = restedAt(rules.cooldownMinutes, used);
	if (rested > now) reached.push({ limit: 'cooldown', until: rested });
	const longest = reached.sort(
		(left, right) => (right.until ?? Infinity) - (left.until ?? Infinity)
	)[0];
	if (longest) return { allowed: false, limit: longest.limit, until: longest.until };
	const left = limits.flatMap(({ most, count }) => (most === null ? [] : [most - count]));
	return { allowed: true, left: left.length > 0 ? Math.min(...left) : null };
}

/** When the pause after the last attempt is over. One in progress is no reason to pause. */
function restedAt(cooldownMinutes: number, used: readonly UsedAttempt[]): number {
	if (cooldownMinutes === 0) return -Infinity;
	const ends = used.flatMap(({ endedAt }) => (endedAt === null ? [] : [endedAt]));
	return Math.max(-Infinity, ...ends) + cooldownMinutes * 60_000;
}
