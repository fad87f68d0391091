import { z } from 'zod';
import { rowIdSchema } from './row-id.ts';
import { contestRulesSchema } from './rules/contest-rules.ts';
import { ruleTextSchema } from './rules/rule-text.ts';
import { simpleRulesSchema } from './rules/simple-rules.ts';

/** Life of a contest. Phases within "published" follow from the clock (timing.ts). */
export const contestStatuses = ['draft', 'published', 'archived'] as const;
export type ContestStatus = (typeof contestStatuses)[number];

/** Life of one sitting. Only `in_progress` accepts responses. */
export const attemptStatuses = ['in_progress', 'submitted', 'auto_submitted', 'voided'] as const;
export type AttemptStatus = (typeof attemptStatuses)[number];

const texts = {
	title: ruleTextSchema(3, 200),
	/** Plain text of the rules (thể lệ), shown on the contest's page. */
	rulesText: ruleTextSchema(0, 20_000),
	/** Unit that runs the contest. */
	unitId: rowIdSchema,
	/** Eligible units; each stands for everything below it too. */
	eligibleUnitIds: z.array(rowIdSchema).min(1).max(5000)
};

/** What an organizer enters to create or change a draft contest. */
export const contestDraftSchema = z.object({ ...texts, rules: contestRulesSchema });
export type ContestDraft = z.infer<typeof contestDraftSchema>;

/** The same with the rules of a simple contest. */
export const simpleDraftSchema = z.object({ ...texts, rules: simpleRulesSchema });
export type SimpleDraft = z.infer<typeof simpleDraftSchema>;
