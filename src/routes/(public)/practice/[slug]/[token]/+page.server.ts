import { orErrorPage, parseInput } from '#lib/server/http/refusals.ts';
import { practiceTokenSchema } from '#lib/server/practice/practice.service.ts';
import { readAnswers } from '../../../../(candidate)/_exam/read-answers.ts';
import { toPracticeBank } from '../../../_components/practice-bank.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { app }, params }) =>
	orErrorPage(async () => {
		const token = parseInput(practiceTokenSchema, params.token, 'NOT_FOUND');
		const { bank, items, deadline, serverTime } = await app.practice.sitting(params.slug, token);
		return { token, bank: toPracticeBank(bank), items, deadline, serverTime };
	});

export const actions: Actions = {
	/** Scores the paper; nothing of it is kept. */
	default: ({ locals: { app }, params, request }) =>
		orErrorPage(async () => {
			const token = parseInput(practiceTokenSchema, params.token, 'NOT_FOUND');
			const answers = readAnswers(await request.formData());
			const { score, items } = await app.practice.result(params.slug, token, answers);
			return { result: { score, items } };
		})
};
