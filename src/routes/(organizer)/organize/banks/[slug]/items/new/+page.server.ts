import { redirect } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { AppError } from '#lib/domain/errors.ts';
import { handleForm } from '#lib/server/http/forms.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { changeRows, findTyped } from '../../../../../_banks/item-actions.server.ts';
import { itemFormSchema, newItemForm, toItemDraft } from '../../../../../_banks/item-form.ts';
import { loadItemChoices } from '../../../../../_banks/item-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
	orErrorPage(async () => {
		const { choices } = await loadItemChoices(locals, params.slug);
		if (!choices.mayEdit) throw new AppError('FORBIDDEN');
		const wanted = url.searchParams.get('topic');
		const topic = choices.topics.find(({ key }) => key === wanted) ?? choices.topics[0];
		const form = await superValidate(newItemForm(topic?.key ?? ''), zod4(itemFormSchema), {
			id: 'item',
			errors: false
		});
		return { choices, form };
	});

export const actions: Actions = {
	save: (event) =>
		handleForm(event, itemFormSchema, async (form) => {
			const { app, actor } = event.locals;
			const { slug } = event.params;
			const { approve, topic } = form;
			const key = await app.editing.create(actor, slug, toItemDraft(form), { approve });
			redirect(303, `/organize/banks/${slug}/items/${key}?added=${topic}`);
		}),
	rows: changeRows,
	duplicate: (event) => findTyped(event, event.params.slug, null)
};
