import fc from 'fast-check';
import { expect, it } from 'vitest';
import {
	greatestPrediction,
	isWithheld,
	predictedNumber,
	predictionError,
	readPrediction,
	storedPrediction
} from './prediction.ts';
import { predictionTargets } from './result-rules.ts';

const facts = { participants: 36_537, attempts: 148_529, allCorrect: 1_204 };

it('asks for people, attempts or people with everything right', () => {
	expect(predictionTargets.map((target) => predictedNumber(target, facts))).toEqual([
		...[36_537, 148_529, 1_204]
	]);
});

it('is off by as much above as below, and by nothing known without a number', () => {
	expect(predictionError(36_500, 36_537)).toBe(37);
	expect(predictionError(36_574, 36_537)).toBe(37);
	expect(predictionError(0, 0)).toBe(0);
	expect(predictionError(null, 36_537)).toBeNull();
	expect(predictionError(36_500, null)).toBeNull();
});

it('comes back from the log as it was, nobody among them', () => {
	const predictions = fc.option(fc.integer({ min: 0, max: greatestPrediction }), { nil: null });
	fc.assert(
		fc.property(predictions, (prediction) => {
			const stored = storedPrediction(prediction);
			expect(readPrediction(stored)).toBe(prediction);
			expect(stored).toBeLessThanOrEqual(2_147_483_647);
		})
	);
});

it('withholds what would give it away, and only while it is open', () => {
	const withheld = (target: (typeof predictionTargets)[number] | null, open: boolean) =>
		(['people', 'attempts', 'scores'] as const).filter((what) => isWithheld(what, target, open));
	expect(withheld('participants', true)).toEqual(['people', 'attempts']);
	expect(withheld('attempts', true)).toEqual(['people', 'attempts']);
	expect(withheld('all_correct', true)).toEqual(['scores']);
	expect(withheld(null, true)).toEqual([]);
	for (const target of predictionTargets) expect(withheld(target, false)).toEqual([]);
});
