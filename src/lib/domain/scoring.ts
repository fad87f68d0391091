import type { KeyedItem } from './items.ts';
import { maxScore } from './paper.ts';
import type { LoggedResponse } from './responses.ts';
import { creditFor } from './rules/partial-credit.ts';
import type { PartialCredit } from './rules/paper-rules.ts';

/** Result of one attempt. Scores are in hundredths of a point. */
export interface Score {
	readonly score: number;
	readonly maxScore: number;
	readonly correct: number;
	readonly answered: number;
}

/** True when exactly the options of the key are chosen: several answers count all or nothing. */
export function isCorrect(item: Pick<KeyedItem, 'key'>, chosen: number): boolean {
	return chosen !== 0 && chosen === item.key;
}

/**
 * Scores a paper: `items` in the order of the paper with the points they are worth there, `latest` by
 * position on it. What counts as correct is the whole key, whatever credit a part of it gets.
 */
export function scorePaper(
	items: readonly Pick<KeyedItem, 'key' | 'points'>[],
	latest: ReadonlyMap<number, Pick<LoggedResponse, 'chosen'>>,
	partialCredit: PartialCredit = 'all_or_nothing'
): Score {
	let score = 0;
	let correct = 0;
	let answered = 0;
	items.forEach((item, position) => {
		const chosen = latest.get(position)?.chosen ?? 0;
		if (chosen !== 0) answered++;
		if (isCorrect(item, chosen)) correct++;
		score += creditFor(chosen, item.key, item.points, partialCredit);
	});
	return { score, maxScore: maxScore(items), correct, answered };
}

/** True when `score` reaches `passPercent` of `maxScore`; always true without a pass mark. */
export function isPass(score: number, maxScore: number, passPercent: number | null): boolean {
	// Whole numbers on both sides: 14 of 20 points is exactly 70 %.
	return passPercent === null || score * 100 >= maxScore * passPercent;
}
