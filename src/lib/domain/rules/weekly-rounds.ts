import { z } from 'zod';
import {
	dayLength,
	vietnamDay,
	vietnamDayStart,
	vietnamWeek,
	vietnamWeekStart
} from '../vietnam-time.ts';
import { openPeriodSchema, type RoundRules } from './round-rules.ts';
import { ruleIdSchema, ruleTextSchema } from './rule-text.ts';

const minute = 60_000;

/** Days of the week, in the order of Vietnam's weeks. */
export const weekdays = [
	'monday',
	'tuesday',
	'wednesday',
	'thursday',
	'friday',
	'saturday',
	'sunday'
] as const;
export type Weekday = (typeof weekdays)[number];

/** Schema of a time of day as written, "07:30", up to "24:00"; gives minutes from midnight. */
export const timeOfDaySchema = z
	.string()
	.regex(/^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/)
	.transform((written) => Number(written.slice(0, 2)) * 60 + Number(written.slice(3)));

/** What stands for the number of a round in the title of a pattern. */
const numberMark = '{number}';

/** A row of rounds alike: each opens on a day, closes some days later, and the next one follows. */
export const roundPatternSchema = z
	.strictObject({
		/** Beginning of the ids: "tuan" gives tuan-1, tuan-2, … */
		id: ruleIdSchema.max(36),
		/** "Tuần {number}"; a single round may go without the number. */
		title: ruleTextSchema(1, 180),
		count: z.number().int().min(1).max(60),
		/** Days from the opening of a round to that of the next: 1 daily, 7 weekly. */
		everyDays: z.number().int().min(1).max(366),
		/** Day of the week on which the first round opens; null: on the first day, whatever it is. */
		weekday: z.enum(weekdays).nullable(),
		opens: timeOfDaySchema,
		/** Days from the day of opening to that of closing; 0: the same day. */
		closesAfterDays: z.number().int().min(0).max(366),
		closes: timeOfDaySchema,
		/** Stretches of each week in which the rounds are open, as in the rules of a round. */
		openPeriods: z.array(openPeriodSchema).max(50).default([])
	})
	.superRefine((pattern, context) => {
		const refuse = (code: string, field: string) =>
			context.addIssue({ code: 'custom', path: [field], params: { code } });
		const length = windowMinutes(pattern);
		if (length <= 0) refuse('WINDOW_EMPTY', 'closes');
		if (pattern.count === 1) return;
		if (length > pattern.everyDays * 24 * 60) refuse('ROUNDS_OVERLAP', 'closesAfterDays');
		if (!pattern.title.includes(numberMark)) refuse('TITLES_ALIKE', 'title');
	});
export type RoundPattern = z.infer<typeof roundPatternSchema>;

/**
 * The counting rounds of a pattern, in order. `firstDay` is any instant (ms) of the day in Vietnam on
 * which the first round may open at the earliest; opening and closing are instants in ms.
 */
export function generateRounds(pattern: RoundPattern, firstDay: number): RoundRules[] {
	const opensAt = firstOpening(pattern, firstDay);
	return Array.from({ length: pattern.count }, (_, index) => {
		const opening = opensAt + index * pattern.everyDays * dayLength;
		return {
			id: `${pattern.id}-${index + 1}`,
			title: pattern.title.replaceAll(numberMark, String(index + 1)),
			kind: 'counting',
			opensAt: opening,
			closesAt: opening + windowMinutes(pattern) * minute,
			openPeriods: pattern.openPeriods.map((period) => ({ ...period })),
			papers: []
		};
	});
}

function windowMinutes(
	pattern: Pick<RoundPattern, 'opens' | 'closes' | 'closesAfterDays'>
): number {
	return pattern.closesAfterDays * 24 * 60 + pattern.closes - pattern.opens;
}

function firstOpening(pattern: RoundPattern, firstDay: number): number {
	const today = vietnamDay(firstDay);
	const weekday = today - vietnamDay(vietnamWeekStart(vietnamWeek(firstDay)));
	const wait = pattern.weekday === null ? 0 : (weekdays.indexOf(pattern.weekday) - weekday + 7) % 7;
	return vietnamDayStart(today + wait) + pattern.opens * minute;
}
