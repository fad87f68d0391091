import { redirect } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { documentSchema } from '#lib/domain/documents.ts';
import { AppError } from '#lib/domain/errors.ts';
import { handleForm } from '#lib/server/http/forms.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	orErrorPage(async () => {
		const { documents } = locals.app;
		const register = await documents.list(locals.actor);
		if (!documents.mayManage(locals.actor)) throw new AppError('FORBIDDEN');
		return {
			form: await superValidate(zod4(documentSchema), { errors: false }),
			others: register.map(({ id, symbol, title }) => ({ id, symbol, title }))
		};
	});

export const actions: Actions = {
	save: (event) =>
		handleForm(event, documentSchema, async (values) => {
			const { app, actor } = event.locals;
			const id = await app.documents.save(actor, null, values);
			redirect(303, `/organize/documents/${id}?added=on`);
		})
};
