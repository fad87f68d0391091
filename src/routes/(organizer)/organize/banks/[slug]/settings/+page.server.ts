import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { z } from 'zod';
import { bankSettingsSchema, maxTopics } from '#lib/domain/bank-settings.ts';
import { AppError } from '#lib/domain/errors.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { handleForm } from '#lib/server/http/forms.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { arrangedTopics, topicsFormSchema } from '../../../../_banks/bank-forms.ts';
import { editRows } from '../../../../_banks/row-edits.ts';
import type { Actions, PageServerLoad } from './$types';

const archiveSchema = z.object({ archived: z.boolean() });

export const load: PageServerLoad = ({ locals, params }) =>
	orErrorPage(async () => {
		const bank = await locals.app.catalogue.bank(locals.actor, params.slug);
		if (!bank.mayEdit) throw new AppError('FORBIDDEN');
		const { title, license, practice, fourEyes } = bank;
		const topics = {
			keys: bank.topics.map(({ key }) => key),
			titles: bank.topics.map((topic) => topic.title)
		};
		return {
			bank: { slug: bank.slug, title, language: bank.language, archived: bank.archived },
			settings: await superValidate(
				{ title, license, practice, fourEyes },
				zod4(bankSettingsSchema),
				{ id: 'settings', errors: false }
			),
			topics: await superValidate(topics, zod4(topicsFormSchema), { id: 'topics', errors: false })
		};
	});

export const actions: Actions = {
	settings: (event) =>
		handleForm(event, bankSettingsSchema, async (settings) => {
			const { app, actor } = event.locals;
			await app.bankSettings.configure(actor, event.params.slug, settings);
			return { kind: 'done', text: m.banks_settings_saved() };
		}),
	topics: (event) =>
		handleForm(event, topicsFormSchema, async (data, form) => {
			const { app, actor } = event.locals;
			const { slug } = event.params;
			await app.bankSettings.arrangeTopics(actor, slug, arrangedTopics(data).topics);
			// New topics have keys now; saved again they must not be added again.
			const { topics } = await app.catalogue.bank(actor, slug);
			form.data = {
				keys: topics.map(({ key }) => key),
				titles: topics.map(({ title }) => title)
			};
			return { kind: 'done', text: m.banks_topics_saved() };
		}),
	/** Adds or moves a row of the topics for a page without JavaScript; nothing is checked or kept. */
	rows: async ({ request }) => {
		const data = await request.formData();
		const form = await superValidate(data, zod4(topicsFormSchema), { id: 'topics', errors: false });
		const rows = form.data.titles.map((title, row) => ({ title, key: form.data.keys[row] ?? '' }));
		const edited = editRows(rows, String(data.get('edit') ?? ''), {
			blank: { title: '', key: '' },
			most: maxTopics
		});
		form.data = { keys: edited.map(({ key }) => key), titles: edited.map(({ title }) => title) };
		return { form };
	},
	archive: (event) =>
		handleForm(event, archiveSchema, async ({ archived }) => {
			const { app, actor } = event.locals;
			await app.bankSettings.archive(actor, event.params.slug, archived);
		})
};
