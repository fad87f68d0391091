import { redirect } from '@sveltejs/kit';
import { AppError } from '#lib/domain/errors.ts';
import { handleForm } from '#lib/server/http/forms.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { withSpareRows } from '../../../../_components/contest-defaults.ts';
import {
	changeRows,
	draftOf,
	loadChoices,
	openForm
} from '../../../../_components/contest-form.server.ts';
import { contestFormSchema, toContestForm } from '../../../../_components/contest-form.ts';
import { readContestId, rulesOf } from '../../../../_components/contest.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
	orErrorPage(async () => {
		const { contests } = locals.app;
		const contest = await contests.findManaged(locals.actor, readContestId(params));
		if (contest.status !== 'draft') throw new AppError('CONTEST_ALREADY_PUBLISHED');
		const kept = contest.round.lines.map((line) => line.bankId);
		const form = toContestForm({
			title: contest.title,
			rulesText: contest.rulesText,
			unitId: contest.unitId,
			eligibleUnitIds: [...contest.eligibleUnitIds],
			rules: rulesOf(contest)
		});
		return {
			contest: { id: contest.id, title: contest.title },
			choices: await loadChoices(locals, kept),
			form: await openForm(withSpareRows(form))
		};
	});

export const actions: Actions = {
	save: (event) =>
		handleForm(event, contestFormSchema, async (form) => {
			const { app, actor } = event.locals;
			const contestId = readContestId(event.params);
			await app.contests.update(actor, contestId, await draftOf(event.locals, form));
			redirect(303, `/organize/contests/${contestId}`);
		}),
	rows: changeRows
};
