import { plainText } from '#lib/domain/markup.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { readBankFilter } from '../../../_banks/bank-filter.ts';
import { runBulk } from '../../../_banks/bulk.server.ts';
import { toItemFilter } from '../../../_banks/item-filter.server.ts';
import { readPage } from '../../../_banks/page-number.server.ts';
import { ownerNames } from '../../../_banks/owner.server.ts';
import type { Actions, PageServerLoad } from './$types';

const pageSize = 25;

export const load: PageServerLoad = ({ locals, params, url }) =>
	orErrorPage(async () => {
		const { app, actor } = locals;
		const bank = await app.catalogue.bank(actor, params.slug);
		const filter = readBankFilter(url.searchParams);
		const page = readPage(url);
		const { items, total } = await app.catalogue.items(
			actor,
			params.slug,
			toItemFilter(filter, bank),
			{ offset: (page - 1) * pageSize, limit: pageSize }
		);
		const owners = await ownerNames(locals, [bank]);
		return {
			bank: {
				slug: bank.slug,
				title: bank.title,
				language: bank.language,
				license: bank.license,
				practice: bank.practice,
				fourEyes: bank.fourEyes,
				archived: bank.archived,
				owner: bank.unitId === null ? null : (owners.get(bank.unitId) ?? null),
				items: bank.items,
				updatedAt: bank.updatedAt,
				topics: bank.topics,
				counts: bank.counts,
				strata: bank.strata,
				documents: bank.documents.map(({ documentId, symbol, status }) => ({
					id: String(documentId),
					symbol,
					status
				})),
				mayEdit: bank.mayEdit,
				mayReview: bank.mayReview,
				mayImport: bank.mayImport
			},
			filter,
			page,
			pageCount: Math.ceil(total / pageSize),
			total,
			items: items.map(({ itemId: _, ...item }) => ({ ...item, stem: plainText(item.stem) }))
		};
	});

export const actions: Actions = {
	bulk: async ({ request, locals, params, url }) =>
		runBulk(locals, params.slug, { data: await request.formData(), url })
};
