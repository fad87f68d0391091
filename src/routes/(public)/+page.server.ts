import { orErrorPage } from '#lib/server/http/refusals.ts';
import { groupByPhase, nextPhaseChange, summarize } from './_components/contest-summary.ts';
import { toPracticeBank } from './_components/practice-bank.server.ts';
import type { PageServerLoad } from './$types';

export const load: PageServerLoad = ({ locals: { app } }) =>
	orErrorPage(async () => {
		const [contests, banks] = await Promise.all([
			app.contests.listPublished(),
			app.banks.listForPractice()
		]);
		const now = app.clock.now();
		const summaries = contests.map((contest) => summarize(contest, now));
		return {
			now,
			contests: groupByPhase(summaries),
			nextChange: nextPhaseChange(summaries),
			banks: banks.map(toPracticeBank)
		};
	});
