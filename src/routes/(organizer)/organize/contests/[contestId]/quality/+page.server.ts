import { maxAttempts } from '#lib/server/quality/quality.service.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { findWithResults } from '../../../../_components/contest.server.ts';
import { countSeverities } from '../../../../_quality/count-severities.ts';
import { toItemRow } from '../../../../_quality/item-row.ts';
import { readView } from '../../../../_quality/view.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals, params, url }) =>
	orErrorPage(async () => {
		const { app, actor } = locals;
		const { id, title } = await findWithResults(locals, params);
		const contest = { id, title };
		const view = readView(url, 'warnings');
		const quality = await app.quality.round(actor, id, view);
		if (quality.state === 'computing') return { contest, computing: quality.read, quality: null };
		const { paper, counts, computedAt, capped, fixedPaper, neverDrawn, items, list } = quality;
		return {
			contest,
			computing: null,
			quality: {
				...{ paper, counts, computedAt, fixedPaper, neverDrawn },
				capped: capped ? maxAttempts : null,
				...countSeverities(items),
				drawn: quality.drawn.map(toItemRow),
				rows: list.rows.map(toItemRow),
				...{ page: list.page, pageCount: list.pageCount, total: list.total },
				...{ order: view.order, direction: view.direction }
			}
		};
	});
