/**
 * The calendar of Vietnam (Asia/Ho_Chi_Minh), to which all rules of contests refer. Vietnam has had
 * UTC+7 without daylight saving since 1975, and instants of contests are later than that: days and weeks
 * are whole numbers of milliseconds, whatever the clock of the machine believes about its own place.
 */

/** How far Vietnam is ahead of UTC, in ms. */
export const vietnamOffset = 7 * 60 * 60_000;
/** One day, in ms. */
export const dayLength = 24 * 60 * 60_000;
/** One week, in ms. */
export const weekLength = 7 * dayLength;
/** 1970-01-01 was a Thursday: so many days after a Monday. */
const daysSinceMonday = 3;

/** Days in Vietnam since 1970-01-01, for an instant in ms. */
export function vietnamDay(instant: number): number {
	return Math.floor((instant + vietnamOffset) / dayLength);
}

/** The instant at which a day of `vietnamDay` begins, in ms. */
export function vietnamDayStart(day: number): number {
	return day * dayLength - vietnamOffset;
}

/** Weeks in Vietnam since the one of 1970-01-01; weeks begin on Monday. */
export function vietnamWeek(instant: number): number {
	return Math.floor((vietnamDay(instant) + daysSinceMonday) / 7);
}

/** The instant at which a week of `vietnamWeek` begins: Monday 00:00, in ms. */
export function vietnamWeekStart(week: number): number {
	return vietnamDayStart(week * 7 - daysSinceMonday);
}
