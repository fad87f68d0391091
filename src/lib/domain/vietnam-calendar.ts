import { vietnamOffset } from './vietnam-time.ts';

/** A day of the calendar; the month from 1. */
export interface CalendarDay {
	readonly year: number;
	readonly month: number;
	readonly day: number;
}

/** The day in Vietnam at an instant in ms. */
export function vietnamDate(instant: number): CalendarDay {
	const local = new Date(instant + vietnamOffset);
	return {
		year: local.getUTCFullYear(),
		month: local.getUTCMonth() + 1,
		day: local.getUTCDate()
	};
}

/** A day written "2007-02-28"; null when it is written otherwise or is on no calendar. */
export function parseDay(text: string): CalendarDay | null {
	const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
	if (!match) return null;
	const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
	const date = new Date(`${text}T00:00:00Z`);
	// The engine may carry 30 February over into March.
	return date.getUTCMonth() + 1 === month && date.getUTCDate() === day
		? { year, month, day }
		: null;
}

/**
 * Age in whole years on a day of somebody born on `birth`; below 0 before birth. Who was born on a
 * 29 February has the birthday on 1 March in years without that day.
 */
export function ageOn(day: CalendarDay, birth: CalendarDay): number {
	const birthdayToCome =
		day.month < birth.month || (day.month === birth.month && day.day < birth.day);
	return day.year - birth.year - (birthdayToCome ? 1 : 0);
}
