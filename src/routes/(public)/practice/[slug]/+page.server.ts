import { redirect } from '@sveltejs/kit';
import { AppError } from '#lib/domain/errors.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { toPracticeBank } from '../../_components/practice-bank.server.ts';
import type { Actions, PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { app }, params }) =>
	orErrorPage(async () => {
		const bank = (await app.banks.listForPractice()).find(({ slug }) => slug === params.slug);
		if (!bank) throw new AppError('BANK_NOT_FOUND');
		return { bank: toPracticeBank(bank) };
	});

export const actions: Actions = {
	start: ({ locals: { app }, params }) =>
		redirect(303, `/practice/${encodeURIComponent(params.slug)}/${app.practice.start()}`)
};
