import { describe, expect, it } from 'vitest';
import { answeredPaper } from './item-analysis-responses.ts';

const start = 1_000_000;
const logged = (sequence: number, item: number, chosen: number, after: number) => ({
	...{ sequence, item, chosen },
	receivedAt: start + after
});

describe('answeredPaper', () => {
	it('takes the latest choice and the time to the first one', () => {
		const paper = answeredPaper([31, 32, 33], start, [
			logged(1, 0, 1, 4_000),
			logged(2, 2, 2, 10_400),
			logged(3, 0, 4, 30_000),
			logged(4, 1, 1, 31_600)
		]);
		expect(paper).toEqual([
			{ versionId: 31, chosen: 4, seconds: 4 },
			{ versionId: 32, chosen: 1, seconds: 2 },
			{ versionId: 33, chosen: 2, seconds: 6 }
		]);
	});

	it('leaves items without a choice without an answer and without a time', () => {
		expect(answeredPaper([31, 32], start, [logged(1, 1, 1, 2_000)])).toEqual([
			{ versionId: 31, chosen: 0, seconds: null },
			{ versionId: 32, chosen: 1, seconds: 2 }
		]);
		expect(answeredPaper([31], start, [])).toEqual([{ versionId: 31, chosen: 0, seconds: null }]);
	});

	it('counts by sequence, whatever the order of arrival, and keeps the time of a choice taken back', () => {
		const paper = answeredPaper([31], start, [logged(2, 0, 0, 3_000), logged(1, 0, 1, 3_000)]);
		expect(paper).toEqual([{ versionId: 31, chosen: 0, seconds: 3 }]);
	});

	it('never gives a time below zero, even if a clock was set back', () => {
		expect(answeredPaper([31], start, [logged(1, 0, 1, -5_000)])[0]?.seconds).toBe(0);
	});
});
