import type { PartialCredit } from './paper-rules.ts';

/** Number of bits set in a mask of options. */
function countOptions(mask: number): number {
	let count = 0;
	for (let rest = mask; rest !== 0; rest &= rest - 1) count++;
	return count;
}

/**
 * Points, in hundredths, that the options `chosen` are worth against `key` (both bit masks): all of
 * `points` for exactly the key, what the rule gives for a part of it (`partialCredits`), rounded down
 * to a whole hundredth. Nothing chosen is worth nothing.
 */
export function creditFor(
	chosen: number,
	key: number,
	points: number,
	rule: PartialCredit
): number {
	if (chosen === 0) return 0;
	if (chosen === key) return points;
	if (rule === 'all_or_nothing') return 0;
	const right = countOptions(chosen & key);
	const wrong = countOptions(chosen & ~key);
	if (rule === 'proportional' && wrong > 0) return 0;
	const earned = rule === 'penalized' ? Math.max(0, right - wrong) : right;
	return Math.floor((points * earned) / countOptions(key));
}
