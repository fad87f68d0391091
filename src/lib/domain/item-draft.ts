import { z } from 'zod';
import { trueFalseOptions, type BankItem, type BankLanguage } from './bank.ts';
import { factId, itemPoints, optionalText, slug, text } from './bank-file.ts';
import { difficulties, itemTypes, maskOf, optionIds, positionsOf } from './items.ts';
import { comparable } from './item-text.ts';
import { rowIdSchema } from './row-id.ts';

/** What can be wrong with a draft beyond its single fields. */
export const draftProblems = [
	'TOO_FEW_OPTIONS',
	'OPTION_TWICE',
	'KEY_MISSING',
	'KEY_NOT_SINGLE',
	'DOCUMENT_MISSING'
] as const;
export type DraftProblem = (typeof draftProblems)[number];

/**
 * An item as its editor holds it. `key` are positions of options (true_false: 0 is right, 1 is wrong);
 * options are empty for true_false. Whatever is said against a field is said at that field; what no
 * single field can say has a `problem` among its params.
 */
export const itemDraftSchema = z
	.object({
		type: z.enum(itemTypes),
		topic: slug,
		difficulty: z.enum(difficulties),
		points: itemPoints.default(1),
		stem: text(2000),
		options: z.array(text(600)).max(optionIds.length).default([]),
		key: z
			.array(
				z
					.number()
					.int()
					.min(0)
					.max(optionIds.length - 1)
			)
			.default([]),
		rationale: optionalText(2000),
		documentId: rowIdSchema.nullable().default(null),
		place: optionalText(200),
		facts: z.array(factId).max(20).default([])
	})
	.superRefine((draft, context) => {
		const refuse = (path: (string | number)[], problem: DraftProblem) =>
			context.addIssue({ code: 'custom', path, params: { problem } });
		const count = draft.type === 'true_false' ? 2 : draft.options.length;
		if (count < 2) refuse(['options'], 'TOO_FEW_OPTIONS');
		draft.options.forEach((option, index) => {
			const first = draft.options.findIndex((other) => comparable(other) === comparable(option));
			// Options of signs alone ("<", ">") compare as they are.
			const isSame =
				first < index && (comparable(option) !== '' || draft.options[first] === option);
			if (draft.type !== 'true_false' && isSame) refuse(['options', index], 'OPTION_TWICE');
		});
		if (draft.key.length === 0) refuse(['key'], 'KEY_MISSING');
		else if (draft.key.some((position) => position >= count)) refuse(['key'], 'KEY_MISSING');
		else if (draft.type !== 'multiple' && draft.key.length > 1) refuse(['key'], 'KEY_NOT_SINGLE');
		if (draft.documentId === null && draft.place !== '') refuse(['documentId'], 'DOCUMENT_MISSING');
	});

export type ItemDraft = z.infer<typeof itemDraftSchema>;

/** An item of a bank without its name, its status and the name its bank has for the document. */
export type DraftedItem = Omit<BankItem, 'key' | 'status' | 'document'>;

/** What a checked draft says, as it is stored. */
export function draftedItem(draft: ItemDraft, language: BankLanguage): DraftedItem {
	return {
		type: draft.type,
		topic: draft.topic,
		difficulty: draft.difficulty,
		points: Math.round(draft.points * 100),
		content: {
			stem: draft.stem,
			options: draft.type === 'true_false' ? [...trueFalseOptions[language]] : draft.options,
			key: maskOf(draft.key),
			rationale: draft.rationale
		},
		place: draft.place,
		facts: draft.facts
	};
}

/** The draft that an item opens in the editor as. */
export function draftOf(item: DraftedItem, documentId: number | null): ItemDraft {
	return {
		type: item.type,
		topic: item.topic,
		difficulty: item.difficulty,
		points: item.points / 100,
		stem: item.content.stem,
		options: item.type === 'true_false' ? [] : [...item.content.options],
		key: positionsOf(item.content.key),
		rationale: item.content.rationale,
		documentId,
		place: item.place,
		facts: [...item.facts]
	};
}
