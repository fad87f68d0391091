/**
 * Days and weeks as Vietnam counts them. Vietnam has kept UTC+7 without daylight saving since 1975.
 */

/** What Vietnam's clock is ahead of UTC, in ms. */
const offset = 7 * 3_600_000;
const dayLength = 24 * 3_600_000;
/** The first of January 1970 was a Thursday: three days after Monday. */
const mondayShift = 3 * dayLength;

/** A day of the calendar; the month from 1. */
export interface CalendarDay {
	readonly year: number;
	readonly month: number;
	readonly day: number;
}

/** The day in Vietnam at an instant in ms. */
export function vietnamDay(instant: number): CalendarDay {
	const local = new Date(instant + offset);
	return {
		year: local.getUTCFullYear(),
		month: local.getUTCMonth() + 1,
		day: local.getUTCDate()
	};
}

/** Number of Vietnam's day at an instant; the next day has the next number. */
export function vietnamDayNumber(instant: number): number {
	return Math.floor((instant + offset) / dayLength);
}

/** Number of Vietnam's week, Monday to Sunday, at an instant; the next week has the next number. */
export function vietnamWeekNumber(instant: number): number {
	return Math.floor((instant + offset + mondayShift) / (7 * dayLength));
}

/** The instant at which Vietnam's week of this number begins: Monday 00:00. */
export function vietnamWeekStart(week: number): number {
	return week * 7 * dayLength - mondayShift - offset;
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
