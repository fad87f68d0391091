import { AppError } from '#lib/domain/errors.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params }) =>
	orErrorPage(async () => {
		const { banks } = locals.app;
		const bank = (await banks.list(locals.actor)).find((each) => each.slug === params.slug);
		if (!bank) throw new AppError('BANK_NOT_FOUND');
		return {
			bank: {
				slug: bank.slug,
				title: bank.title,
				language: bank.language,
				practice: bank.practice,
				items: bank.items,
				updatedAt: bank.updatedAt
			},
			strata: await banks.strata(locals.actor, [bank.id])
		};
	});
