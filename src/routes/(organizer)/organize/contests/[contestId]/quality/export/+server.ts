import { redirect } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { csvResponse } from '#lib/server/http/csv.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { findWithResults } from '../../../../../_components/contest.server.ts';
import { toItemRow } from '../../../../../_quality/item-row.ts';
import { itemTable } from '../../../../../_quality/item-table.ts';
import { readWholeView } from '../../../../../_quality/view.server.ts';
import type { RequestHandler } from './$types';

export const GET: RequestHandler = ({ locals, params, url }) =>
	orErrorPage(async () => {
		const { app, actor } = locals;
		const contest = await findWithResults(locals, params);
		const quality = await app.quality.round(actor, contest.id, readWholeView(url, 'warnings'));
		// The page tells how far it has come.
		if (quality.state === 'computing') redirect(303, `/organize/contests/${contest.id}/quality`);
		return csvResponse(
			`${m.quality_file()}-${contest.id}.csv`,
			itemTable(quality.list.rows.map(toItemRow))
		);
	});
