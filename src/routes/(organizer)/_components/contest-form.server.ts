import type { RequestEvent } from '@sveltejs/kit';
import { superValidate } from 'sveltekit-superforms';
import { zod4 } from 'sveltekit-superforms/adapters';
import type { ContestDraft } from '#lib/domain/contest.ts';
import { withoutRow, withSpareRows } from './contest-defaults.ts';
import { contestFormSchema, toContestDraft, type ContestForm } from './contest-form.ts';
import type { FormChoices } from './form-choices.ts';
import { topmostUnits } from './unit-tree.ts';

type Locals = App.Locals;

/**
 * What the form offers: units, banks and their items within the actor's reach. Archived banks are not
 * offered, but for those that the draft has already.
 */
export async function loadChoices(
	{ app, actor }: Locals,
	kept: readonly number[] = []
): Promise<FormChoices> {
	const units = await app.units.listPermitted(actor, 'contests.manage');
	const banks = (await app.banks.list(actor)).filter(
		(bank) => !bank.archived || kept.includes(bank.id)
	);
	const strata = await app.banks.strata(
		actor,
		banks.map((bank) => bank.id)
	);
	return {
		units: units.map(({ id, code, name, path, headcount }) => ({
			id,
			code,
			name,
			path,
			headcount
		})),
		banks: banks
			.filter((bank) => bank.items > 0)
			.map(({ id, title, practice }) => ({ id, title, practice })),
		strata
	};
}

/** The form with its first data; what it lacks is not yet wrong. */
export function openForm(form: ContestForm) {
	return superValidate(form, zod4(contestFormSchema), { errors: false });
}

/** The draft of an accepted form, without units that another chosen one stands for. */
export async function draftOf({ app, actor }: Locals, form: ContestForm): Promise<ContestDraft> {
	const units = await app.units.listPermitted(actor, 'contests.manage');
	const draft = toContestDraft(form);
	return { ...draft, eligibleUnitIds: topmostUnits(draft.eligibleUnitIds, units) };
}

/** Adds or removes a row of the blueprint for a page without JavaScript; nothing is checked or kept. */
export async function changeRows({ request }: Pick<RequestEvent, 'request'>) {
	const data = await request.formData();
	const form = await superValidate(data, zod4(contestFormSchema), { errors: false });
	const removed = data.get('removeLine');
	form.data =
		removed === null ? withSpareRows(form.data, 1) : withoutRow(form.data, Number(removed));
	return { form };
}
