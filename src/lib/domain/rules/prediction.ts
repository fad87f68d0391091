import type { PredictionTarget } from './result-rules.ts';

/** The greatest number that may be predicted: more people than Vietnam has. */
export const greatestPrediction = 1_000_000_000;

/** What predictions are compared with at the close. */
export interface PredictionFacts {
	/** People who submitted. */
	readonly participants: number;
	/** Attempts that were closed, of all people. */
	readonly attempts: number;
	/** People with an attempt in which everything was right. */
	readonly allCorrect: number;
}

/** The number that was to be predicted. */
export function predictedNumber(target: PredictionTarget, facts: PredictionFacts): number {
	switch (target) {
		case 'participants':
			return facts.participants;
		case 'attempts':
			return facts.attempts;
		case 'all_correct':
			return facts.allCorrect;
	}
}

/** How far a prediction was off; null without a prediction, or before there is something to compare. */
export function predictionError(prediction: number | null, actual: number | null): number | null {
	return prediction === null || actual === null ? null : Math.abs(prediction - actual);
}

/**
 * A prediction as the place behind the items of a paper keeps it in the log of responses: one more than
 * the number, as 0 stands for a choice that was taken back.
 */
export function storedPrediction(prediction: number | null): number {
	return prediction === null ? 0 : prediction + 1;
}

/** The prediction that the log keeps as `stored`. */
export function readPrediction(stored: number): number | null {
	return stored === 0 ? null : stored - 1;
}

/** What a counter or a board shows that could tell the number, while the prediction is open. */
export type Revealing = 'people' | 'attempts' | 'scores';

/**
 * True while something is withheld because it would give the predicted number away: counts of people
 * and attempts where those are asked for, scores where all correct are. Boards show people and scores.
 */
export function isWithheld(
	what: Revealing,
	target: PredictionTarget | null,
	isPredictionOpen: boolean
): boolean {
	if (target === null || !isPredictionOpen) return false;
	if (target === 'all_correct') return what === 'scores';
	// Whoever sees how many people took part knows the attempts where each has one, and the other way.
	return what !== 'scores';
}
