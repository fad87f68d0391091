import { wholeNumber } from '../arguments.ts';
import type { Verb } from '../verb.ts';
import { withApp } from '../with-app.ts';

/** Makes the standings of a contest anew from its attempts. */
export const rebuildStandings: Verb = {
	name: 'rebuild-standings',
	summary: 'build the standings and counters of a contest from its attempts again',
	operands: [{ name: 'contestId', summary: 'number of the contest, as in its address' }],
	required: 1,
	options: {},
	run: ({ operands: [text = ''] }) => {
		const contestId = wholeNumber('contestId', text, 1, 2_147_483_647);
		return withApp(async (app) => {
			const people = await app.standings.rebuildAsOperator(contestId);
			console.log(`Contest ${contestId}: standings of ${people} people rebuilt.`);
			return 0;
		});
	}
};
