import { orErrorPage } from '#lib/server/http/refusals.ts';
import { requireSignIn } from '#lib/server/http/require-sign-in.ts';
import { readPage, readUnitAndContest } from '../../../../../_components/params.server.ts';
import type { PageServerLoad } from './$types';

const pageSize = 50;

export const load: PageServerLoad = (event) =>
	orErrorPage(async () => {
		const { unitId, contestId } = readUnitAndContest(event.params);
		const actor = requireSignIn(event);
		const { clock, contests, participation } = event.locals.app;
		const contest = await contests.findPublished(contestId);
		const unit = await participation.requireUnit(actor, contest, unitId);
		const load = (page: number) =>
			participation.missing(actor, contest, unitId, {
				limit: pageSize,
				offset: (page - 1) * pageSize
			});
		let page = readPage(event.url);
		let found = await load(page);
		// The list grows shorter while people submit: its last page may be gone.
		if (found.people.length === 0 && page > 1) {
			page = 1;
			found = await load(page);
		}
		return {
			contest: { id: contest.id, title: contest.title },
			closesAt: contest.round.timing.closesAt,
			closed: clock.now() >= contest.round.timing.closesAt,
			unit: { id: unit.unitId, name: unit.name },
			page,
			pageCount: Math.ceil(found.total / pageSize),
			total: found.total,
			people: found.people
		};
	});
