import { z } from 'zod';
import { ruleIdSchema, ruleTextSchema } from './rule-text.ts';

/** What a prediction question ("dự đoán số người …") asks for. */
export const predictionTargets = ['participants', 'attempts', 'all_correct'] as const;
export type PredictionTarget = (typeof predictionTargets)[number];

/** The question with a number as its answer, put with every counting paper. */
export const predictionRulesSchema = z.object({
	/** People who submitted, attempts closed, or people with an attempt where everything is right. */
	target: z.enum(predictionTargets),
	/** Counted within the round of the attempt, or within the whole contest. */
	scope: z.enum(['round', 'contest'])
});
export type PredictionRules = z.infer<typeof predictionRulesSchema>;

/** The closed set of what may decide the order of two results. */
export const rankingKeys = [
	'score',
	'all_correct',
	'prediction_error',
	'duration',
	'submitted_at',
	'started_at',
	'perfect_attempts',
	'attempt_number'
] as const;
export type RankingKey = (typeof rankingKeys)[number];

/** One step of the ranking rule. */
export const rankingTermSchema = z.object({
	key: z.enum(rankingKeys),
	/** `asc`: the smaller value is the better one. */
	order: z.enum(['asc', 'desc'])
});
export type RankingTerm = z.infer<typeof rankingTermSchema>;

/** The ranking rule: each step decides where all before it are equal. */
export const rankingRuleSchema = z
	.array(rankingTermSchema)
	.min(1)
	.max(rankingKeys.length)
	.refine((terms) => new Set(terms.map(({ key }) => key)).size === terms.length, {
		params: { code: 'RANKING_KEY_TWICE' }
	});
export type RankingRule = z.infer<typeof rankingRuleSchema>;

/** How results of rounds make that of the contest: all of them, or the best `count` of each person. */
export const overallRulesSchema = z.discriminatedUnion('kind', [
	z.object({ kind: z.literal('sum') }),
	z.object({ kind: z.literal('best'), count: z.number().int().min(1).max(60) })
]);
export type OverallRules = z.infer<typeof overallRulesSchema>;

/**
 * Points of a unit: `rate` × participation rate (at most 1) + `average` × average share of the score +
 * the points of the prizes its people won. Both factors are points for 100 %.
 */
export const unitRankingRulesSchema = z.object({
	rate: z.number().min(0).max(10_000),
	average: z.number().min(0).max(10_000),
	/** Points for each prize of a category of people. */
	prizePoints: z
		.array(z.object({ award: ruleIdSchema, points: z.number().min(0).max(10_000) }))
		.max(50),
	/** Each block (khối) has a ranking of its own. */
	byBlock: z.boolean(),
	/** Units of fewer people are listed without a rank. */
	minHeadcount: z.number().int().min(0).max(1_000_000),
	/** Attempts expected of a unit in each round; `small` where it has at most `people`. Null: none. */
	quota: z
		.object({
			attempts: z.number().int().min(1).max(1_000_000),
			small: z
				.object({
					people: z.number().int().min(1).max(1_000_000),
					attempts: z.number().int().min(0).max(1_000_000)
				})
				.nullable()
		})
		.nullable(),
	/** Lower bounds of the bands of the report, in per cent, the highest first: [100, 75, 25]. */
	bands: z.array(z.number().int().min(1).max(100)).max(10)
});
export type UnitRankingRules = z.infer<typeof unitRankingRulesSchema>;

const awardCommon = {
	id: ruleIdSchema,
	/** "Giải Nhất" */
	name: ruleTextSchema(1, 200),
	/** How many there are, for each round or block where it is given for each. */
	count: z.number().int().min(1).max(1000)
};

/** A category of awards. Earlier categories are higher: people who may keep one prize keep the first. */
export const awardSchema = z.discriminatedUnion('for', [
	z.object({
		for: z.literal('person'),
		...awardCommon,
		/** Given in each counting round, or for the whole contest. */
		scope: z.enum(['each_round', 'contest']),
		/** Audience whose standings it is given by; null: of each audience the same. */
		audience: ruleIdSchema.nullable(),
		/** Least score for it, in per cent; 0: none. */
		minPercent: z.number().int().min(0).max(100)
	}),
	z.object({
		for: z.literal('unit'),
		...awardCommon,
		/** By the unit ranking, by people who took part, or by prizes of people. */
		by: z.enum(['ranking', 'participants', 'winners']),
		/** For each block the same number. */
		eachBlock: z.boolean()
	})
]);
export type Award = z.infer<typeof awardSchema>;
export type PersonAward = Extract<Award, { for: 'person' }>;
export type UnitAward = Extract<Award, { for: 'unit' }>;

/** Who wins what. */
export const awardRulesSchema = z.object({
	categories: z.array(awardSchema).max(60),
	/** One person keeps only the highest prize; the next in rank moves up for the others. */
	onePerPerson: z.boolean(),
	/** What happens when equals share the last place of a category: all of them win, or a lot decides. */
	equals: z.enum(['share', 'lot'])
});
export type AwardRules = z.infer<typeof awardRulesSchema>;
