import { compareResults, type RankedResult } from './ranking.ts';
import type { OverallRules, RankingRule } from './result-rules.ts';

/**
 * The result of a person in the whole contest, from those of the counting rounds: all of them, or the
 * best ones by the ranking rule. Scores, durations, distances of predictions, perfect attempts and
 * attempt numbers are added up; the contest was submitted with the last of them and started with the
 * first. A prediction that is missing in one of the rounds is missing in the whole. Null without results.
 */
export function overallResult<T extends RankedResult>(
	overall: OverallRules,
	rule: RankingRule,
	rounds: readonly T[]
): RankedResult | null {
	const ordered = [...rounds].sort((left, right) => compareResults(rule, left, right));
	const counted = overall.kind === 'sum' ? ordered : ordered.slice(0, overall.count);
	const [first] = counted;
	if (!first) return null;
	const sum = (of: (result: T) => number) =>
		counted.reduce((total, result) => total + of(result), 0);
	const last = counted.reduce((left, right) =>
		left.submittedAt > right.submittedAt ||
		(left.submittedAt === right.submittedAt && left.attemptId > right.attemptId)
			? left
			: right
	);
	return {
		score: sum(({ score }) => score),
		allCorrect: sum(({ allCorrect }) => allCorrect),
		predictionError: counted.some(({ predictionError }) => predictionError === null)
			? null
			: sum(({ predictionError }) => predictionError ?? 0),
		duration: sum(({ duration }) => duration),
		submittedAt: last.submittedAt,
		startedAt: Math.min(...counted.map(({ startedAt }) => startedAt)),
		perfectAttempts: sum(({ perfectAttempts }) => perfectAttempts),
		attemptNumber: sum(({ attemptNumber }) => attemptNumber),
		attemptId: last.attemptId
	};
}
