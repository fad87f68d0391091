import { toSnapshot } from '#lib/server/boards/boards.service.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { requireSignIn } from '#lib/server/http/require-sign-in.ts';
import { readUnitAndContest } from '../../../../_components/params.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = (event) =>
	orErrorPage(async () => {
		const { unitId, contestId } = readUnitAndContest(event.params);
		const actor = requireSignIn(event);
		const { clock, contests, participation } = event.locals.app;
		const contest = await contests.findPublished(contestId);
		// Taken before reading: a snapshot is never newer than it says.
		const at = clock.now();
		const view = await participation.ofUnit(actor, contest, unitId);
		return {
			contest: { id: contest.id, title: contest.title, passPercent: contest.round.passPercent },
			ancestors: view.ancestors.map((unit) => ({ id: unit.unitId, name: unit.name })),
			snapshot: toSnapshot(contest.id, at, view)
		};
	});
