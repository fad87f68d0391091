/**
 * Numbers, dates and durations as people read them. Every function is pure: the locale is an
 * argument, and the time zone is always that of Vietnam, wherever the machine stands.
 * What is unknown (null, undefined, not a number) is shown as an en dash.
 */
export type Locale = 'vi' | 'en';
export type Instant = Date | number | string;

export const timeZone = 'Asia/Ho_Chi_Minh';
export const unknown = '–';

type Maybe<T> = T | null | undefined;

const tags: Record<Locale, string> = { vi: 'vi-VN', en: 'en-GB' };
const numberFormats = new Map<string, Intl.NumberFormat>();

function numberFormat(locale: Locale, options: Intl.NumberFormatOptions): Intl.NumberFormat {
	const key = `${locale} ${JSON.stringify(options)}`;
	let format = numberFormats.get(key);
	if (!format) {
		format = new Intl.NumberFormat(tags[locale], options);
		numberFormats.set(key, format);
	}
	return format;
}

function known(value: Maybe<number>): value is number {
	return typeof value === 'number' && Number.isFinite(value);
}

/** 1234567 → "1.234.567" (vi), "1,234,567" (en); at most `digits` decimals. */
export function formatNumber(value: Maybe<number>, locale: Locale, digits = 0): string {
	if (!known(value)) return unknown;
	return numberFormat(locale, { maximumFractionDigits: digits }).format(value + 0);
}

/** A rate between 0 and 1: 0.975 → "97,5%" (vi), "97.5%" (en); always one decimal, so columns align. */
export function formatPercent(rate: Maybe<number>, locale: Locale): string {
	if (!known(rate)) return unknown;
	const options = { style: 'percent', minimumFractionDigits: 1, maximumFractionDigits: 1 } as const;
	return numberFormat(locale, options).format(rate + 0);
}

/** An index between -1 and 1: 0.3 → "0,30" (vi), "0.30" (en); always two decimals, so columns align. */
export function formatIndex(value: Maybe<number>, locale: Locale): string {
	if (!known(value)) return unknown;
	const options = { minimumFractionDigits: 2, maximumFractionDigits: 2 } as const;
	// What rounds to nothing is not below nothing.
	const rounded = Math.round(value * 100) / 100 + 0;
	return numberFormat(locale, options).format(rounded).replace('-', '−');
}

/** A score with up to two decimals: 8.75 → "8,75" (vi); with `max`: "8,75/10". */
export function formatScore(score: Maybe<number>, locale: Locale, max?: Maybe<number>): string {
	const text = formatNumber(score, locale, 2);
	return known(max) && text !== unknown ? `${text}/${formatNumber(max, locale, 2)}` : text;
}

const months = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');
const zoned = new Intl.DateTimeFormat('en-GB', {
	timeZone,
	hourCycle: 'h23',
	year: 'numeric',
	month: '2-digit',
	day: '2-digit',
	hour: '2-digit',
	minute: '2-digit',
	second: '2-digit'
});

type ClockPart = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'second';

/** The parts of an instant on the wall clock of Vietnam, or null when it is not an instant. */
export function vietnamParts(instant: Maybe<Instant>): Record<ClockPart, string> | null {
	if (instant === null || instant === undefined || instant === '') return null;
	const date = new Date(instant);
	if (Number.isNaN(date.getTime())) return null;
	const parts = zoned.formatToParts(date).map(({ type, value }) => [type, value]);
	return Object.fromEntries(parts) as Record<ClockPart, string>;
}

/** "21/11/2026" (vi), "21 Nov 2026" (en). */
export function formatDate(instant: Maybe<Instant>, locale: Locale): string {
	const parts = vietnamParts(instant);
	if (!parts) return unknown;
	if (locale === 'vi') return `${parts.day}/${parts.month}/${parts.year}`;
	return `${Number(parts.day)} ${months[Number(parts.month) - 1]} ${parts.year}`;
}

/** "14:05". */
export function formatTime(instant: Maybe<Instant>): string {
	const parts = vietnamParts(instant);
	return parts ? `${parts.hour}:${parts.minute}` : unknown;
}

/** "14:05, 21/11/2026" (vi), "14:05, 21 Nov 2026" (en). */
export function formatDateTime(instant: Maybe<Instant>, locale: Locale): string {
	const date = formatDate(instant, locale);
	return date === unknown ? unknown : `${formatTime(instant)}, ${date}`;
}

const two = (value: number) => String(value).padStart(2, '0');

function split(seconds: number): [hours: number, minutes: number, seconds: number] {
	return [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
}

/** Time taken, in whole seconds past: "4 phút 05 giây" (vi), "4 min 05 s" (en). */
export function formatDuration(ms: Maybe<number>, locale: Locale): string {
	if (!known(ms)) return unknown;
	const [hours, minutes, seconds] = split(Math.floor(Math.max(0, ms) / 1000));
	const [h, m, s] = locale === 'vi' ? ['giờ', 'phút', 'giây'] : ['h', 'min', 's'];
	if (hours > 0) return `${hours} ${h} ${two(minutes)} ${m} ${two(seconds)} ${s}`;
	if (minutes > 0) return `${minutes} ${m} ${two(seconds)} ${s}`;
	return `${seconds} ${s}`;
}

/** Time left: "04:05" or "1:04:05". Rounded up, so that "00:00" means that the time is over. */
export function formatClock(ms: Maybe<number>): string {
	if (!known(ms)) return unknown;
	const [hours, minutes, seconds] = split(Math.ceil(Math.max(0, ms) / 1000));
	return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds)}` : `${two(minutes)}:${two(seconds)}`;
}
