import { weekMinutes, type OpenPeriod } from '#lib/domain/rules/round-rules.ts';
import { weekdays, type Weekday } from '#lib/domain/rules/weekly-rounds.ts';
import { dayLength, vietnamDay, vietnamDayStart } from '#lib/domain/vietnam-time.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

export type Locale = 'vi' | 'en';
type Quantity = (inputs: { count: number; amount: string }, options: { locale: Locale }) => string;

const tags: Record<Locale, string> = { vi: 'vi-VN', en: 'en-GB' };
/** English names the month, as day and month could be confused. */
const dateForms: Record<Locale, Intl.DateTimeFormatOptions> = {
	vi: { day: '2-digit', month: '2-digit', year: 'numeric' },
	en: { day: 'numeric', month: 'long', year: 'numeric' }
};

const weekdayNames: Record<Weekday, (inputs: object, options: { locale: Locale }) => string> = {
	monday: m.rules_monday,
	tuesday: m.rules_tuesday,
	wednesday: m.rules_wednesday,
	thursday: m.rules_thursday,
	friday: m.rules_friday,
	saturday: m.rules_saturday,
	sunday: m.rules_sunday
};

/** The numbers, times and lists of one language that sentences of the rules are made with. */
export class RulesWords {
	readonly options: { readonly locale: Locale };
	readonly #numbers: Intl.NumberFormat;
	readonly #seconds: Intl.NumberFormat;
	readonly #dates: Intl.DateTimeFormat;

	constructor(locale: Locale) {
		this.options = { locale };
		this.#numbers = new Intl.NumberFormat(tags[locale], { maximumFractionDigits: 20 });
		this.#seconds = new Intl.NumberFormat(tags[locale], {
			minimumIntegerDigits: 2,
			maximumFractionDigits: 3
		});
		this.#dates = new Intl.DateTimeFormat(tags[locale], { ...dateForms[locale], timeZone: 'UTC' });
	}

	/** Every decimal of it: a rule is stated as it is, not rounded. */
	number(value: number): string {
		return this.#numbers.format(value);
	}

	percent(value: number): string {
		return m.rules_percent({ amount: this.number(value) }, this.options);
	}

	/** At least so many per cent of the points. */
	leastShare(percent: number): string {
		return percent === 100
			? m.rules_share_all({}, this.options)
			: m.rules_share_least({ percent: this.percent(percent) }, this.options);
	}

	/** A number of things: `quantity(2, m.rules_rounds)` is "2 đợt thi". */
	quantity(count: number, of: Quantity): string {
		return of({ count, amount: this.number(count) }, this.options);
	}

	/** Names and criteria may hold commas, so lists are told apart by semicolons. */
	list(parts: readonly string[]): string {
		return parts.join('; ');
	}

	/** "07 giờ 30 phút, thứ Hai, ngày 01/12/2025": an instant in ms on the clocks of Vietnam. */
	instant(instant: number): string {
		const day = vietnamDay(instant);
		return this.#onDay(day, instant - vietnamDayStart(day));
	}

	/** An instant up to which something lasts: midnight is 24:00 of the day that ends with it. */
	end(instant: number): string {
		const day = vietnamDay(instant);
		const time = instant - vietnamDayStart(day);
		return time === 0 ? this.#onDay(day - 1, dayLength) : this.#onDay(day, time);
	}

	/** "từ 07 giờ 30 phút thứ Hai đến 17 giờ 30 phút thứ Sáu" */
	period({ from, until }: OpenPeriod): string {
		// Midnight is the end of a day here as well, and Sunday's is still of this week.
		const endsAtMidnight = until % (24 * 60) === 0;
		const lastMinute = endsAtMidnight ? until - 1 : until;
		const time = this.#time((endsAtMidnight ? 24 * 60 : until % (24 * 60)) * 60_000);
		const inputs = { time, weekday: this.#weekday(Math.floor(lastMinute / (24 * 60))) };
		const write = lastMinute >= weekMinutes ? m.rules_week_time_next : m.rules_week_time;
		const begin = {
			time: this.#time((from % (24 * 60)) * 60_000),
			weekday: this.#weekday(Math.floor(from / (24 * 60)))
		};
		return m.rules_period(
			{ from: m.rules_week_time(begin, this.options), until: write(inputs, this.options) },
			this.options
		);
	}

	#onDay(dayNumber: number, time: number): string {
		return m.rules_instant(
			{
				time: this.#time(time),
				// Day 0, 1 January 1970, was a Thursday.
				weekday: this.#weekday(dayNumber + 3),
				date: this.#dates.format(dayNumber * dayLength)
			},
			this.options
		);
	}

	/** A time of day, given in ms from midnight; seconds are written where there are any. */
	#time(time: number): string {
		const hour = twoDigits(Math.floor(time / 3_600_000));
		const minute = twoDigits(Math.floor(time / 60_000) % 60);
		const seconds = (time % 60_000) / 1000;
		if (seconds === 0) return m.rules_time({ hour, minute }, this.options);
		return m.rules_time_seconds(
			{ hour, minute, second: this.#seconds.format(seconds) },
			this.options
		);
	}

	/** Days are counted from a Monday. */
	#weekday(days: number): string {
		const name = weekdays[mod(days, 7)] ?? 'monday';
		return weekdayNames[name]({}, this.options);
	}
}

function twoDigits(value: number): string {
	return String(value).padStart(2, '0');
}

function mod(value: number, divisor: number): number {
	return ((value % divisor) + divisor) % divisor;
}
