import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	openBreak,
	openSpan,
	openStretch,
	shortestStretch,
	type RoundWindow
} from './open-periods.ts';
import { attemptDeadline, isRoundFinal, lastClosing, responseGrace, roundPhase } from './timing.ts';
import { vietnamWeek, vietnamWeekStart } from './vietnam-time.ts';

const minute = 60_000;
const at = (text: string) => Date.parse(`${text}+07:00`);
const clock = (day: number, hour: number, min = 0) => (day * 24 + hour) * 60 + min;

/** Nghệ An 2025: four weeks, only from Monday 07:30 to Friday 17:30. */
const workWeek: RoundWindow = {
	opensAt: at('2025-11-03T07:30'),
	closesAt: at('2025-11-28T17:30'),
	openPeriods: [{ from: clock(0, 7, 30), until: clock(4, 17, 30) }]
};
/** Office hours of two days of the week. */
const officeHours: RoundWindow = {
	opensAt: at('2026-02-23T00:00'),
	closesAt: at('2026-03-09T00:00'),
	openPeriods: [
		{ from: clock(1, 8), until: clock(1, 17) },
		{ from: clock(3, 8), until: clock(3, 17) }
	]
};

describe('a round of Monday 07:30 to Friday 17:30', () => {
	it.each([
		['2025-11-03T07:29:59.999', 'upcoming', -Infinity, at('2025-11-03T07:30')],
		['2025-11-03T07:30', 'open', at('2025-11-03T07:30'), at('2025-11-07T17:30')],
		['2025-11-07T17:29:59.999', 'open', at('2025-11-03T07:30'), at('2025-11-07T17:30')],
		['2025-11-07T17:30', 'paused', at('2025-11-07T17:30'), at('2025-11-10T07:30')],
		['2025-11-09T23:59', 'paused', at('2025-11-07T17:30'), at('2025-11-10T07:30')],
		['2025-11-10T07:30', 'open', at('2025-11-10T07:30'), at('2025-11-14T17:30')],
		['2025-11-28T17:29:59.999', 'open', at('2025-11-24T07:30'), at('2025-11-28T17:30')],
		['2025-11-28T17:30', 'closed', at('2025-11-28T17:30'), Infinity]
	])('%s is %s', (text, phase, from, until) => {
		expect(roundPhase(workWeek, at(text))).toEqual({ phase, from, until });
	});

	it('ends what was begun late on Friday with the period', () => {
		const timing = { ...workWeek, timeLimit: 20 * minute };
		const deadline = (text: string) => attemptDeadline(timing, at(text));
		expect(deadline('2025-11-07T17:00')).toBe(at('2025-11-07T17:20'));
		expect(deadline('2025-11-07T17:25')).toBe(at('2025-11-07T17:30'));
	});
});

describe('a window wider than its periods', () => {
	it('opens with its first period and closes with its last', () => {
		const span = { from: at('2026-02-24T08:00'), until: at('2026-03-05T17:00') };
		expect(openSpan(officeHours)).toEqual(span);
		expect(roundPhase(officeHours, officeHours.opensAt).phase).toBe('upcoming');
		expect(lastClosing(officeHours)).toBe(span.until);
		expect(isRoundFinal(officeHours, span.until + responseGrace)).toBe(false);
		expect(isRoundFinal(officeHours, span.until + responseGrace + 1)).toBe(true);
	});

	it('that no period opens is closed at its end', () => {
		const never = { ...officeHours, closesAt: at('2026-02-23T12:00') };
		expect(openSpan(never)).toBeNull();
		expect(roundPhase(never, never.closesAt - 1)).toMatchObject({ phase: 'upcoming' });
		expect(roundPhase(never, never.closesAt)).toMatchObject({ phase: 'closed' });
	});

	it('has no breaks where periods touch, over the end of a week too', () => {
		const whole = {
			...officeHours,
			openPeriods: [
				{ from: clock(2, 0), until: clock(8, 0) },
				{ from: clock(1, 0), until: clock(2, 0) }
			]
		};
		expect(roundPhase(whole, at('2026-03-01T12:00'))).toEqual({
			...{ phase: 'open', from: whole.opensAt, until: whole.closesAt }
		});
	});
});

