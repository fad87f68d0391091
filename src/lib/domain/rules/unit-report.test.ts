import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bandIndex, bandsOf, quotaOutcome } from './unit-report.ts';

describe('quotaOutcome', () => {
	// Quảng Ninh military: at least 50 attempts per unit and week, 20 for small units.
	const rules = { quota: { attempts: 50, small: { people: 30, attempts: 20 } } };
	const outcome = (headcount: number, ...attemptsByRound: number[]) =>
		quotaOutcome(rules, { headcount, attemptsByRound });

	it('asks less of small units, up to and with the number of people', () => {
		expect(outcome(30, 20)).toEqual({ expected: 20, rounds: 1, met: 1, fulfilled: true });
		expect(outcome(30, 19)).toEqual({ expected: 20, rounds: 1, met: 0, fulfilled: false });
		expect(outcome(31, 49)).toEqual({ expected: 50, rounds: 1, met: 0, fulfilled: false });
		expect(outcome(31, 50)).toEqual({ expected: 50, rounds: 1, met: 1, fulfilled: true });
	});

	it('is of each round: many attempts in one do not stand for another', () => {
		expect(outcome(100, 500, 10, 50)).toEqual({
			expected: 50,
			rounds: 3,
			met: 2,
			fulfilled: false
		});
	});

	it('asks all alike without an exception, and nothing without a quota', () => {
		const alike = { quota: { attempts: 50, small: null } };
		expect(quotaOutcome(alike, { headcount: 1, attemptsByRound: [] })?.expected).toBe(50);
		expect(quotaOutcome({ quota: null }, { headcount: 1, attemptsByRound: [] })).toBeNull();
	});
});

describe('bands', () => {
	const hue = [100, 75, 25];

	it('are those of the report of Huế 2025', () => {
		expect(bandsOf(hue)).toEqual([
			{ kind: 'full', from: 100, to: null },
			{ kind: 'at_least', from: 75, to: 100 },
			{ kind: 'between', from: 25, to: 75 },
			{ kind: 'below', from: 0, to: 25 }
		]);
		expect(bandsOf([80, 50]).map(({ kind }) => kind)).toEqual(['at_least', 'between', 'below']);
		expect(bandsOf([])).toEqual([]);
	});

	it('change exactly at their bounds', () => {
		const band = (submitted: number, headcount: number) => bandIndex(hue, { submitted, headcount });
		expect([band(1000, 1000), band(999, 1000), band(1001, 1000)]).toEqual([0, 1, 0]);
		expect([band(750, 1000), band(749, 1000)]).toEqual([1, 2]);
		expect([band(250, 1000), band(249, 1000), band(0, 1000)]).toEqual([2, 3, 3]);
		expect(band(0, 0)).toBeNull();
		expect(bandIndex([], { submitted: 1, headcount: 1 })).toBeNull();
	});

	it('hold every unit in the one band whose bounds fit', () => {
		const bounds = fc
			.uniqueArray(fc.integer({ min: 1, max: 100 }), { minLength: 1, maxLength: 10 })
			.map((list) => list.sort((left, right) => right - left));
		fc.assert(
			fc.property(bounds, fc.nat({ max: 120 }), (each, submitted) => {
				const index = bandIndex(each, { submitted, headcount: 100 }) ?? -1;
				const fitting = bandsOf(each).flatMap(({ from, to }, at) =>
					submitted >= from && (to === null || submitted < to) ? [at] : []
				);
				expect(fitting).toEqual([index]);
			})
		);
	});
});
