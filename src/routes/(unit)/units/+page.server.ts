import { orErrorPage } from '#lib/server/http/refusals.ts';
import { requireSignIn } from '#lib/server/http/require-sign-in.ts';
import type { PageServerLoad } from './$types';

/** Contests whose figures are shown at once; the others are a link away. */
const contestsWithFigures = 6;

/** A contest with the topmost units that the reader may see in it. */
interface ContestOfUnits {
	readonly id: number;
	readonly title: string;
	readonly opensAt: number;
	readonly closesAt: number;
	readonly roots: readonly { readonly unitId: number; readonly name: string }[];
	/** Of the one root; null when there are several or figures were left out. */
	readonly figures: {
		readonly headcount: number;
		readonly submitted: number;
		readonly rate: number | null;
	} | null;
}

export const load: PageServerLoad = (event) =>
	orErrorPage(async () => {
		const actor = requireSignIn(event);
		const { contests, participation, units } = event.locals.app;
		const rosters = await units.listTopmost(actor, 'roster.read');
		const listed: ContestOfUnits[] = [];
		for (const contest of await contests.listPublished()) {
			const roots = await participation.roots(actor, contest);
			const [only] = roots;
			if (!only) continue;
			const withFigures = roots.length === 1 && listed.length < contestsWithFigures;
			const view = withFigures ? await participation.ofUnit(actor, contest, only.unitId) : null;
			listed.push({
				id: contest.id,
				title: contest.title,
				opensAt: contest.round.timing.opensAt,
				closesAt: contest.round.timing.closesAt,
				roots: roots.map(({ unitId, name }) => ({ unitId, name })),
				figures: view && {
					headcount: view.unit.headcount,
					submitted: view.unit.submitted,
					rate: view.unit.rate
				}
			});
		}
		return { contests: listed, rosters: rosters.map(({ id, name }) => ({ id, name })) };
	});
