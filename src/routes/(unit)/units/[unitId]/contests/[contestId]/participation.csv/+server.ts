import { m } from '#lib/i18n/paraglide/messages.js';
import { csvResponse } from '#lib/server/http/csv.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { requireSignIn } from '#lib/server/http/require-sign-in.ts';
import { readUnitAndContest } from '../../../../../_components/params.server.ts';
import { participationTable } from '../../../../../_components/participation-table.ts';
import type { RequestHandler } from './$types';

/** Participation of a unit and every unit below it, as a file. */
export const GET: RequestHandler = (event) =>
	orErrorPage(async () => {
		const { unitId, contestId } = readUnitAndContest(event.params);
		const actor = requireSignIn(event);
		const { contests, participation } = event.locals.app;
		const contest = await contests.findPublished(contestId);
		const rows = await participation.subtree(actor, contest, unitId);
		return csvResponse(
			`${m.unit_csv_file({ unit: rows[0]?.unit.name ?? '' })}.csv`,
			participationTable(rows, contest.round.passPercent !== null)
		);
	});
