import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { overallResult } from './overall.ts';
import type { RankedResult } from './ranking.ts';
import type { RankingRule } from './result-rules.ts';

const rule: RankingRule = [
	{ key: 'score', order: 'desc' },
	{ key: 'duration', order: 'asc' }
];
const round = (score: number, more: Partial<RankedResult> = {}): RankedResult => ({
	...{ score, allCorrect: 0, predictionError: 1, duration: 60, submittedAt: 100, startedAt: 40 },
	...{ perfectAttempts: 0, attemptNumber: 1, attemptId: `a${score}` },
	...more
});

describe('the result of the whole contest', () => {
	it('is nothing for somebody without a result', () => {
		expect(overallResult({ kind: 'sum' }, rule, [])).toBeNull();
	});

	it('adds up the rounds, from the first start to the last submission', () => {
		const rounds = [
			round(900, { startedAt: 10, submittedAt: 70, allCorrect: 1, perfectAttempts: 2 }),
			round(700, { startedAt: 500, submittedAt: 590, duration: 90, attemptNumber: 3 })
		];
		expect(overallResult({ kind: 'sum' }, rule, rounds)).toEqual({
			...{ score: 1600, allCorrect: 1, predictionError: 2, duration: 150, submittedAt: 590 },
			...{ startedAt: 10, perfectAttempts: 2, attemptNumber: 4, attemptId: 'a700' }
		});
	});

	it('takes the best rounds by the rule', () => {
		const rounds = [round(500), round(900, { duration: 99 }), round(900, { attemptId: 'fast' })];
		expect(overallResult({ kind: 'best', count: 1 }, rule, rounds)?.attemptId).toBe('fast');
		expect(overallResult({ kind: 'best', count: 2 }, rule, rounds)?.score).toBe(1800);
		expect(overallResult({ kind: 'best', count: 9 }, rule, rounds)).toEqual(
			overallResult({ kind: 'sum' }, rule, rounds)
		);
	});

	it('has no distance when a prediction of a round it counts is missing', () => {
		const rounds = [round(900), round(500, { predictionError: null })];
		expect(overallResult({ kind: 'sum' }, rule, rounds)?.predictionError).toBeNull();
		expect(overallResult({ kind: 'best', count: 1 }, rule, rounds)?.predictionError).toBe(1);
	});

	it('does not depend on the order in which the rounds are given', () => {
		const few = fc.integer({ min: 0, max: 4 });
		const results = fc.uniqueArray(
			fc.record({
				...{ score: few, allCorrect: few, duration: few, submittedAt: few, startedAt: few },
				...{ perfectAttempts: few, attemptNumber: few, attemptId: fc.uuid() },
				predictionError: fc.option(few, { nil: null })
			}),
			{ selector: ({ attemptId }) => attemptId, maxLength: 8 }
		);
		fc.assert(
			fc.property(results, fc.integer({ min: 1, max: 8 }), (rounds, count) => {
				for (const overall of [{ kind: 'sum' }, { kind: 'best', count }] as const)
					expect(overallResult(overall, rule, rounds.toReversed())).toEqual(
						overallResult(overall, rule, rounds)
					);
			})
		);
	});
});
