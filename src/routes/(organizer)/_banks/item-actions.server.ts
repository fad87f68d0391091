import type { RequestEvent } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { trueFalseOptions } from '#lib/domain/bank.ts';
import type { DuplicateItem } from '#lib/server/banks/catalogue.service.ts';
import { itemFormSchema } from './item-form.ts';
import { editOptions, keyFor } from './option-edits.ts';

/** Longest text that is compared; no stem or option may be longer. */
const longestText = 2000;

/**
 * Changes the list of options, or brings the fields of another kind of question, for a page without
 * JavaScript; nothing is checked or kept.
 */
export async function changeRows({ request }: Pick<RequestEvent, 'request'>) {
	const data = await request.formData();
	const form = await superValidate(data, zod4(itemFormSchema), { id: 'item', errors: false });
	const { options, type } = form.data;
	const edited = editOptions({ options, key: form.data.key }, String(data.get('edit') ?? ''));
	const blank =
		type === 'true_false' || edited.options.length > 0 ? edited.options : ['', '', '', ''];
	form.data = { ...form.data, options: blank, key: keyFor(type, type, edited.key) };
	return { form };
}

/** Another item that asks what is being typed; nothing while too little is typed to tell. */
export async function findTyped(
	{ request, locals }: Pick<RequestEvent, 'request' | 'locals'>,
	slug: string,
	key: string | null
): Promise<{ duplicate: DuplicateItem | null }> {
	const data = await request.formData();
	const text = (value: FormDataEntryValue | null) => String(value ?? '').slice(0, longestText);
	const bank = await locals.app.catalogue.bank(locals.actor, slug);
	const isStatement = data.get('type') === 'true_false';
	const options = isStatement
		? trueFalseOptions[bank.language]
		: data
				.getAll('options')
				.map(text)
				.filter((option) => option.trim() !== '');
	const stem = text(data.get('stem'));
	if (stem.trim() === '' || options.length < 2) return { duplicate: null };
	const content = { stem, options: options.slice(0, 20) };
	return { duplicate: await locals.app.catalogue.duplicateOf(locals.actor, slug, content, key) };
}
