import { vietnamDay, vietnamWeek } from '../vietnam-time.ts';
import type { AttemptRules, RoundRules } from './round-rules.ts';

const minute = 60_000;

/** A limit of the attempt rules that a person may run into. */
export type AttemptLimit = 'perRound' | 'perDay' | 'perWeek';

/**
 * Most attempts a person can make in a round: Infinity without a limit. The days and weeks of the
 * window count whole, and an attempt as if it took no time, so that nobody can make more.
 */
export function attemptsPossible(
	{ perRound, perDay, perWeek, cooldownMinutes }: AttemptRules,
	{ opensAt, closesAt }: Pick<RoundRules, 'opensAt' | 'closesAt'>
): number {
	const last = closesAt - 1;
	return Math.min(
		perRound ?? Infinity,
		(perDay ?? Infinity) * (vietnamDay(last) - vietnamDay(opensAt) + 1),
		(perWeek ?? Infinity) * (vietnamWeek(last) - vietnamWeek(opensAt) + 1),
		byCooldown(cooldownMinutes, closesAt - opensAt)
	);
}

/** Limits of the attempt rules that the others keep anybody from reaching, with what can be reached. */
export function unreachableLimits(
	attempts: AttemptRules,
	rounds: readonly Pick<RoundRules, 'opensAt' | 'closesAt'>[]
): { limit: AttemptLimit; allowed: number; reachable: number }[] {
	const day = byCooldown(attempts.cooldownMinutes, 24 * 60 * minute);
	const week = byCooldown(attempts.cooldownMinutes, 7 * 24 * 60 * minute);
	const withoutRoundLimit = { ...attempts, perRound: null };
	const reachable: Record<AttemptLimit, number> = {
		perDay: day,
		perWeek: Math.min(week, 7 * (attempts.perDay ?? Infinity)),
		perRound: Math.max(...rounds.map((round) => attemptsPossible(withoutRoundLimit, round)))
	};
	return (['perDay', 'perWeek', 'perRound'] as const).flatMap((limit) => {
		const allowed = attempts[limit];
		return allowed !== null && allowed > reachable[limit]
			? [{ limit, allowed, reachable: reachable[limit] }]
			: [];
	});
}

/** Most attempts within a length of time in ms when each begins a pause of so many minutes. */
function byCooldown(cooldownMinutes: number, length: number): number {
	return cooldownMinutes === 0 ? Infinity : Math.ceil(length / (cooldownMinutes * minute));
}

/** The use of a paper in a round by one person. */
export interface PaperUse {
	/** Most attempts, Infinity without a limit. */
	readonly attempts: number;
	readonly lines: readonly {
		/** What the line draws from; lines of the same pool share its items. */
		readonly pool: string;
		readonly count: number;
		readonly available: number;
	}[];
}

/**
 * How many of a person's attempts can consist of items never met before, when fresh items come first
 * and the papers are used in this order. Pools that overlap are taken for apart, so that it is a bound
 * from above.
 */
export function freshAttempts(uses: readonly PaperUse[]): number {
	const left = new Map<string, number>();
	let fresh = 0;
	for (const { attempts, lines } of uses) {
		const needs = new Map<string, number>();
		for (const { pool, count, available } of lines) {
			needs.set(pool, (needs.get(pool) ?? 0) + count);
			if (!left.has(pool)) left.set(pool, available);
		}
		const papers = [...needs].map(([pool, need]) => Math.floor((left.get(pool) ?? 0) / need));
		fresh += Math.min(attempts, ...papers);
		for (const [pool, need] of needs)
			left.set(pool, Math.max(0, (left.get(pool) ?? 0) - attempts * need));
	}
	return fresh;
}
