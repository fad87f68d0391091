import { redirect } from '@sveltejs/kit';
import { m } from '#lib/i18n/paraglide/messages.js';
import { csvResponse } from '#lib/server/http/csv.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { codesTable } from '../../../_components/codes-table.ts';
import { issueFromForm } from '../../../_components/issue-codes.server.ts';
import type { RequestHandler } from './$types';

/** Issues codes straight into a file, for more people than a page of slips holds. */
export const POST: RequestHandler = (event) =>
	orErrorPage(async () => {
		const { unit, codes } = await issueFromForm(event);
		return csvResponse(
			`${m.unit_codes_file({ unit: unit.name })}.csv`,
			codesTable(codes, `${event.url.origin}/activate`)
		);
	});

/** Opened without the form, as after signing in again: the form is on the page. */
export const GET: RequestHandler = ({ params }) => redirect(303, `/units/${params.unitId}/codes`);
