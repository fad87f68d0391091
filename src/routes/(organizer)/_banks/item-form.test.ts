import { beforeAll, describe, expect, it } from 'vitest';
import type { ItemDraft } from '#lib/domain/item-draft.ts';
import { installFieldErrors } from '#lib/i18n/field-errors.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import {
	itemFormSchema,
	newItemForm,
	toItemDraft,
	toItemForm,
	type ItemForm
} from './item-form.ts';

beforeAll(installFieldErrors);

const draft: ItemDraft = {
	type: 'multiple',
	topic: 'quan-diem',
	difficulty: 'application',
	points: 0.25,
	stem: 'Những nội dung **nào** đúng?\n\n- một\n- hai',
	options: ['Một', 'Hai', 'Ba'],
	key: [0, 2],
	rationale: 'Vì thế.',
	documentId: 7,
	place: 'Mục II',
	facts: ['F-57-01', 'F-57-02']
};
const form = toItemForm(draft, 3);

/** Sentences at the fields, by "field" or "field.row". */
function wrong(change: Partial<ItemForm>): Record<string, string> {
	const result = itemFormSchema.safeParse({ ...form, ...change });
	return Object.fromEntries(
		(result.error?.issues ?? []).map(({ path, message }) => [path.join('.'), message])
	);
}

describe('the form of an item', () => {
	it('gives the item back as it was', () => {
		expect(wrong({})).toEqual({});
		expect(toItemDraft(form)).toEqual(draft);
		const statement: ItemDraft = { ...draft, type: 'true_false', options: [], key: [1] };
		expect(toItemDraft(toItemForm(statement, null))).toEqual(statement);
	});

	it('is the same with the line ends of a browser and empty rows', () => {
		const typed = {
			...form,
			stem: form.stem.replaceAll('\n', '\r\n'),
			options: ['Một', ' ', 'Hai', 'Ba\r\n', ''],
			key: [0, 3]
		};
		expect(toItemDraft(typed)).toEqual(draft);
	});

	it('says what is wrong at the row it is wrong in', () => {
		expect(wrong({ options: ['Một', '', 'MỘT', 'Ba'], key: [0] })).toEqual({
			'options.2': m.banks_problem_option_twice()
		});
		expect(wrong({ options: ['', 'Một'], key: [1] })).toEqual({
			options: m.banks_problem_too_few_options()
		});
		// A key on an option that was left empty is no key.
		expect(wrong({ options: ['Một', 'Hai', ''], key: [2] })).toEqual({
			key: m.banks_problem_key_missing()
		});
		expect(wrong({ type: 'single' })).toEqual({ key: m.banks_problem_key_not_single() });
		expect(wrong({ documentId: '' })).toEqual({ documentId: m.banks_problem_document_missing() });
		expect(wrong({ stem: '  ', points: null, facts: 'F-57-01 abc' })).toEqual({
			stem: m.field_required(),
			points: m.field_number(),
			facts: m.field_invalid()
		});
	});

	it('of a new item is empty but for what it must say first', () => {
		expect(Object.keys(wrong({ ...newItemForm('quan-diem') }))).toEqual(['stem', 'options', 'key']);
	});
});
