import { isAllowedSomewhere } from '#lib/domain/permissions.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { ownerNames } from '../../_banks/owner.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals }) =>
	orErrorPage(async () => {
		const { app, actor } = locals;
		const banks = await app.banks.list(actor);
		const owners = await ownerNames(locals, banks);
		return {
			banks: banks.map((bank) => ({
				slug: bank.slug,
				title: bank.title,
				language: bank.language,
				practice: bank.practice,
				fourEyes: bank.fourEyes,
				archived: bank.archived,
				owner: bank.unitId === null ? null : (owners.get(bank.unitId) ?? null),
				items: bank.items,
				waiting: bank.waiting,
				updatedAt: bank.updatedAt
			})),
			mayCreate: isAllowedSomewhere(actor, 'banks.edit')
		};
	});
