import { redirect } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { csvResponse } from '#lib/server/http/csv.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { findBank } from '../../../../../_quality/bank.server.ts';
import { toItemRow } from '../../../../../_quality/item-row.ts';
import { itemTable } from '../../../../../_quality/item-table.ts';
import { readWholeView } from '../../../../../_quality/view.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params, url }) =>
	orErrorPage(async () => {
		const { app, actor } = locals;
		const { slug } = await findBank(locals, params);
		const quality = await app.quality.bank(actor, slug, readWholeView(url, 'exposure'));
		if (quality.state === 'computing') redirect(303, `/organize/banks/${slug}/quality`);
		return csvResponse(
			`${m.quality_file()}-${slug}.csv`,
			itemTable(quality.list.rows.map(toItemRow))
		);
	});
