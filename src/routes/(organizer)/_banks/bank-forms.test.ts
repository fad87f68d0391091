import { beforeAll, expect, it } from 'vitest';
import { installFieldErrors } from '#lib/i18n/field-errors.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { arrangedTopics, newBankFormSchema, topicsFormSchema } from './bank-forms.ts';
import { editRows } from './row-edits.ts';

beforeAll(installFieldErrors);

it('reads topics row by row, without those nobody named', () => {
	const form = { keys: ['chung', '', ''], titles: ['Chung', ' ', 'Hạ tầng số'] };
	expect(topicsFormSchema.safeParse(form).success).toBe(true);
	expect(arrangedTopics(form)).toEqual({
		rows: [0, 2],
		topics: [
			{ key: 'chung', title: 'Chung' },
			{ key: null, title: 'Hạ tầng số' }
		]
	});
});

it('says what is wrong with a topic at its row', () => {
	const wrong = (keys: string[], titles: string[]) =>
		topicsFormSchema
			.safeParse({ keys, titles })
			.error?.issues.map(({ path, message }) => [path.join('.'), message]);
	expect(wrong(['', 'chung'], ['', ' '])).toEqual([['titles.1', m.field_required()]]);
	expect(wrong(['', ''], ['', ''])).toEqual([['titles', m.field_too_few({ min: 1 })]]);
});

it('takes a bank with or without a name for its address', () => {
	const wrong = (slug: string) =>
		newBankFormSchema
			.safeParse({ title: 'Tên', language: 'vi', slug, unitId: null })
			.error?.issues.map(({ message }) => message);
	expect(wrong('')).toBeUndefined();
	expect(wrong(' chuyen-doi-so ')).toBeUndefined();
	for (const slug of ['import', 'Chữ', 'hai từ'])
		expect(wrong(slug), slug).toEqual([m.banks_slug_invalid()]);
});

it('edits rows of any kind within bounds', () => {
	const options = { blank: 'mới', most: 3 };
	expect(editRows(['a', 'b'], 'add', options)).toEqual(['a', 'b', 'mới']);
	expect(editRows(['a', 'b', 'c'], 'add', options)).toEqual(['a', 'b', 'c']);
	expect(editRows(['a', 'b'], 'down:0', options)).toEqual(['b', 'a']);
	expect(editRows(['a', 'b'], 'down:1', options)).toEqual(['a', 'b']);
	expect(editRows(['a', 'b'], 'remove:0', options)).toEqual(['b']);
});
