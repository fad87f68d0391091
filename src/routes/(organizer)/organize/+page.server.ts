import type { Contest } from '#lib/server/contests/contests.service.ts';
import { orErrorPage } from '#lib/server/http/refusals.ts';
import { contestState, type ContestState } from '../_components/contest-state.ts';
import type { PageServerLoad } from './$types';

/** Running contests whose figures the list shows; each costs a count over its participants. */
const countedContests = 10;

/** A contest in the list. `totals` only while it runs. */
export interface ListedContest {
	readonly id: number;
	readonly title: string;
	readonly unitName: string;
	readonly state: ContestState;
	readonly opensAt: number;
	readonly closesAt: number;
	readonly totals: { headcount: number; submitted: number; attempts: number } | null;
}

export const load: PageServerLoad = ({ locals }) =>
	orErrorPage(async () => {
		const { contests, participation, clock } = locals.app;
		const managed = await contests.listManaged(locals.actor);
		const now = clock.now();
		const stateOf = (contest: Contest) => contestState(contest, now);
		const counted = managed
			.filter((contest) => stateOf(contest) === 'open')
			.slice(0, countedContests);
		const totals = new Map(
			await Promise.all(
				counted.map(
					async (contest) => [contest.id, (await participation.unitBoard(contest)).totals] as const
				)
			)
		);
		return {
			contests: managed.map((contest): ListedContest => ({
				id: contest.id,
				title: contest.title,
				unitName: contest.unitName,
				state: stateOf(contest),
				opensAt: contest.round.timing.opensAt,
				closesAt: contest.round.timing.closesAt,
				totals: totals.get(contest.id) ?? null
			}))
		};
	});
