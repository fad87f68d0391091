import { z } from 'zod';
import { bankSlug, text } from '#lib/domain/bank-file.ts';
import { previewFilters } from '#lib/domain/import-preview.ts';
import { duplicateChoices } from '#lib/domain/item-matching.ts';
import { difficulties } from '#lib/domain/items.ts';
import { rowIdSchema } from '#lib/domain/row-id.ts';

const rowId = z
	.string()
	.transform((value) => (value === '' ? null : Number(value)))
	.pipe(rowIdSchema.nullable());

/** What the page of an import asks, as its form sends it and its address keeps it. */
export const choicesSchema = z
	.object({
		/** Slug of the bank; empty for a new one. */
		to: z.string().max(80),
		title: z.string().trim().max(200),
		slug: z.literal('').or(bankSlug),
		/** Unit that a new bank is of; empty for the whole installation. */
		owner: rowId,
		language: z.enum(['vi', 'en']),
		practice: z.boolean(),
		mode: z.enum(['add', 'replace']),
		duplicates: z.enum(duplicateChoices),
		topic: text(200),
		difficulty: z.enum(difficulties),
		/** Document of the register; empty for none. */
		document: rowId,
		place: z.literal('').or(text(200)),
		status: z.enum(['draft', 'approved'])
	})
	.superRefine(({ to, title }, context) => {
		if (to !== '' || title !== '') return;
		const missing = { code: 'too_small', origin: 'string', minimum: 1, input: title } as const;
		context.addIssue({ ...missing, path: ['title'] });
	});

export type Choices = z.output<typeof choicesSchema>;
/** The choices as texts, as form and address hold them; an unticked box is empty. */
export type ChoiceFields = Record<keyof z.input<typeof choicesSchema>, string>;

/** Schema of which of the items are shown. */
export const shownSchema = z.enum(previewFilters).catch('all');

const names = Object.keys(choicesSchema.shape) as (keyof ChoiceFields)[];

/** The choices that somebody sent, or where they sent none, the offered ones. */
export function readFields(
	sent: URLSearchParams | FormData,
	offered: ChoiceFields
): { fields: ChoiceFields; isSent: boolean } {
	// The form always sends its way of adding.
	const isSent = sent.has('mode');
	const value = (name: keyof ChoiceFields): string => {
		const given = sent.get(name);
		if (typeof given === 'string') return given;
		// A box that is not ticked is not sent; a field that was not asked keeps what was offered.
		return isSent && name === 'practice' && sent.get('to') === '' ? '' : offered[name];
	};
	const fields = Object.fromEntries(names.map((name) => [name, value(name)])) as ChoiceFields;
	return { fields, isSent };
}

/** The query of an address that keeps the choices. */
export function choicesQuery(fields: ChoiceFields): URLSearchParams {
	return new URLSearchParams(names.map((name) => [name, fields[name]]));
}

/** The fields checked; what is wrong with each by its name. */
export function checkFields(
	fields: ChoiceFields
): { choices: Choices; errors: null } | { choices: null; errors: Partial<ChoiceErrors> } {
	const parsed = choicesSchema.safeParse({ ...fields, practice: fields.practice !== '' });
	if (parsed.success) return { choices: parsed.data, errors: null };
	return { choices: null, errors: z.flattenError(parsed.error).fieldErrors };
}

export type ChoiceErrors = Record<keyof ChoiceFields, string[]>;
