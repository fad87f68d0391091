import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	compareResults,
	explainRank,
	rankResults,
	sharesRank,
	type RankedResult
} from './ranking.ts';
import { rankingKeys, type RankingRule } from './result-rules.ts';

const few = fc.integer({ min: 0, max: 3 });
const results: fc.Arbitrary<RankedResult> = fc.record({
	score: few,
	allCorrect: fc.constantFrom(0, 1),
	predictionError: fc.option(few, { nil: null }),
	duration: few,
	submittedAt: few,
	startedAt: few,
	perfectAttempts: few,
	attemptNumber: few,
	attemptId: fc.uuid()
});
const rules: fc.Arbitrary<RankingRule> = fc
	.subarray([...rankingKeys], { minLength: 1 })
	.chain((keys) => fc.shuffledSubarray(keys, { minLength: keys.length }))
	.chain((keys) =>
		fc.tuple(
			...keys.map((key) =>
				fc.record({ key: fc.constant(key), order: fc.constantFrom('asc', 'desc') })
			)
		)
	) as fc.Arbitrary<RankingRule>;

const base: RankedResult = {
	score: 2800,
	allCorrect: 0,
	predictionError: 9,
	duration: 300_000,
	submittedAt: 1_000_000,
	startedAt: 700_000,
	perfectAttempts: 0,
	attemptNumber: 1,
	attemptId: 'a'
};
const quangNam: RankingRule = [
	{ key: 'score', order: 'desc' },
	{ key: 'prediction_error', order: 'asc' },
	{ key: 'duration', order: 'asc' },
	{ key: 'started_at', order: 'asc' },
	{ key: 'perfect_attempts', order: 'desc' }
];

describe('the order of results', () => {
	it('is total, whatever the rule', () => {
		fc.assert(
			fc.property(rules, results, results, results, (rule, a, b, c) => {
				const compare = (left: RankedResult, right: RankedResult) =>
					Math.sign(compareResults(rule, left, right));
				expect(compare(a, b)).toBe(-compare(b, a) || 0);
				if (compare(a, b) <= 0 && compare(b, c) <= 0) expect(compare(a, c)).toBeLessThanOrEqual(0);
				if (compare(a, b) === 0) expect(a.attemptId).toBe(b.attemptId);
			})
		);
	});

	it('puts whoever predicted nothing behind, whichever way the step goes', () => {
		for (const order of ['asc', 'desc'] as const) {
			const rule: RankingRule = [{ key: 'prediction_error', order }];
			expect(compareResults(rule, { ...base, predictionError: null }, base)).toBeGreaterThan(0);
		}
	});

	it('gives equals one rank and skips the next', () => {
		const list = [base, { ...base, attemptId: 'b' }, { ...base, score: 2700, attemptId: 'c' }];
		expect(rankResults(quangNam, list).map(({ rank }) => rank)).toEqual([1, 1, 3]);
	});

	it('gives each the number of those better, plus one, in any order of the list', () => {
		fc.assert(
			fc.property(
				rules,
				fc.uniqueArray(results, { selector: ({ attemptId }) => attemptId }),
				(rule, list) => {
					const ranked = rankResults(rule, list);
					expect(rankResults(rule, list.toReversed())).toEqual(ranked);
					for (const one of ranked) {
						const better = list.filter(
							(other) => !sharesRank(rule, other, one) && compareResults(rule, other, one) < 0
						);
						expect(one.rank).toBe(better.length + 1);
					}
				}
			)
		);
	});
});

describe('why somebody stands behind', () => {
	it('names what both have in common and what decided', () => {
		expect(explainRank(quangNam, base, { ...base, predictionError: 12 })).toEqual({
			same: [{ key: 'score', value: 2800 }],
			decided: { key: 'prediction_error', value: 12, before: 9 }
		});
		expect(explainRank(quangNam, base, { ...base }).decided).toBeNull();
	});

	it('agrees with the order', () => {
		fc.assert(
			fc.property(rules, results, results, (rule, a, b) => {
				const [ahead, behind] = compareResults(rule, a, b) <= 0 ? [a, b] : [b, a];
				const { same, decided } = explainRank(rule, ahead, behind);
				expect(decided === null).toBe(sharesRank(rule, a, b));
				expect(same.length).toBe(
					decided ? rule.findIndex(({ key }) => key === decided.key) : rule.length
				);
				expect(decided?.value ?? null).not.toBe(decided?.before);
			})
		);
	});
});
