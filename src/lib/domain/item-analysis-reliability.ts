import { varies } from './item-analysis-correlation.ts';

/**
 * Sums over attempts from which the reliability of a paper follows. A deviation is the score of one
 * attempt on one item minus the mean score of the item over all attempts that held it.
 */
export interface ReliabilitySums {
	readonly attempts: number;
	/** Items of all papers together. */
	readonly places: number;
	/** Squares of the deviations, over every item of every attempt. */
	readonly itemSquares: number;
	/** Squares of each attempt's sum of deviations. */
	readonly totalSquares: number;
}

export const noReliabilitySums: ReliabilitySums = {
	attempts: 0,
	places: 0,
	itemSquares: 0,
	totalSquares: 0
};

/** The sums with one more attempt, given by the deviations on the items of its paper. */
export function addAttempt(sums: ReliabilitySums, deviations: Iterable<number>): ReliabilitySums {
	let places = 0;
	let squares = 0;
	let total = 0;
	for (const deviation of deviations) {
		places++;
		squares += deviation * deviation;
		total += deviation;
	}
	return {
		attempts: sums.attempts + 1,
		places: sums.places + places,
		itemSquares: sums.itemSquares + squares,
		totalSquares: sums.totalSquares + total * total
	};
}

/** How far a score on the paper can be relied on, in the unit of the item scores. */
export interface Reliability {
	/** At most 1; negative when the items contradict each other. */
	readonly coefficient: number;
	/** Standard error of measurement. */
	readonly standardError: number;
}

/**
 * Internal consistency of a paper and its standard error of measurement:
 *
 *   α = k / (k − 1) · (1 − Σ item variances / total variance),   SEM = s √(1 − α)
 *
 * This is Cronbach's alpha (Cronbach 1951, Coefficient alpha and the internal structure of tests,
 * Psychometrika 16); with items scored 0 and 1 it is formula 20 of Kuder & Richardson (1937, The
 * theory of the estimation of test reliability, Psychometrika 2). Variances are those of the
 * population (divided by the number of people), as Kuder & Richardson have them. SEM: Lord & Novick
 * 1968, ch. 3.
 *
 * Papers are drawn from a pool, so that two people share only some items. The same formula is then
 * taken over what was drawn: k is the mean number of items of a paper; the sum of the item variances
 * is the mean over attempts of Σ (score − mean of the item)², the total variance the mean over
 * attempts of (Σ (score − mean of the item))². Taking each score from the mean of its item keeps a
 * paper that happened to be easier from counting as ability. When everybody has the same items both
 * are exactly the textbook's variances. The papers must be drawn at random, as blueprints draw them.
 *
 * Null without two attempts, two items and some variation.
 */
export function reliabilityOf(sums: ReliabilitySums): Reliability | null {
	const { attempts, itemSquares, totalSquares } = sums;
	const items = sums.places / attempts;
	if (attempts < 2 || items < 2 || !varies(totalSquares)) return null;
	const coefficient = (items / (items - 1)) * (1 - itemSquares / totalSquares);
	const variance = totalSquares / attempts;
	return { coefficient, standardError: Math.sqrt(variance * Math.max(0, 1 - coefficient)) };
}
