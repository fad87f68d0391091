import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vietnamWeekNumber, vietnamWeekStart } from '../vietnam-calendar.ts';
import { openStretches, shortestStretch } from './open-stretches.ts';
import { weekMinutes } from './round-rules.ts';

const minute = 60_000;
const hour = 60 * minute;
const at = (text: string) => Date.parse(`${text}+07:00`);
/** Monday 07:30 to Friday 17:30. */
const workingWeek = { from: 450, until: 6810 };

describe('openStretches', () => {
	it('is the window itself without open periods', () => {
		const round = { opensAt: 5, closesAt: 9, openPeriods: [] };
		expect(openStretches(round)).toEqual([{ from: 5, until: 9 }]);
	});

	it('lays the periods of a week over the window and cuts what is outside', () => {
		const round = {
			// Wednesday noon until Wednesday 08:00 of the week after.
			opensAt: at('2026-01-07T12:00:00'),
			closesAt: at('2026-01-14T08:00:00'),
			openPeriods: [workingWeek]
		};
		expect(openStretches(round)).toEqual([
			{ from: at('2026-01-07T12:00:00'), until: at('2026-01-09T17:30:00') },
			{ from: at('2026-01-12T07:30:00'), until: at('2026-01-14T08:00:00') }
		]);
		expect(shortestStretch(round)).toBe(48.5 * hour);
	});

	it('lets a period reach into the week after', () => {
		const round = {
			opensAt: at('2026-01-12T00:00:00'),
			closesAt: at('2026-01-12T12:00:00'),
			// Sunday 20:00 to Monday 02:00.
			openPeriods: [{ from: 9840, until: 10_200 }]
		};
		expect(openStretches(round)).toEqual([
			{ from: round.opensAt, until: at('2026-01-12T02:00:00') }
		]);
	});

	it('is nothing where the periods miss the window', () => {
		const weekend = {
			opensAt: at('2026-01-10T00:00:00'),
			closesAt: at('2026-01-12T07:30:00'),
			openPeriods: [workingWeek]
		};
		expect(openStretches(weekend)).toEqual([]);
		expect(shortestStretch(weekend)).toBe(0);
		expect(shortestStretch({ ...weekend, closesAt: weekend.closesAt + 1 })).toBe(1);
	});

	const period = fc
		.tuple(fc.nat({ max: weekMinutes - 1 }), fc.integer({ min: 1, max: weekMinutes }))
		.map(([from, length]) => ({ from, until: from + length }));
	const anyRound = fc
		.tuple(
			fc.nat({ max: 1e9 }),
			fc.integer({ min: 1, max: 60 * 24 * 60 }),
			fc.array(period, { maxLength: 4 })
		)
		.map(([start, minutes, openPeriods]) => {
			const opensAt = 1.7e12 + start;
			return { opensAt, closesAt: opensAt + minutes * minute, openPeriods };
		});

	it('holds exactly the instants of the window that lie in a period', () => {
		fc.assert(
			fc.property(anyRound, fc.integer({ min: -1000, max: 61 * 24 * 60 }), (round, minutes) => {
				const now = round.opensAt + minutes * minute;
				const inWeek = (now - vietnamWeekStart(vietnamWeekNumber(now))) / minute;
				const inPeriod = [inWeek, inWeek + weekMinutes].some((time) =>
					round.openPeriods.some(({ from, until }) => from <= time && time < until)
				);
				const expected =
					now >= round.opensAt &&
					now < round.closesAt &&
					(round.openPeriods.length === 0 || inPeriod);
				const stretches = openStretches(round);
				expect(stretches.some(({ from, until }) => from <= now && now < until)).toBe(expected);
			})
		);
	});

	it('keeps a gap between stretches', () => {
		fc.assert(
			fc.property(anyRound, (round) => {
				openStretches(round).reduce((end, { from, until }) => {
					expect(from).toBeGreaterThan(end);
					expect(until).toBeGreaterThan(from);
					return until;
				}, -Infinity);
			})
		);
	});

	it('finds the shortest stretch without looking at every week', () => {
		fc.assert(
			fc.property(anyRound, (round) => {
				const lengths = openStretches(round).map(({ from, until }) => until - from);
				const shortest = lengths.length === 0 ? 0 : Math.min(...lengths);
				// Open without a break for weeks, only the beginning of it is looked at.
				if (shortest > 2 * weekMinutes * minute)
					expect(shortestStretch(round)).toBeGreaterThan(2 * weekMinutes * minute);
				else expect(shortestStretch(round)).toBe(shortest);
			})
		);
	});

	it('takes no longer for a round of eight thousand years', () => {
		const round = { opensAt: 0, closesAt: 253_402_300_799_999, openPeriods: [workingWeek] };
		expect(shortestStretch(round)).toBeGreaterThan(0);
	});
});
