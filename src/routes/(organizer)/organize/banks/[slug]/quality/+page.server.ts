import { maxAttempts } from '#lib/server/quality/quality.service.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { findBank } from '../../../../_quality/bank.server.ts';
import { countSeverities } from '../../../../_quality/count-severities.ts';
import { toItemRow } from '../../../../_quality/item-row.ts';
import { readView } from '../../../../_quality/view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
	orErrorPage(async () => {
		const { app, actor } = locals;
		const bank = await findBank(locals, params);
		const view = readView(url, 'exposure');
		const quality = await app.quality.bank(actor, bank.slug, view);
		if (quality.state === 'computing') return { bank, computing: quality.read, quality: null };
		const { rounds, allRounds, papers, computedAt, capped, items, list } = quality;
		const inUse = items.filter((item) => item.inUse);
		return {
			bank,
			computing: null,
			quality: {
				...{ rounds, allRounds, papers, computedAt },
				capped: capped ? maxAttempts : null,
				inUse: inUse.length,
				neverUsed: inUse.filter(({ exposure }) => exposure.held === 0).length,
				...countSeverities(items),
				worn: items.filter(({ warnings }) => warnings.some(({ code }) => code === 'WORN_OUT'))
					.length,
				rows: list.rows.map(toItemRow),
				...{ page: list.page, pageCount: list.pageCount, total: list.total },
				...{ order: view.order, direction: view.direction }
			}
		};
	});
