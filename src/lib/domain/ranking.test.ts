import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareResults, rankResults, sharesRank, type RankedResult } from './ranking.ts';

/** Few values each, so that ties of every kind are common. */
const result = fc.record({
	score: fc.integer({ min: 0, max: 3 }),
	duration: fc.integer({ min: 0, max: 2 }),
	submittedAt: fc.integer({ min: 0, max: 2 }),
	attemptId: fc.stringMatching(/^[0-9a-f]{2}$/)
});
const results = fc.uniqueArray(result, { selector: (each) => each.attemptId, maxLength: 25 });

const better = (left: RankedResult, right: RankedResult) => Math.sign(compareResults(left, right));

describe('compareResults', () => {
	it('is a total order', () => {
		fc.assert(
			fc.property(result, result, result, (a, b, c) => {
				expect(better(a, b) + better(b, a)).toBe(0);
				expect(better(a, a)).toBe(0);
				if (better(a, b) <= 0 && better(b, c) <= 0) expect(better(a, c)).toBeLessThanOrEqual(0);
				if (a.attemptId !== b.attemptId) expect(better(a, b)).not.toBe(0);
			}),
			{ numRuns: 2_000 }
		);
	});

	it('puts score before duration before the time of submission', () => {
		const base = { score: 100, duration: 60, submittedAt: 5, attemptId: 'b' };
		expect(better({ ...base, score: 101, duration: 99, submittedAt: 9 }, base)).toBe(-1);
		expect(better({ ...base, duration: 59, submittedAt: 9 }, base)).toBe(-1);
		expect(better({ ...base, submittedAt: 4 }, base)).toBe(-1);
		expect(better({ ...base, attemptId: 'a' }, base)).toBe(-1);
	});
});

describe('rankResults', () => {
	it('ranks by how many are strictly better', () => {
		fc.assert(
			fc.property(results, (list) => {
				const before = structuredClone(list);
				const ranked = rankResults(list);
				expect(list).toEqual(before);
				expect(ranked.map((each) => each.attemptId).sort()).toEqual(
					list.map((each) => each.attemptId).sort()
				);
				for (const each of ranked) {
					const ahead = list.filter(
						(other) => compareResults(other, each) < 0 && !sharesRank(other, each)
					);
					expect(each.rank).toBe(ahead.length + 1);
				}
			})
		);
	});

	it('does not depend on the order of its input', () => {
		fc.assert(
			fc.property(
				results.chain((list) =>
					fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))
				),
				([list, shuffled]) => {
					expect(rankResults(shuffled)).toEqual(rankResults(list));
				}
			)
		);
	});

	it('gives 1, 1, 3', () => {
		const tie = { score: 900, duration: 10, submittedAt: 1 };
		const ranked = rankResults([
			{ score: 800, duration: 1, submittedAt: 1, attemptId: 'a' },
			{ ...tie, attemptId: 'c' },
			{ ...tie, attemptId: 'b' }
		]);
		expect(ranked.map(({ attemptId, rank }) => [attemptId, rank])).toEqual([
			['b', 1],
			['c', 1],
			['a', 3]
		]);
	});
});
