import type { RankingKey, RankingRule, RankingTerm } from './result-rules.ts';

/** The rule of most contests: score, then shorter duration, then earlier submission. */
export const usualRanking: RankingRule = [
	{ key: 'score', order: 'desc' },
	{ key: 'duration', order: 'asc' },
	{ key: 'submitted_at', order: 'asc' }
];

/**
 * What the ranking rule may look at, of one person on one board: a round, or the contest. Score in
 * hundredths of a point, times in ms, instants in ms since 1970 UTC; all whole and not negative.
 */
export interface RankedFigures {
	readonly score: number;
	/** 1 when everything was right, else 0; of several rounds: in how many. */
	readonly allCorrect: number;
	/** How far the prediction was off; null when there is none, or nothing to compare it with yet. */
	readonly predictionError: number | null;
	readonly duration: number;
	readonly submittedAt: number;
	readonly startedAt: number;
	/** Attempts of the person in which everything was right. */
	readonly perfectAttempts: number;
	/** Which attempt of the person it is, from 1; of several rounds the sum. */
	readonly attemptNumber: number;
}

/** A result on a board, with what makes the order of any two of them certain. */
export interface RankedResult extends RankedFigures {
	/** Id of the attempt, or of the person's last one: it decides the order of equals, not their rank. */
	readonly attemptId: string;
}

const figures: Readonly<Record<RankingKey, (result: RankedFigures) => number | null>> = {
	score: ({ score }) => score,
	all_correct: ({ allCorrect }) => allCorrect,
	prediction_error: ({ predictionError }) => predictionError,
	duration: ({ duration }) => duration,
	submitted_at: ({ submittedAt }) => submittedAt,
	started_at: ({ startedAt }) => startedAt,
	perfect_attempts: ({ perfectAttempts }) => perfectAttempts,
	attempt_number: ({ attemptNumber }) => attemptNumber
};

/** What a step of the rule sees of a result. */
export function figureOf(key: RankingKey, result: RankedFigures): number | null {
	return figures[key](result);
}

/** The order of two results by one step; what is missing comes last, whichever way the step goes. */
function compareBy({ key, order }: RankingTerm, left: RankedFigures, right: RankedFigures): number {
	const [mine, other] = [figureOf(key, left), figureOf(key, right)];
	if (mine === null || other === null) return Number(mine === null) - Number(other === null);
	return order === 'asc' ? mine - other : other - mine;
}

/** The first step of the rule in which two results differ, or undefined for equals. */
function decidingTerm(
	rule: RankingRule,
	left: RankedFigures,
	right: RankedFigures
): RankingTerm | undefined {
	return rule.find((term) => compareBy(term, left, right) !== 0);
}

/** True when the rule finds no difference: the two share a rank. */
export function sharesRank(rule: RankingRule, left: RankedFigures, right: RankedFigures): boolean {
	return decidingTerm(rule, left, right) === undefined;
}

/** Total order of results by the rule, best first. The attempt's id only orders equals. */
export function compareResults(rule: RankingRule, left: RankedResult, right: RankedResult): number {
	const term = decidingTerm(rule, left, right);
	if (term) return compareBy(term, left, right);
	if (left.attemptId === right.attemptId) return 0;
	return left.attemptId < right.attemptId ? -1 : 1;
}

/** Results in order with their rank; equals share one and the next rank is skipped (1, 1, 3). */
export function rankResults<T extends RankedResult>(
	rule: RankingRule,
	results: readonly T[]
): (T & { readonly rank: number })[] {
	const ordered = [...results].sort((left, right) => compareResults(rule, left, right));
	let rank = 0;
	return ordered.map((result, index) => {
		const previous = ordered[index - 1];
		if (!previous || !sharesRank(rule, previous, result)) rank = index + 1;
		return { ...result, rank };
	});
}

/** Why a result stands behind another one, or beside it. */
export interface RankExplanation {
	/** What both have in common, in the order of the rule, up to the step that decides. */
	readonly same: readonly { readonly key: RankingKey; readonly value: number | null }[];
	/** The step that decides; null when nothing does and both share the rank. */
	readonly decided: {
		readonly key: RankingKey;
		readonly value: number | null;
		/** That of the one in front. */
		readonly before: number | null;
	} | null;
}

/** Explains why `result` stands behind `ahead`, by the rule. */
export function explainRank(
	rule: RankingRule,
	ahead: RankedFigures,
	result: RankedFigures
): RankExplanation {
	const term = decidingTerm(rule, ahead, result);
	const steps = term ? rule.slice(0, rule.indexOf(term)) : rule;
	return {
		same: steps.map(({ key }) => ({ key, value: figureOf(key, result) })),
		decided: term
			? {
					key: term.key,
					value: figureOf(term.key, result),
					before: figureOf(term.key, ahead)
				}
			: null
	};
}
