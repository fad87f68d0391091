import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	dayLength,
	vietnamDay,
	vietnamDayStart,
	vietnamWeek,
	vietnamWeekStart,
	weekLength
} from './vietnam-time.ts';

/** What the time zone database of the runtime says, as the independent witness. */
const calendar = new Intl.DateTimeFormat('en-GB', {
	timeZone: 'Asia/Ho_Chi_Minh',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
	weekday: 'short',
	hour: '2-digit',
	minute: '2-digit',
	hourCycle: 'h23'
});
const parts = (instant: number) =>
	Object.fromEntries(calendar.formatToParts(instant).map(({ type, value }) => [type, value]));

const instants = fc.integer({ min: Date.UTC(1980, 0, 1), max: Date.UTC(2100, 0, 1) });

describe('days and weeks of Vietnam', () => {
	it('begin when the calendar of Vietnam says so', () => {
		fc.assert(
			fc.property(instants, (instant) => {
				const day = vietnamDayStart(vietnamDay(instant));
				expect(parts(day)).toMatchObject({ hour: '00', minute: '00' });
				expect(parts(day).day).toBe(parts(instant).day);
				expect(parts(vietnamWeekStart(vietnamWeek(instant)))).toMatchObject({
					...{ weekday: 'Mon', hour: '00', minute: '00' }
				});
			})
		);
	});

	it('hold their instants and tile the time', () => {
		fc.assert(
			fc.property(instants, (instant) => {
				const day = vietnamDayStart(vietnamDay(instant));
				const week = vietnamWeekStart(vietnamWeek(instant));
				expect(instant - day).toBeGreaterThanOrEqual(0);
				expect(instant - day).toBeLessThan(dayLength);
				expect(instant - week).toBeGreaterThanOrEqual(0);
				expect(instant - week).toBeLessThan(weekLength);
				expect(vietnamDay(day - 1)).toBe(vietnamDay(instant) - 1);
				expect(vietnamWeek(week - 1)).toBe(vietnamWeek(instant) - 1);
			})
		);
	});

	it.each([
		['the last ms of a leap day', '2028-02-29T23:59:59.999+07:00', '2028-02-29T00:00:00+07:00'],
		['the day after it', '2028-03-01T00:00:00+07:00', '2028-03-01T00:00:00+07:00'],
		['a year that leaps not', '2100-02-28T23:59:59.999+07:00', '2100-02-28T00:00:00+07:00'],
		[
			'the night in which Europe sets its clocks',
			'2026-03-29T02:30:00+07:00',
			'2026-03-29T00:00+07:00'
		],
		[
			'an evening that UTC counts to the day before',
			'2026-01-01T06:59:00+07:00',
			'2026-01-01T00:00+07:00'
		]
	])('%s', (_what, instant, start) => {
		expect(vietnamDayStart(vietnamDay(Date.parse(instant)))).toBe(Date.parse(start));
	});
});
