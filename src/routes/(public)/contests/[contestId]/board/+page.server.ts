import { z } from 'zod';
import { isAppError } from '#lib/domain/errors.ts';
import type { BoardSnapshot } from '#lib/realtime/events.ts';
import { orErrorPage, parseInput } from '#lib/server/http/refusals.ts';
import { summarize } from '../../../_components/contest-summary.ts';
import { isBoardLive } from '../_board/board-live.ts';
import { contestIdSchema } from '../_parts/contest-id.ts';
import { findOwnStanding } from '../_parts/own-results.server.ts';
import type { PageServerLoad } from './$types';

const querySchema = z.object({
	view: z.enum(['people', 'units', 'hall']).catch('people'),
	theme: z.enum(['light', 'dark']).nullable().catch(null)
});

export const load: PageServerLoad = ({ locals: { app, actor }, params, url }) =>
	orErrorPage(async () => {
		const contestId = parseInput(contestIdSchema, params.contestId, 'CONTEST_NOT_FOUND');
		const contest = await app.contests.findPublished(contestId);
		const [board, standing] = await Promise.all([
			visibleBoard(() => app.boards.board(actor, contestId)),
			findOwnStanding(app, actor, contest)
		]);
		const now = app.clock.now();
		return {
			...querySchema.parse({
				view: url.searchParams.get('view'),
				theme: url.searchParams.get('theme')
			}),
			now,
			contest: summarize(contest, now),
			release: contest.round.release.board,
			board,
			isPublic: app.boards.isPublic(contest),
			live: isBoardLive(contest.round.timing, now),
			standing,
			personId: actor?.personId ?? null
		};
	});

/** The boards, or null while the rules withhold them. */
async function visibleBoard(read: () => Promise<BoardSnapshot>): Promise<BoardSnapshot | null> {
	try {
		return await read();
	} catch (failure) {
		if (isAppError(failure) && failure.code === 'RESULTS_WITHHELD') return null;
		throw failure;
	}
}