const periods = fc.array(
	fc
		.tuple(fc.integer({ min: 0, max: 10_079 }), fc.integer({ min: 1, max: 10_080 }))
		.map(([from, length]) => ({ from, until: from + length })),
	{ maxLength: 4 }
);
const windows = fc
	.record({
		opensAt: fc.integer({ min: at('2024-01-01T00:00'), max: at('2029-01-01T00:00') }),
		length: fc.integer({ min: minute, max: 60 * 24 * 60 * minute }),
		openPeriods: periods
	})
	.map(({ opensAt, length, openPeriods }): RoundWindow => {
		return { opensAt, closesAt: opensAt + length, openPeriods };
	});
const cases = windows.chain((window) =>
	fc.tuple(
		fc.constant(window),
		fc.integer({ min: window.opensAt - 9e8, max: window.closesAt + 9e8 })
	)
);

/** Open, as the definition says it: in the window, and in a period of this week or one begun before. */
function isOpen({ opensAt, closesAt, openPeriods }: RoundWindow, now: number): boolean {
	if (now < opensAt || now >= closesAt) return false;
	const minutes = (now - vietnamWeekStart(vietnamWeek(now))) / minute;
	return (
		openPeriods.length === 0 ||
		openPeriods.some(({ from, until }) =>
			[minutes, minutes + 10_080].some((each) => each >= from && each < until)
		)
	);
}

describe('any window', () => {
	it('is open exactly as its periods say', () => {
		fc.assert(
			fc.property(cases, ([window, now]) => {
				expect(openStretch(window, now) !== null).toBe(isOpen(window, now));
				expect(roundPhase(window, now).phase === 'open').toBe(isOpen(window, now));
			}),
			{ numRuns: 2_000 }
		);
	});

	it('has phases that hold for as long as they say and follow one another', () => {
		fc.assert(
			fc.property(cases, ([window, now]) => {
				const interval = roundPhase(window, now);
				expect(now).toBeGreaterThanOrEqual(interval.from);
				expect(now).toBeLessThan(interval.until);
				if (Number.isFinite(interval.until)) {
					expect(roundPhase(window, interval.until - 1)).toEqual(interval);
					const next = roundPhase(window, interval.until);
					expect(next.from).toBe(interval.until);
					expect(next.phase).not.toBe(interval.phase);
				}
				if (interval.phase === 'paused')
					expect(openBreak(window, now)).toEqual({ from: interval.from, until: interval.until });
			}),
			{ numRuns: 2_000 }
		);
	});

	it('lets nobody work on while it is not open', () => {
		fc.assert(
			fc.property(cases, fc.integer({ min: 1, max: 480 }), ([window, now], limit) => {
				fc.pre(isOpen(window, now));
				const deadline = attemptDeadline({ ...window, timeLimit: limit * minute }, now);
				expect(deadline).toBeGreaterThan(now);
				expect(deadline - now).toBeLessThanOrEqual(limit * minute);
				expect(isOpen(window, deadline - 1)).toBe(true);
			})
		);
	});
});

describe('the shortest stretch of a window', () => {
	it('is that of its weeks, or what its ends cut off', () => {
		expect(shortestStretch(workWeek)).toBe((4 * 24 + 10) * 60 * minute);
		expect(shortestStretch({ ...workWeek, closesAt: at('2025-11-24T08:00') })).toBe(30 * minute);
		expect(shortestStretch({ ...officeHours, closesAt: at('2026-02-23T12:00') })).toBe(0);
	});

	it('is found without looking at every week', () => {
		fc.assert(
			fc.property(windows, (window) => {
				// Stretch by stretch, from phase to phase.
				const lengths: number[] = [];
				let now = window.opensAt;
				for (let steps = 0; steps < 100; steps++) {
					const { phase, from, until } = roundPhase(window, now);
					if (phase === 'closed') break;
					if (phase === 'open') lengths.push(until - from);
					now = until;
				}
				const expected = lengths.length === 0 ? 0 : Math.min(...lengths);
				const isWhole = lengths.length === 1 && expected === window.closesAt - window.opensAt;
				if (isWhole) expect(shortestStretch(window)).toBeLessThanOrEqual(expected);
				else expect(shortestStretch(window)).toBe(expected);
			}),
			{ numRuns: 500 }
		);
		const age = { ...workWeek, opensAt: 0, closesAt: 253_402_300_799_999 };
		expect(shortestStretch(age)).toBeGreaterThan(0);
	});
});
