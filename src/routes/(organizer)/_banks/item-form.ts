import { z } from 'zod';
import { itemDraftSchema, type ItemDraft } from '#lib/domain/item-draft.ts';
import { difficulties, itemTypes, optionIds } from '#lib/domain/items.ts';

/** Options that a new question begins with. */
const firstOptions = 4;

/**
 * An item as a plain form can carry it: options that are left empty do not count, the document is an id
 * as text. Every rule is that of `itemDraftSchema`; here its findings are led to the fields of the form.
 */
export const itemFormSchema = z
	.object({
		/** Version that the person began with; null for a new item. */
		baseVersionId: z.number().nullable(),
		/** Sent by the button that saves and approves. */
		approve: z.boolean(),
		type: z.enum(itemTypes),
		topic: z.string(),
		difficulty: z.enum(difficulties),
		points: z.number().nullable(),
		stem: z.string(),
		options: z.array(z.string()).max(optionIds.length),
		/** Positions among `options`; for true_false 0 is right and 1 is wrong. */
		key: z.array(z.number()),
		rationale: z.string(),
		documentId: z.string(),
		place: z.string(),
		/** Ids of facts, separated by commas or spaces. */
		facts: z.string()
	})
	.superRefine((form, context) => {
		for (const { path, message } of formIssues(form))
			context.addIssue({ code: 'custom', path, message });
	});
export type ItemForm = z.infer<typeof itemFormSchema>;

/** The draft as the domain checks it. `rows[i]` is the form's row of option i. */
function draftInput(form: ItemForm): { draft: unknown; rows: number[] } {
	const isStatement = form.type === 'true_false';
	const rows = isStatement
		? []
		: form.options.flatMap((option, row) => (option.trim() === '' ? [] : [row]));
	const { type, topic, difficulty, points, stem, rationale, place } = form;
	const draft = {
		...{ type, topic, difficulty, points, stem, rationale, place },
		// What was pasted from a document may carry its line ends; an option is one line.
		options: rows.map((row) => (form.options[row] as string).replace(/\s*[\r\n]+\s*/g, ' ')),
		key: isStatement
			? form.key
			: form.key.map((row) => rows.indexOf(row)).filter((position) => position >= 0),
		documentId: form.documentId === '' ? null : Number(form.documentId),
		facts: form.facts.split(/[\s,;]+/).filter((fact) => fact !== '')
	};
	return { draft, rows };
}

/** The draft of a form that the schema accepted. */
export function toItemDraft(form: ItemForm): ItemDraft {
	return itemDraftSchema.parse(draftInput(form).draft);
}

function formIssues(form: ItemForm): { path: (string | number)[]; message: string }[] {
	const { draft, rows } = draftInput(form);
	return (itemDraftSchema.safeParse(draft).error?.issues ?? []).map(({ path, message }) => {
		const [field = '', position] = path as [string, number?];
		if (field === 'options' && position !== undefined)
			return { path: [field, rows[position] ?? 0], message };
		return { path: [field], message };
	});
}

/** The form of an item as it is. */
export function toItemForm(draft: ItemDraft, baseVersionId: number | null): ItemForm {
	return {
		baseVersionId,
		approve: false,
		type: draft.type,
		topic: draft.topic,
		difficulty: draft.difficulty,
		points: draft.points,
		stem: draft.stem,
		options: draft.type === 'true_false' ? blankOptions() : draft.options,
		key: draft.key,
		rationale: draft.rationale,
		documentId: draft.documentId === null ? '' : String(draft.documentId),
		place: draft.place,
		facts: draft.facts.join(', ')
	};
}

/** What a new question begins with. */
export function newItemForm(topic: string): ItemForm {
	return {
		baseVersionId: null,
		approve: false,
		type: 'single',
		topic,
		difficulty: 'recall',
		points: 1,
		stem: '',
		options: blankOptions(),
		key: [],
		rationale: '',
		documentId: '',
		place: '',
		facts: ''
	};
}

function blankOptions(): string[] {
	return Array.from({ length: firstOptions }, () => '');
}
