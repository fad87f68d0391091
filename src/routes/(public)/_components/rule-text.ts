import { m } from '#lib/i18n/paraglide/messages.js';
import { timeLeft } from './time-left.ts';

const units = {
	days: m.public_days,
	hours: m.public_hours,
	minutes: m.public_minutes
};

/** "29 ngày", "5 giờ", "12 phút"; "dưới 1 phút" at the end. */
export function timeLeftText(ms: number): string {
	const { unit, count } = timeLeft(ms);
	return count === 0 ? m.public_under_a_minute() : units[unit]({ count });
}

/** A time limit in words: "15 phút". */
export function minutesText(ms: number): string {
	return m.public_minutes({ count: Math.round(ms / 60_000) });
}

/** How often one may try: "3 lượt"; null is without limit. */
export function attemptsText(allowed: number | null): string {
	return allowed === null ? m.public_attempts_unlimited() : m.public_attempts({ count: allowed });
}
