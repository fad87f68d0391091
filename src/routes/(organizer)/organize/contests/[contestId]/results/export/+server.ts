import { csvResponse } from '#lib/server/http/csv.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { findWithResults } from '../../../../../_components/contest.server.ts';
import { resultRows } from '../../../../../_components/result-rows.ts';
import type { RequestHandler } from './$types';

/** Rows of a sheet in Excel, without the heading. */
const maxRows = 1_048_575;

export const GET: RequestHandler = ({ locals, params }) =>
	orErrorPage(async () => {
		const contest = await findWithResults(locals, params);
		const standings = await locals.app.standings.top(contest, maxRows);
		return csvResponse(
			`${m.organizer_results_file()}-${contest.id}.csv`,
			resultRows(standings, contest.round.passPercent !== null)
		);
	});
