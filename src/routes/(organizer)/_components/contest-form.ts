import { z } from 'zod';
import { simpleDraftSchema, type ContestDraft, type SimpleDraft } from '#lib/domain/contest.ts';
import { difficulties, type Difficulty } from '#lib/domain/items.ts';
import { contestRulesOf } from '#lib/domain/rules/simple-rules.ts';
import { releaseTimes } from '#lib/domain/release.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { fromLocalInput, toLocalInput } from '#lib/ui/local-time.ts';

/**
 * The contest as a plain form can carry it: flat fields, and a blueprint of parallel lists. Every
 * rule is that of `simpleDraftSchema`; here its findings are led to the fields they are about.
 */
export const contestFormSchema = z
	.object({
		title: z.string(),
		rulesText: z.string(),
		unitId: z.number(),
		opensAt: z.string(),
		closesAt: z.string(),
		timeLimitMinutes: z.number().nullable(),
		attemptsAllowed: z.number().nullable(),
		passPercent: z.number().nullable(),
		/** Bank and topic of each line: "3" is any topic of bank 3, "3:17" its topic 17. */
		lineSources: z.array(z.string()),
		lineDifficulties: z.array(z.string()),
		lineCounts: z.array(z.string()),
		eligibleUnitIds: z.array(z.number()),
		releaseScore: z.enum(releaseTimes),
		releaseAnswers: z.enum(releaseTimes),
		releaseBoard: z.enum(releaseTimes)
	})
	.superRefine((form, context) => {
		for (const { path, message } of formIssues(form)) {
			context.addIssue({ code: 'custom', path, message });
		}
	});

export type ContestForm = z.infer<typeof contestFormSchema>;

/** One row of the blueprint in the form; a row without a count is no line yet. */
export interface BlueprintRow {
	readonly source: string;
	readonly difficulty: Difficulty | '';
	readonly count: number | null;
}

/** The rows of the parallel lists. */
export function blueprintRows(
	form: Pick<ContestForm, 'lineSources' | 'lineDifficulties' | 'lineCounts'>
): BlueprintRow[] {
	const length = Math.max(form.lineSources.length, form.lineCounts.length);
	return Array.from({ length }, (_, index) => {
		const count = (form.lineCounts[index] ?? '').trim();
		const difficulty = difficulties.find((each) => each === form.lineDifficulties[index]);
		return {
			source: form.lineSources[index] ?? '',
			difficulty: difficulty ?? '',
			count: count === '' ? null : Number(count)
		};
	});
}

/** The parallel lists of the rows. */
export function blueprintFields(
	rows: readonly BlueprintRow[]
): Pick<ContestForm, 'lineSources' | 'lineDifficulties' | 'lineCounts'> {
	return {
		lineSources: rows.map((row) => row.source),
		lineDifficulties: rows.map((row) => row.difficulty),
		lineCounts: rows.map((row) => (row.count === null ? '' : String(row.count)))
	};
}

/** Value of a row's choice of bank and topic. */
export function sourceValue(bankId: number, topicId: number | null): string {
	return topicId === null ? String(bankId) : `${bankId}:${topicId}`;
}

/** Bank and topic of a row's choice; null for what is no choice. */
export function parseSource(source: string): { bankId: number; topicId: number | null } | null {
	const match = /^(\d{1,9})(?::(\d{1,9}))?$/.exec(source);
	if (!match) return null;
	return { bankId: Number(match[1]), topicId: match[2] === undefined ? null : Number(match[2]) };
}

/** The draft as the domain checks it. `rows[i]` is the form's row of blueprint line i. */
function draftInput(form: ContestForm): { draft: unknown; rows: number[] } {
	const filled = blueprintRows(form)
		.map((row, index) => ({ ...row, index }))
		.filter((row) => row.count !== null);
	const draft = {
		title: form.title,
		rulesText: form.rulesText,
		unitId: form.unitId,
		eligibleUnitIds: form.eligibleUnitIds,
		rules: {
			opensAt: fromLocalInput(form.opensAt)?.getTime(),
			closesAt: fromLocalInput(form.closesAt)?.getTime(),
			timeLimitMinutes: form.timeLimitMinutes,
			attemptsAllowed: form.attemptsAllowed,
			passPercent: form.passPercent,
			blueprint: filled.map((row) => ({
				...(parseSource(row.source) ?? { topicId: null }),
				difficulty: row.difficulty === '' ? null : row.difficulty,
				count: row.count
			})),
			release: {
				score: form.releaseScore,
				answers: form.releaseAnswers,
				board: form.releaseBoard
			}
		}
	};
	return { draft, rows: filled.map((row) => row.index) };
}

/** The draft of a form that the schema accepted. */
export function toContestDraft(form: ContestForm): ContestDraft {
	const draft = simpleDraftSchema.parse(draftInput(form).draft);
	return { ...draft, rules: contestRulesOf(draft.rules) };
}

const releaseFields: Record<string, keyof ContestForm> = {
	score: 'releaseScore',
	answers: 'releaseAnswers',
	board: 'releaseBoard'
};

interface FormIssue {
	path: (string | number)[];
	message: string;
}

function formIssues(form: ContestForm): FormIssue[] {
	const { draft, rows } = draftInput(form);
	return (simpleDraftSchema.safeParse(draft).error?.issues ?? []).map((issue) => {
		const { message } = issue;
		const [first = '', second = '', third, fourth] = issue.path as (string | number)[];
		if (first === 'eligibleUnitIds') {
			const empty = issue.code === 'too_small';
			return { path: [first], message: empty ? m.organizer_form_audience_empty() : message };
		}
		if (first !== 'rules') return { path: [first], message };
		if (second === 'release') return { path: [releaseFields[String(third)] ?? first], message };
		if (second === 'blueprint') {
			if (typeof third !== 'number') {
				const empty = issue.code === 'too_small';
				return {
					path: ['lineCounts'],
					message: empty ? m.organizer_form_blueprint_empty() : m.organizer_form_blueprint_long()
				};
			}
			const row = rows[third] ?? 0;
			if (fourth === 'count') return { path: ['lineCounts', row], message };
			if (fourth === 'difficulty') return { path: ['lineDifficulties', row], message };
			return { path: ['lineSources', row], message: m.organizer_form_source_needed() };
		}
		const missing =
			(second === 'opensAt' || second === 'closesAt') && issue.code === 'invalid_type';
		return { path: [second], message: missing ? m.organizer_form_time_needed() : message };
	});
}

/** The form of a contest as it is. */
export function toContestForm(draft: SimpleDraft): ContestForm {
	const { rules } = draft;
	return {
		title: draft.title,
		rulesText: draft.rulesText,
		unitId: draft.unitId,
		opensAt: toLocalInput(rules.opensAt),
		closesAt: toLocalInput(rules.closesAt),
		timeLimitMinutes: rules.timeLimitMinutes,
		attemptsAllowed: rules.attemptsAllowed,
		passPercent: rules.passPercent,
		...blueprintFields(
			rules.blueprint.map((line) => ({
				source: sourceValue(line.bankId, line.topicId),
				difficulty: line.difficulty ?? '',
				count: line.count
			}))
		),
		eligibleUnitIds: [...draft.eligibleUnitIds],
		releaseScore: rules.release.score,
		releaseAnswers: rules.release.answers,
		releaseBoard: rules.release.board
	};
}
