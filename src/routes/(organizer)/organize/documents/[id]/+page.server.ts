import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { documentSchema } from '#lib/domain/documents.ts';
import { AppError } from '#lib/domain/errors.ts';
import { rowIdSchema } from '#lib/domain/row-id.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { handleForm } from '#lib/server/http/forms.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import type { Actions, PageServerLoad } from './$types';

/** The document's id of a path. Throws DOCUMENT_NOT_FOUND. */
function readId({ id }: { id: string }): number {
	const parsed = z.coerce.number().pipe(rowIdSchema).safeParse(id);
	if (!parsed.success) throw new AppError('DOCUMENT_NOT_FOUND');
	return parsed.data;
}

export const load: PageServerLoad = ({ locals, params, url }) =>
	orErrorPage(async () => {
		const { app, actor } = locals;
		const id = readId(params);
		const register = await app.documents.list(actor);
		const document = register.find((each) => each.id === id);
		if (!document) throw new AppError('DOCUMENT_NOT_FOUND');
		const { edited: _, ...shown } = document;
		return {
			document: shown,
			citing: await app.catalogue.citing(actor, id),
			mayManage: app.documents.mayManage(actor),
			added: url.searchParams.get('added') === 'on',
			form: await superValidate(document, zod4(documentSchema), { errors: false }),
			others: register
				.filter((each) => each.id !== id)
				.map(({ id, symbol, title }) => ({ id, symbol, title }))
		};
	});

export const actions: Actions = {
	save: (event) =>
		handleForm(event, documentSchema, async (values) => {
			const { app, actor } = event.locals;
			await app.documents.save(actor, readId(event.params), values);
			return { kind: 'done', text: m.banks_document_saved() };
		})
};
