import { z } from 'zod';
import { trueFalseOptions, type Bank, type BankItem } from './bank.ts';
import type { FileIssue } from './errors.ts';
import {
	difficulties,
	itemStatuses,
	maskOf,
	optionIds,
	positionsOf,
	type OptionId
} from './items.ts';
import { isStorable } from './text.ts';

const keptText = (min: number, max: number) =>
	z
		.string()
		// Forms and Windows end lines with two characters.
		.overwrite((value) => value.replace(/\r\n?/g, '\n'))
		.trim()
		.min(min)
		.max(max)
		.refine(isStorable, { error: 'a character that cannot be kept' })
		.transform((value) => value.normalize('NFC'));
/** Text that is kept: trimmed, NFC, lines ended by a line feed, 1 to `max` characters. */
export const text = (max: number) => keptText(1, max);
/** The same, but it may be empty. */
export const optionalText = (max: number) => keptText(0, max).default('');
/** Names of banks, topics, documents and items: small letters, digits and dashes. */
export const slug = z
	.string()
	.regex(/^[a-z0-9]+(?:-[a-z0-9]+)*$/)
	.max(80);
/** Names that pages of banks have in addresses, so that no bank can have them. */
export const reservedBankSlugs: readonly string[] = ['new', 'import', 'template'];
/** Schema of a bank's name in addresses and files. */
export const bankSlug = slug.refine((value) => !reservedBankSlugs.includes(value), {
	error: 'a name that no bank can have'
});
const optionLetter = z.enum(optionIds);

/** Most items of a bank file. */
export const mostItems = 20_000;

/** Schema of a fact's id. */
export const factId = z.string().regex(/^F-[A-Z0-9]+-\d+$/);

const documentSchema = z.strictObject({
	id: slug.describe('Name that items of this bank cite the document by'),
	symbol: text(60).describe('Official number and symbol, e.g. 57-NQ/TW'),
	title: text(500),
	issuer: text(200),
	date: z.iso.date().describe('Day of issue, YYYY-MM-DD')
});

const topicSchema = z.strictObject({ id: slug, title: text(200) });

/** Points of an item as people write them. */
export const itemPoints = z.number().positive().max(100).multipleOf(0.01);

const itemBase = {
	id: slug.describe('Name of the item, unique within the bank; never re-used for another question'),
	topic: slug.describe('id of one of the topics above'),
	difficulty: z.enum(difficulties).describe('nhận biết, thông hiểu, vận dụng'),
	points: itemPoints.default(1),
	stem: text(2000),
	rationale: text(2000)
		.optional()
		.describe('Why the key is right; shown once the rules release the answers'),
	citation: z
		.strictObject({ document: slug, place: text(200).optional() })
		.optional()
		.describe('Document (id of one of the documents above) and the place in it'),
	status: z
		.enum(itemStatuses)
		.default('approved')
		.describe('Only approved items are drawn; draft and reviewed ones wait in the editor'),
	facts: z
		.array(factId)
		.optional()
		.describe('Verified facts of sources/facts.yaml that the item rests on')
};

const optionsSchema = z
	.partialRecord(optionLetter, text(600))
	.describe('Options by letter, a first; at least two')
	.refine((options) => Object.keys(options).length >= 2, { error: 'at least two options' })
	.meta({ minProperties: 2 });

const itemSchema = z.discriminatedUnion('type', [
	z.strictObject({
		...itemBase,
		type: z.literal('single'),
		options: optionsSchema,
		key: optionLetter.describe('Letter of the right option')
	}),
	z.strictObject({
		...itemBase,
		type: z.literal('multiple'),
		options: optionsSchema,
		key: z.array(optionLetter).min(1).describe('Letters of all right options')
	}),
	z.strictObject({
		...itemBase,
		type: z.literal('true_false'),
		key: z.boolean().describe('Whether the statement is right')
	})
]);

/** A question bank as written in `question-banks/*.yaml`. */
export const bankFileSchema = z.strictObject({
	slug: bankSlug,
	title: text(200),
	language: z.enum(['vi', 'en']),
	license: text(60).default('CC-BY-4.0'),
	practice: z
		.boolean()
		.default(false)
		.describe('Open for practice exams without an account; practice shows the right answers'),
	documents: z.array(documentSchema).max(200).default([]),
	topics: z.array(topicSchema).min(1).max(200),
	items: z.array(itemSchema).min(1).max(mostItems)
});

/** JSON Schema of the bank file, for editors. */
export function bankJsonSchema(): Record<string, unknown> {
	return {
		...z.toJSONSchema(bankFileSchema, { io: 'input' }),
		title: 'Hội thi question bank'
	};
}

/**
 * Checks the parsed content of a bank file: its shape, and what a shape cannot say (references,
 * unique ids, keys among the options). Gives the bank or every problem found, with the path of the
 * field as `column` and, for items, the number of the item (from 1) as `row`.
 */
