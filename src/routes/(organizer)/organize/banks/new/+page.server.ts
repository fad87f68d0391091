import { redirect } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import { isAllowed } from '#lib/domain/permissions.ts';
import { handleForm } from '#lib/server/http/forms.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { newBankFormSchema } from '../../../_banks/bank-forms.ts';
import { buildUnitTree, unitOptions } from '../../../_components/unit-tree.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	orErrorPage(async () => {
		const { app, actor } = locals;
		const owners = unitOptions(buildUnitTree(await app.units.listPermitted(actor, 'banks.edit')));
		const mayOwnAll = isAllowed(actor, 'banks.edit', null);
		const unitId = mayOwnAll ? null : (owners[0]?.value ?? null);
		const form = await superValidate(
			{ title: '', language: 'vi', slug: '', unitId },
			zod4(newBankFormSchema),
			{ errors: false }
		);
		return { form, owners, mayOwnAll };
	});

export const actions: Actions = {
	default: (event) =>
		handleForm(event, newBankFormSchema, async ({ slug: typed, ...bank }) => {
			const { app, actor } = event.locals;
			const slug = await app.bankSettings.create(actor, { ...bank, slug: typed || null });
			redirect(303, `/organize/banks/${slug}`);
		})
};
