import { fail, type ActionFailure, type RequestEvent } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { optionalText } from '#lib/domain/bank-file.ts';
import { AppError, isAppError, type ErrorCode } from '#lib/domain/errors.ts';
import { itemStatuses } from '#lib/domain/items.ts';
import { errorText } from '#lib/i18n/errors.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { BulkResult } from '#lib/server/banks/editing.service.ts';
import { handleForm } from '#lib/server/http/forms.ts';
import { orErrorPage, parseInput } from '#lib/server/http/refusals.ts';
import { changeRows, findTyped } from '../../../../../_banks/item-actions.server.ts';
import { itemFormSchema, toItemDraft, toItemForm } from '../../../../../_banks/item-form.ts';
import { loadItem, loadItemChoices } from '../../../../../_banks/item-page.server.ts';
import type { Actions, PageServerLoad } from './$types';

const stepSchema = z.object({ step: z.enum(itemStatuses), note: optionalText(1000) });

export const load: PageServerLoad = ({ locals, params, url }) =>
	orErrorPage(async () => {
		const { choices } = await loadItemChoices(locals, params.slug);
		const item = await loadItem(locals, params.slug, params.key);
		const form = await superValidate(
			toItemForm(item.draft, item.newestVersionId),
			zod4(itemFormSchema),
			{ id: 'item', errors: false }
		);
		return { choices, item, form, added: url.searchParams.get('added') };
	});

export const actions: Actions = {
	save: async (event) => {
		const { locals, params } = event;
		const answer = await handleForm(event, itemFormSchema, async (data, form) => {
			const { app, actor } = locals;
			const { approve } = data;
			const base = data.baseVersionId ?? 0;
			await app.editing.save(actor, params.slug, params.key, base, toItemDraft(data), { approve });
			const saved = await loadItem(locals, params.slug, params.key);
			form.data = toItemForm(saved.draft, saved.newestVersionId);
			const { version } = saved.history.versions[0];
			if (saved.newestVersionId === base && !approve)
				return { kind: 'done', text: m.banks_saved_same() };
			const text = approve ? m.banks_saved_approved({ version }) : m.banks_saved({ version });
			return { kind: 'done', text };
		});
		const { form } = 'data' in answer ? answer.data : answer;
		if (form.message?.kind !== 'refused' || form.message.code !== 'ITEM_CHANGED_MEANWHILE')
			return answer;
		// What was typed stays; saved once more it becomes the version after the one that came between.
		const meanwhile = await loadItem(locals, params.slug, params.key);
		form.data.baseVersionId = meanwhile.newestVersionId;
		return fail(409, { form, meanwhile: meanwhile.history });
	},
	rows: changeRows,
	duplicate: (event) => findTyped(event, event.params.slug, event.params.key),
	step: (event) =>
		changeOne(event, async (keys) => {
			const data = Object.fromEntries(await event.request.formData());
			const { step, note } = parseInput(stepSchema, data);
			const { app, actor } = event.locals;
			return app.editing.step(actor, event.params.slug, keys, step, note);
		}),
	retire: (event) =>
		changeOne(event, (keys) =>
			event.locals.app.editing.retire(event.locals.actor, event.params.slug, keys)
		),
	restore: (event) =>
		changeOne(event, (keys) =>
			event.locals.app.editing.restore(event.locals.actor, event.params.slug, keys)
		)
};

/** Does something with the item of the page; a refusal comes back with its sentence. */
async function changeOne(
	{ params }: RequestEvent<{ slug: string; key: string }>,
	work: (keys: string[]) => Promise<BulkResult>
): Promise<{ changed: true } | ActionFailure<{ refused: { code: ErrorCode; text: string } }>> {
	try {
		const { refused } = await work([params.key]);
		if (refused[0]) throw new AppError(refused[0].code);
		return { changed: true };
	} catch (failure) {
		if (!isAppError(failure)) throw failure;
		const { status, code, params: values } = failure;
		return fail(status, { refused: { code, text: errorText(code, values) } });
	}
}
