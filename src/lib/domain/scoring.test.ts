import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isCorrect, isPass, scorePaper } from './scoring.ts';

const item = fc.record({
	key: fc.integer({ min: 1, max: 15 }),
	points: fc.integer({ min: 1, max: 10_000 })
});
const sheet = fc.array(
	fc.tuple(item, fc.option(fc.integer({ min: 0, max: 15 }), { nil: undefined })),
	{ maxLength: 30 }
);

type Sheet = [{ key: number; points: number }, number | undefined][];

function score(pairs: Sheet) {
	return scorePaper(
		pairs.map(([each]) => each),
		new Map(
			pairs.flatMap(([, chosen], position) =>
				chosen === undefined ? [] : [[position, { chosen }] as const]
			)
		)
	);
}

describe('scorePaper', () => {
	it('stays within its bounds', () => {
		fc.assert(
			fc.property(sheet, (pairs) => {
				const result = score(pairs);
				expect(result.maxScore).toBe(pairs.reduce((sum, [each]) => sum + each.points, 0));
				expect(result.score).toBeGreaterThanOrEqual(0);
				expect(result.score).toBeLessThanOrEqual(result.maxScore);
				expect(result.correct).toBeLessThanOrEqual(result.answered);
				expect(result.answered).toBeLessThanOrEqual(pairs.length);
				expect(result.score === result.maxScore).toBe(result.correct === pairs.length);
			})
		);
	});

	it('judges each item by itself', () => {
		fc.assert(
			fc.property(sheet, (pairs) => {
				const alone = pairs.map((pair) => score([pair]));
				const sum = (pick: (each: (typeof alone)[number]) => number) =>
					alone.reduce((total, each) => total + pick(each), 0);
				expect(score(pairs)).toEqual({
					score: sum((each) => each.score),
					maxScore: sum((each) => each.maxScore),
					correct: sum((each) => each.correct),
					answered: sum((each) => each.answered)
				});
			})
		);
	});

	it('does not count answers beyond the paper', () => {
		const latest = new Map([
			[0, { chosen: 1 }],
			[7, { chosen: 1 }]
		]);
		expect(scorePaper([{ key: 1, points: 50 }], latest)).toEqual({
			score: 50,
			maxScore: 50,
			correct: 1,
			answered: 1
		});
	});
});

describe('isCorrect', () => {
	it('asks for exactly the key, all or nothing', () => {
		expect(isCorrect({ key: 0b101 }, 0b101)).toBe(true);
		expect(isCorrect({ key: 0b101 }, 0b001)).toBe(false);
		expect(isCorrect({ key: 0b101 }, 0b111)).toBe(false);
		expect(isCorrect({ key: 0b101 }, 0)).toBe(false);
		// A broken key would otherwise be met by leaving the question out.
		expect(isCorrect({ key: 0 }, 0)).toBe(false);
	});
});

describe('isPass', () => {
	it('includes the mark itself', () => {
		expect(isPass(1400, 2000, 70)).toBe(true);
		expect(isPass(1399, 2000, 70)).toBe(false);
		expect(isPass(0, 2000, null)).toBe(true);
		expect(isPass(2000, 2000, 100)).toBe(true);
		expect(isPass(1999, 2000, 100)).toBe(false);
	});

	it('is exact where a fraction would not be', () => {
		fc.assert(
			fc.property(
				fc.integer({ min: 1, max: 2_000_000 }),
				fc.integer({ min: 1, max: 100 }),
				(maxScore, percent) => {
					const least = Number((BigInt(maxScore) * BigInt(percent) + 99n) / 100n);
					expect(isPass(least, maxScore, percent)).toBe(true);
					expect(isPass(least - 1, maxScore, percent)).toBe(false);
				}
			)
		);
	});
});
