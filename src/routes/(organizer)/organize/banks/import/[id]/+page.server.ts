import { redirect } from '@sveltejs/kit';
import type { ImportPreview } from '#lib/domain/import-preview.ts';
import { AppError, isAppError } from '#lib/domain/errors.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { readPage } from '../../../../_banks/page-number.server.ts';
import {
	orRefusal,
	refusalOf,
	type ImportRefusal
} from '../../../../_components/import-file.server.ts';
import {
	checkFields,
	choicesQuery,
	shownSchema,
	type Choices
} from '../../../../_imports/choices.ts';
import { importAddress, loadChoices, toImport } from '../../../../_imports/import-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** What confirming would do, or why that cannot be said. */
type Shown =
	| { readonly preview: ImportPreview & { asDrafts: boolean }; readonly refused: null }
	| { readonly preview: null; readonly refused: ImportRefusal };

export const load: PageServerLoad = ({ locals, params, url }) =>
	orErrorPage(async () => {
		const { app, actor } = locals;
		const upload = await app.imports.state(actor, params.id);
		const { id, fileName } = upload;
		if (upload.state === 'reading')
			return { id, fileName, state: 'reading' as const, items: upload.items };
		if (upload.state === 'imported')
			return { id, fileName, state: 'imported' as const, result: upload.result };
		if (upload.state === 'refused') {
			const refused = refusalOf(upload.refusal, fileName);
			return { id, fileName, state: 'refused' as const, refused };
		}
		const { overview } = upload;
		const offered = await loadChoices(locals, { fileName, overview }, url.searchParams);
		const { choices, errors } = checkFields(offered.fields);
		const show = shownSchema.parse(url.searchParams.get('show') ?? 'all');

		async function preview(made: Choices): Promise<Shown> {
			const { target, choices } = await toImport(locals, made, overview);
			const view = { show, page: readPage(url) };
			try {
				const preview = await app.imports.preview(actor, id, target, choices, view);
				return { preview, refused: null };
			} catch (failure) {
				// A name that is taken, a bank that went: another choice helps.
				if (!isAppError(failure)) throw failure;
				return { preview: null, refused: refusalOf(failure, null) };
			}
		}

		return {
			...{ id, fileName, state: 'read' as const, overview, show },
			...{ offered, errors, changed: url.searchParams.has('changed') },
			shown: choices ? await preview(choices) : null
		};
	});

export const actions: Actions = {
	confirm: ({ request, locals, params }) =>
		orRefusal(async () => {
			const { app, actor } = locals;
			const sent = await request.formData();
			const upload = await app.imports.state(actor, params.id);
			if (upload.state === 'read') {
				const { fields } = await loadChoices(locals, upload, sent);
				const made = checkFields(fields);
				// Only what was seen is imported.
				if (!made.choices || sent.get('seen') !== choicesQuery(fields).toString())
					redirect(303, importAddress(params.id, fields, { changed: '' }));
				const { target, choices } = await toImport(locals, made.choices, upload.overview);
				await app.imports.confirm(actor, params.id, target, choices);
			} else if (upload.state === 'reading') {
				throw new AppError('UPLOAD_NOT_READY');
			}
			redirect(303, `/organize/banks/import/${params.id}`);
		}),

	discard: ({ locals, params }) =>
		orRefusal(async () => {
			await locals.app.imports.discard(locals.actor, params.id);
			redirect(303, '/organize/banks/import');
		})
};
