import { z } from 'zod';
import { difficulties, itemTypes } from '../items.ts';
import { rowIdSchema } from '../row-id.ts';
import { ruleTextSchema } from './rule-text.ts';

/** Most items of a paper. */
export const maxPaperItems = 200;
/** Longest time limit of an attempt: a working day, in minutes. */
export const maxTimeLimitMinutes = 480;

/**
 * One line of the blueprint (ma trận đề): draw `count` items of a bank, where null stands for any
 * topic, difficulty or type.
 */
export const blueprintLineSchema = z.object({
	bankId: rowIdSchema,
	topicId: rowIdSchema.nullable(),
	difficulty: z.enum(difficulties).nullable(),
	type: z.enum(itemTypes).nullable(),
	count: z.number().int().min(1).max(maxPaperItems),
	/** Hundredths of a point for each of the items; null: what the item itself is worth. */
	points: z.number().int().min(1).max(100_000).nullable()
});

/** A part of the paper with a title of its own ("Phần I. Nhận biết"). */
export const sectionSchema = z.object({
	/** Empty where a paper has one part only. */
	title: ruleTextSchema(0, 200),
	lines: z.array(blueprintLineSchema).min(1).max(60)
});

/** The parts of a paper, at most 200 items in all. */
export const sectionsSchema = z
	.array(sectionSchema)
	.min(1)
	.max(10)
	.refine((sections) => itemCount(sections) <= maxPaperItems, {
		params: { code: 'PAPER_TOO_LONG', max: maxPaperItems }
	});

/**
 * What a choice of several answers is worth when it is not exactly the key. With K options in the key,
 * R of them chosen and W wrong ones chosen:
 * - `all_or_nothing`: nothing
 * - `proportional`: R / K of the points, nothing as soon as one wrong option is chosen
 * - `penalized`: (R − W) / K of the points, at least nothing
 */
export const partialCredits = ['all_or_nothing', 'proportional', 'penalized'] as const;
export type PartialCredit = (typeof partialCredits)[number];

/** The paper of an audience: how it is drawn, shown and marked. */
export const paperRulesSchema = z.object({
	timeLimitMinutes: z.number().int().min(1).max(maxTimeLimitMinutes),
	sections: sectionsSchema,
	/** `fixed`: everybody gets the same items of a round; `random`: each attempt is drawn. */
	draw: z.enum(['random', 'fixed']),
	shuffleItems: z.boolean(),
	shuffleOptions: z.boolean(),
	/** Items that the person has not met in this contest come first. */
	freshFirst: z.boolean(),
	partialCredit: z.enum(partialCredits),
	/** Per cent of the points; null: no pass mark. */
	passPercent: z.number().int().min(1).max(100).nullable()
});

export type BlueprintLine = z.infer<typeof blueprintLineSchema>;
export type Section = z.infer<typeof sectionSchema>;
export type PaperRules = z.infer<typeof paperRulesSchema>;

/** Items of a paper of these parts. */
export function itemCount(
	sections: readonly { readonly lines: readonly { readonly count: number }[] }[]
): number {
	return sections.flatMap(({ lines }) => lines).reduce((sum, { count }) => sum + count, 0);
}
