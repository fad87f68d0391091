import { z } from 'zod';
import { rowIdSchema } from './row-id.ts';
import { contestRulesSchema } from './rules/contest-rules.ts';
import { ruleTextSchema } from './rules/rule-text.ts';
import { simpleRulesSchema, type SimpleRules } from './rules/simple-rules.ts';

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

/** Reasons why a draft cannot be published yet; each has a sentence `publish_<code>`. */
export const publishProblemCodes = [
	'BANK_TOO_SMALL',
	'WINDOW_OVER',
	'WINDOW_SHORTER_THAN_LIMIT',
	'NOBODY_ELIGIBLE',
	'PRACTICE_BANK',
	'OUTDATED_CITATIONS'
] as const;

/** One finding of the check before publishing. Problems forbid publishing, warnings do not. */
export interface PublishFinding {
	readonly code: (typeof publishProblemCodes)[number];
	readonly severity: 'problem' | 'warning';
	readonly params: Readonly<Record<string, string | number>>;
}

/** What the check before publishing looks at. */
export interface PublishFacts {
	readonly rules: SimpleRules;
	readonly shortages: readonly { line: number; needed: number; available: number }[];
	readonly eligiblePeople: number;
	readonly practiceBanks: readonly string[];
	/** Banks with items that may be drawn and cite a document that no longer holds. */
	readonly outdated: readonly { slug: string; title: string; items: number }[];
}

/** Checks a draft before publishing, `now` in ms. An empty list without problems may be published. */
export function publishFindings(facts: PublishFacts, now: number): PublishFinding[] {
	const { rules } = facts;
	const findings: PublishFinding[] = facts.shortages.map((shortage) => ({
		code: 'BANK_TOO_SMALL',
		severity: 'problem',
		params: { line: shortage.line + 1, needed: shortage.needed, available: shortage.available }
	}));
	if (rules.closesAt <= now)
		findings.push({ code: 'WINDOW_OVER', severity: 'problem', params: {} });
	if (facts.eligiblePeople === 0) {
		findings.push({ code: 'NOBODY_ELIGIBLE', severity: 'problem', params: {} });
	}
	if (rules.closesAt - rules.opensAt < rules.timeLimitMinutes * 60_000) {
		findings.push({ code: 'WINDOW_SHORTER_THAN_LIMIT', severity: 'warning', params: {} });
	}
	for (const title of facts.practiceBanks) {
		findings.push({ code: 'PRACTICE_BANK', severity: 'warning', params: { title } });
	}
	for (const { slug, title, items } of facts.outdated) {
		const params = { bank: slug, title, count: items };
		findings.push({ code: 'OUTDATED_CITATIONS', severity: 'warning', params });
	}
	return findings;
}
