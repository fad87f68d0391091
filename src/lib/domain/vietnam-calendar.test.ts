import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ageOn, parseDay, vietnamDate, type CalendarDay } from './vietnam-calendar.ts';

const at = (text: string) => Date.parse(`${text}+07:00`);
const day = (text: string) => parseDay(text) as CalendarDay;

describe('dates of Vietnam', () => {
	it('turn at midnight in Vietnam, not in UTC or on the machine', () => {
		expect(vietnamDate(at('2026-03-01T00:00:00') - 1)).toEqual({ year: 2026, month: 2, day: 28 });
		expect(vietnamDate(at('2026-03-01T00:00:00'))).toEqual({ year: 2026, month: 3, day: 1 });
		expect(vietnamDate(at('2028-03-01T00:00:00') - 1)).toEqual({ year: 2028, month: 2, day: 29 });
		expect(vietnamDate(253_402_300_799_999).year).toBe(10_000);
	});
});

describe('parseDay', () => {
	it('reads days of the calendar and nothing else', () => {
		expect(parseDay('2008-02-29')).toEqual({ year: 2008, month: 2, day: 29 });
		for (const wrong of [
			'2007-02-29',
			'2007-13-01',
			'2007-00-10',
			'2007-04-31',
			'2007-1-1',
			'1/1/07',
			''
		])
			expect([wrong, parseDay(wrong)]).toEqual([wrong, null]);
	});
});

describe('ageOn', () => {
	it('grows on the birthday', () => {
		expect(ageOn(day('2026-05-19'), day('2010-05-20'))).toBe(15);
		expect(ageOn(day('2026-05-20'), day('2010-05-20'))).toBe(16);
		expect(ageOn(day('2010-05-19'), day('2010-05-20'))).toBe(-1);
	});

	it('counts a birthday of 29 February on 1 March where there is none', () => {
		const birth = day('2008-02-29');
		expect(ageOn(day('2026-02-28'), birth)).toBe(17);
		expect(ageOn(day('2026-03-01'), birth)).toBe(18);
		expect(ageOn(day('2028-02-28'), birth)).toBe(19);
		expect(ageOn(day('2028-02-29'), birth)).toBe(20);
	});

	it('grows by one in every year, and never shrinks as days pass', () => {
		const anyDay = fc
			.integer({ min: 0, max: 60_000 })
			.map((number) => vietnamDate(number * 24 * 3_600_000));
		fc.assert(
			fc.property(anyDay, fc.nat({ max: 60_000 }), fc.nat({ max: 400 }), (birth, first, more) => {
				const age = (number: number) => ageOn(vietnamDate(number * 24 * 3_600_000), birth);
				expect(age(first + more)).toBeGreaterThanOrEqual(age(first));
				expect(age(first + 366)).toBeGreaterThan(age(first));
				expect(age(first + 365) - age(first)).toBeLessThanOrEqual(1);
			})
		);
	});
});
