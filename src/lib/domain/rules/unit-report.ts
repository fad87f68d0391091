import type { UnitRankingRules } from './result-rules.ts';
import type { UnitFigures } from './unit-points.ts';

/** What the quota asks of a unit, and in how many of the rounds it was met. */
export interface QuotaOutcome {
	/** Attempts expected in each round. */
	readonly expected: number;
	readonly rounds: number;
	readonly met: number;
	readonly fulfilled: boolean;
}

/** The quota of a unit with its attempts; null where the rules set none. */
export function quotaOutcome(
	{ quota }: Pick<UnitRankingRules, 'quota'>,
	{ headcount, attemptsByRound }: Pick<UnitFigures, 'headcount' | 'attemptsByRound'>
): QuotaOutcome | null {
	if (quota === null) return null;
	const isSmall = quota.small !== null && headcount <= quota.small.people;
	const expected = isSmall && quota.small ? quota.small.attempts : quota.attempts;
	const met = attemptsByRound.filter((attempts) => attempts >= expected).length;
	const rounds = attemptsByRound.length;
	return { expected, rounds, met, fulfilled: met === rounds };
}

/**
 * A band of the report, in per cent of participation: from `from` on and below `to`.
 * `full`: "= 100 %", `at_least`: "≥ 75 %", `between`: "25–75 %", `below`: "< 25 %".
 */
export interface Band {
	readonly kind: 'full' | 'at_least' | 'between' | 'below';
	readonly from: number;
	/** Null: no upper bound. */
	readonly to: number | null;
}

/** The bands between lower bounds, the highest first; none without bounds. */
export function bandsOf(bounds: readonly number[]): Band[] {
	if (bounds.length === 0) return [];
	return [...bounds, 0].map((from, index) => {
		const to = bounds[index - 1] ?? null;
		if (from === 100) return { kind: 'full', from, to };
		if (from === 0) return { kind: 'below', from, to };
		return { kind: to === null || to === 100 ? 'at_least' : 'between', from, to };
	});
}

/**
 * Index of a unit's band among `bandsOf(bounds)`; null without bounds or headcount. More people than
 * the headcount count as all of them.
 */
export function bandIndex(
	bounds: readonly number[],
	{ submitted, headcount }: Pick<UnitFigures, 'submitted' | 'headcount'>
): number | null {
	if (bounds.length === 0 || headcount <= 0) return null;
	// Whole numbers on both sides: 3 of 4 people are exactly 75 %.
	const index = bounds.findIndex((bound) => submitted * 100 >= bound * headcount);
	return index < 0 ? bounds.length : index;
}
