import { orErrorPage } from '#lib/server/http/refusals.ts';
import { requireSignIn } from '#lib/server/http/require-sign-in.ts';
import { readPage, readUnit } from '../../../_components/params.server.ts';
import type { PageServerLoad } from './$types';

const pageSize = 50;
/** Longer than any name, staff code or address. */
const longestSearch = 120;

export const load: PageServerLoad = (event) =>
	orErrorPage(async () => {
		const { unitId } = readUnit(event.params);
		const actor = requireSignIn(event);
		const { activation, units } = event.locals.app;
		const search = (event.url.searchParams.get('q') ?? '').trim().slice(0, longestSearch);
		const page = readPage(event.url);
		const [{ unit, above, below }, found, recipients] = await Promise.all([
			units.around(actor, 'roster.read', unitId),
			units.listPeople(actor, { unitId, search, page, pageSize }),
			activation.countRecipients(actor, unitId)
		]);
		return {
			unit: { id: unit.id, name: unit.name },
			above: above.map(({ id, name }) => ({ id, name })),
			below: below.map(({ id, name }) => ({ id, name })),
			search,
			page,
			pageCount: Math.ceil(found.total / pageSize),
			total: found.total,
			people: found.people,
			recipients: { people: recipients.people, holdingCode: recipients.holdingCode }
		};
	});
