import { z } from 'zod';
import { sectionsSchema } from './paper-rules.ts';
import { ruleIdSchema, ruleTextSchema } from './rule-text.ts';

/** Schema of an instant in ms since 1970 UTC, up to the end of the year 9999. */
export const instantSchema = z.number().int().min(0).max(253_402_300_799_999);

/** Minutes of a week. */
export const weekMinutes = 7 * 24 * 60;

/**
 * A stretch of each week in which a round is open, in minutes from Monday 00:00, Vietnam time;
 * `until` may lie in the week after. Monday 07:30 to Friday 17:30 is { from: 450, until: 6810 }.
 */
export const openPeriodSchema = z
	.object({
		from: z
			.number()
			.int()
			.min(0)
			.max(weekMinutes - 1),
		until: z.number().int().min(1)
	})
	.refine(({ from, until }) => until > from && until - from <= weekMinutes, {
		path: ['until'],
		params: { code: 'PERIOD_EMPTY' }
	});

/**
 * `counting` rounds make the result. What happens in a `rehearsal` never counts, and can be wiped at any
 * time.
 */
export const roundKinds = ['counting', 'rehearsal'] as const;
export type RoundKind = (typeof roundKinds)[number];

/** A round (đợt, kỳ, tuần) of a contest. */
export const roundRulesSchema = z
	.object({
		id: ruleIdSchema,
		title: ruleTextSchema(1, 200),
		kind: z.enum(roundKinds),
		opensAt: instantSchema,
		closesAt: instantSchema,
		/** Empty: open without a break from `opensAt` to `closesAt`. */
		openPeriods: z.array(openPeriodSchema).max(50),
		/** Papers of this round that differ from those of the audience, by audience. */
		papers: z.array(z.object({ audience: ruleIdSchema, sections: sectionsSchema })).max(10)
	})
	.refine(({ opensAt, closesAt }) => closesAt > opensAt, {
		path: ['closesAt'],
		params: { code: 'WINDOW_EMPTY' }
	});

export type OpenPeriod = z.infer<typeof openPeriodSchema>;
export type RoundRules = z.infer<typeof roundRulesSchema>;

/** How often one may try within a round; null: without such a limit. Days and weeks are Vietnam's. */
export const attemptRulesSchema = z.object({
	perRound: z.number().int().min(1).max(1000).nullable(),
	perDay: z.number().int().min(1).max(100).nullable(),
	/** Weeks begin on Monday. */
	perWeek: z.number().int().min(1).max(500).nullable(),
	/** Pause between the end of an attempt and the next, in minutes. */
	cooldownMinutes: z.number().int().min(0).max(10_080),
	/** Which of a person's attempts in a round counts; `best` by the ranking rule. */
	counting: z.enum(['best', 'last', 'first'])
});
export type AttemptRules = z.infer<typeof attemptRulesSchema>;
