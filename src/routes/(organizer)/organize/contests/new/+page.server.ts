import { redirect } from '@sveltejs/kit';
import { handleForm } from '#lib/server/http/forms.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { newContestForm } from '../../../_components/contest-defaults.ts';
import {
	changeRows,
	draftOf,
	loadChoices,
	openForm
} from '../../../_components/contest-form.server.ts';
import { contestFormSchema, sourceValue } from '../../../_components/contest-form.ts';
import { buildUnitTree } from '../../../_components/unit-tree.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	orErrorPage(async () => {
		const choices = await loadChoices(locals);
		const roots = buildUnitTree(choices.units);
		// Questions of a practice bank are known to everybody.
		const bank = choices.banks.find((each) => !each.practice) ?? choices.banks[0];
		const fresh = newContestForm({
			now: locals.app.clock.now(),
			unitId: roots[0]?.id,
			eligibleUnitIds: roots.map((root) => root.id),
			source: bank && sourceValue(bank.id, null)
		});
		return { choices, form: await openForm(fresh) };
	});

export const actions: Actions = {
	save: (event) =>
		handleForm(event, contestFormSchema, async (form) => {
			const { app, actor } = event.locals;
			const contestId = await app.contests.create(actor, await draftOf(event.locals, form));
			redirect(303, `/organize/contests/${contestId}`);
		}),
	rows: changeRows
};