export function parseBank(content: unknown): { bank: Bank | null; issues: FileIssue[] } {
	const parsed = bankFileSchema.safeParse(content);
	if (!parsed.success) return { bank: null, issues: parsed.error.issues.map(toFileIssue) };
	const file = parsed.data;
	const issues: FileIssue[] = [
		...duplicates(file.documents, 'documents'),
		...duplicates(file.topics, 'topics'),
		...duplicates(file.items, 'items')
	];
	const documents = new Set(file.documents.map((document) => document.id));
	const topics = new Set(file.topics.map((topic) => topic.id));
	file.items.forEach((item, index) => {
		const row = index + 1;
		if (!topics.has(item.topic)) {
			issues.push({
				row,
				column: 'topic',
				code: 'BANK_REFERENCE_UNKNOWN',
				params: { value: item.topic }
			});
		}
		if (item.citation && !documents.has(item.citation.document)) {
			const params = { value: item.citation.document };
			issues.push({ row, column: 'citation.document', code: 'BANK_REFERENCE_UNKNOWN', params });
		}
		if (item.type === 'true_false') return;
		const letters = Object.keys(item.options);
		if (letters.join() !== optionIds.slice(0, letters.length).join()) {
			issues.push({
				row,
				column: 'options',
				code: 'BANK_FIELD',
				params: { value: letters.join(', ') }
			});
		}
		const keys: OptionId[] = item.type === 'single' ? [item.key] : item.key;
		if (keys.some((letter) => !letters.includes(letter)) || new Set(keys).size !== keys.length) {
			issues.push({
				row,
				column: 'key',
				code: 'BANK_KEY_INVALID',
				params: { value: keys.join(', ') }
			});
		}
	});
	if (issues.length > 0) return { bank: null, issues };
	const words = trueFalseOptions[file.language];
	return {
		bank: {
			...file,
			items: file.items.map((item) => ({
				key: item.id,
				type: item.type,
				topic: item.topic,
				difficulty: item.difficulty,
				points: Math.round(item.points * 100),
				content: {
					stem: item.stem,
					options: item.type === 'true_false' ? [...words] : Object.values(item.options),
					key: keyMask(item),
					rationale: item.rationale ?? ''
				},
				document: item.citation?.document ?? null,
				place: item.citation?.place ?? '',
				facts: item.facts ?? [],
				status: item.status
			}))
		},
		issues: []
	};
}

/** The content of the file that `parseBank` reads as this bank, with defaults left out. */
export function bankFileContent(bank: Bank): z.input<typeof bankFileSchema> {
	return {
		slug: bank.slug,
		title: bank.title,
		language: bank.language,
		license: bank.license,
		...(bank.practice ? { practice: true } : {}),
		documents: bank.documents.map((document) => ({ ...document })),
		topics: bank.topics.map((topic) => ({ ...topic })),
		items: bank.items.map(itemFileContent)
	};
}

/** The entry of the file that stands for this item. */
export function itemFileContent(item: BankItem): z.input<typeof itemSchema> {
	const letters = positionsOf(item.content.key).map((position) => optionIds[position] as OptionId);
	const common = {
		topic: item.topic,
		difficulty: item.difficulty,
		...(item.points === 100 ? {} : { points: item.points / 100 }),
		...(item.status === 'approved' ? {} : { status: item.status }),
		stem: item.content.stem
	};
	const options = Object.fromEntries(
		item.content.options.map((option, position) => [optionIds[position], option])
	);
	const rest = {
		...(item.content.rationale === '' ? {} : { rationale: item.content.rationale }),
		...(item.document === null
			? {}
			: {
					citation: {
						document: item.document,
						...(item.place === '' ? {} : { place: item.place })
					}
				}),
		...(item.facts.length === 0 ? {} : { facts: [...item.facts] })
	};
	const id = item.key;
	switch (item.type) {
		case 'single':
			return { id, type: 'single', ...common, options, key: letters[0] as OptionId, ...rest };
		case 'multiple':
			return { id, type: 'multiple', ...common, options, key: letters, ...rest };
		case 'true_false':
			return { id, type: 'true_false', ...common, key: item.content.key === 0b01, ...rest };
	}
}

function keyMask(item: z.infer<typeof itemSchema>): number {
	if (item.type === 'true_false') return item.key ? 0b01 : 0b10;
	const letters: readonly string[] = item.type === 'single' ? [item.key] : item.key;
	return maskOf(letters.map((letter) => optionIds.indexOf(letter as OptionId)));
}

function duplicates(entries: readonly { id: string }[], list: string): FileIssue[] {
	const seen = new Map<string, number>();
	return entries.flatMap((entry, index): FileIssue[] => {
		const first = seen.get(entry.id);
		if (first === undefined) {
			seen.set(entry.id, index + 1);
			return [];
		}
		const params = { value: entry.id, first };
		return [{ row: index + 1, column: `${list}.id`, code: 'BANK_ITEM_DUPLICATE', params }];
	});
}

function toFileIssue(issue: z.core.$ZodIssue): FileIssue {
	const [list, index, ...rest] = issue.path;
	const inItem = list === 'items' && typeof index === 'number';
	const path = inItem ? rest : issue.path;
	const unknownKeys = issue.code === 'unrecognized_keys' ? issue.keys.join(', ') : '';
	const place = {
		row: inItem ? index + 1 : null,
		column: path.length > 0 ? path.join('.') : null
	};
	if (issue.code === 'too_big' && issue.origin === 'string')
		return { ...place, code: 'VALUE_TOO_LONG', params: { limit: Number(issue.maximum) } };
	if (issue.code === 'too_big' && list === 'items' && !inItem)
		return { ...place, code: 'TOO_MANY_ITEMS', params: { limit: mostItems } };
	return { ...place, code: 'BANK_FIELD', params: { value: unknownKeys || issue.message } };
}
