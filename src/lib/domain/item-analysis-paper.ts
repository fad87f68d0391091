import { reliabilityOf, type ReliabilitySums } from './item-analysis-reliability.ts';

import { leastAttemptsToShow } from './item-analysis-warnings.ts';

/** Classes of the histogram of scores, each a tenth of what a paper can give. */
export const scoreClasses = 10;

/** What is summed over the attempts of a round about their papers. */
export interface PaperSums {
	readonly attempts: number;
	/** Mean of the scores, as shares of what the paper can give. */
	readonly mean: number;
	/** Sum of their squared deviations from it. */
	readonly square: number;
	/** Sum of what the papers can give, in hundredths of a point. */
	readonly maxScores: number;
	/** Attempts by class: the first below a tenth, the last from nine tenths on. */
	readonly histogram: readonly number[];
	/** In hundredths of a point. */
	readonly reliability: ReliabilitySums;
	/** Different items on all papers together. */
	readonly distinctItems: number;
	/** True when every item gives the same points: then alpha is Kuder and Richardson's formula 20. */
	readonly equalPoints: boolean;
}

/** Class of a score in the histogram; whole numbers on both sides, so that 70 of 100 is class 7. */
export function scoreClass(score: number, maxScore: number): number {
	if (maxScore <= 0) return 0;
	return Math.min(scoreClasses - 1, Math.floor((score * scoreClasses) / maxScore));
}

/** Figures of a round's papers. Scores are shares of what a paper can give, 0 to 1. */
export interface PaperFigures {
	readonly attempts: number;
	/** Items of a paper; the mean, should papers differ. */
	readonly items: number;
	/** Attempts of an item, on average. */
	readonly attemptsPerItem: number;
	readonly mean: number;
	/** Standard deviation of these attempts (divided by their number). */
	readonly deviation: number;
	/** KR-20, or Cronbach's alpha where items give different points; null when not to be had. */
	readonly reliability: number | null;
	readonly reliabilityKind: 'kr20' | 'alpha';
	/** Standard error of measurement. */
	readonly standardError: number | null;
	readonly histogram: readonly number[];
}

/** The figures of a round's papers, null without attempts. */
export function paperFigures(sums: PaperSums): PaperFigures | null {
	const { attempts } = sums;
	if (attempts === 0) return null;
	const reliability = reliabilityOf(sums.reliability);
	const meanMaxScore = sums.maxScores / attempts;
	return {
		attempts,
		items: sums.reliability.places / attempts,
		attemptsPerItem: sums.reliability.places / sums.distinctItems,
		mean: sums.mean,
		deviation: Math.sqrt(sums.square / attempts),
		reliability: reliability?.coefficient ?? null,
		reliabilityKind: sums.equalPoints ? 'kr20' : 'alpha',
		standardError:
			reliability && meanMaxScore > 0 ? reliability.standardError / meanMaxScore : null,
		histogram: sums.histogram
	};
}

/**
 * True when the means of the items, from which the deviations are taken, rest on enough attempts. With
 * few of them (many items, few people) the reliability comes out too low, by about one part in the
 * attempts of an item, and is not to be shown.
 */
export function hasFirmItems({ attemptsPerItem }: PaperFigures): boolean {
	return attemptsPerItem >= leastAttemptsToShow;
}

/** What a reliability is good for. */
export type ReliabilityLevel = 'high' | 'sufficient' | 'moderate' | 'low';

/** From here on results of single people may be compared closely. */
export const highReliability = 0.8;
/** The least that is asked of a test that decides something (Nunnally 1978, Psychometric Theory). */
export const sufficientReliability = 0.7;
/** Below this a ranking by one paper is more chance than knowledge. */
export const moderateReliability = 0.5;

export function reliabilityLevel(reliability: number): ReliabilityLevel {
	if (reliability >= highReliability) return 'high';
	if (reliability >= sufficientReliability) return 'sufficient';
	return reliability >= moderateReliability ? 'moderate' : 'low';
}
