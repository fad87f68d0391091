import { z } from 'zod';
import { m } from '#lib/i18n/paraglide/messages.js';
import { csvText } from '#lib/server/http/csv.ts';
import { orErrorPage, parseInput } from '#lib/server/http/refusals.ts';
import { requireSignIn } from '#lib/server/http/require-sign-in.ts';
import { codesTable } from '../../../_components/codes-table.ts';
import { issueFromForm } from '../../../_components/issue-codes.server.ts';
import { readUnit } from '../../../_components/params.server.ts';
import type { Actions, PageServerLoad } from './$types';

/** More slips than this are no longer a page to print: they come as a file. */
const maxSlips = 400;

const personId = z.coerce.number().int().positive().max(2_147_483_647);

export const load: PageServerLoad = (event) =>
	orErrorPage(async () => {
		const { unitId } = readUnit(event.params);
		const actor = requireSignIn(event);
		const { activation } = event.locals.app;
		const { unit, people, holdingCode } = await activation.countRecipients(actor, unitId);
		const asked = event.url.searchParams.get('person');
		// After the codes are out, the person of the address may have used theirs already.
		const person =
			asked === null || event.request.method === 'POST'
				? null
				: await activation.findRecipient(actor, unitId, parseInput(personId, asked, 'NOT_FOUND'));
		return {
			unit: { id: unit.id, name: unit.name },
			people,
			holdingCode,
			person: person && {
				id: person.personId,
				fullName: person.fullName,
				staffCode: person.staffCode
			},
			maxSlips
		};
	});

export const actions: Actions = {
	/** The codes are in the answer and nowhere else: they cannot be read again. */
	default: (event) =>
		orErrorPage(async () => {
			const { unit, codes } = await issueFromForm(event);
			event.setHeaders({ 'cache-control': 'no-store' });
			const address = `${event.url.origin}/activate`;
			return {
				codes,
				address,
				fileName: `${m.unit_codes_file({ unit: unit.name })}.csv`,
				csv: csvText(codesTable(codes, address))
			};
		})
};
