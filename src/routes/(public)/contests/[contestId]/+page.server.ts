import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { formatAttemptRef } from '#lib/domain/attempt-ref.ts';
import type { BoardSnapshot } from '#lib/realtime/events.ts';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { writeRules } from '#lib/i18n/rules-text.ts';
import { handleForm } from '#lib/server/http/forms.ts';
import { orErrorPage, parseInput } from '#lib/server/http/refusals.ts';
import { summarize } from '../../_components/contest-summary.ts';
import { isBoardLive } from './_board/board-live.ts';
import { contestIdSchema } from './_parts/contest-id.ts';
import { findOwnAttempts, findOwnStanding, findVisitor } from './_parts/own-results.server.ts';
import { startState } from './_parts/start-state.ts';
import type { Actions, PageServerLoad } from './$types';

/** Rows of each board on this page; the full boards have a page of their own. */
const previewRows = 10;

export const load: PageServerLoad = ({ locals: { app, actor }, params }) =>
	orErrorPage(async () => {
		const contestId = parseInput(contestIdSchema, params.contestId, 'CONTEST_NOT_FOUND');
		const contest = await app.contests.findPublished(contestId);
		const [visitor, attempts, standing, board, rules] = await Promise.all([
			findVisitor(app, actor, contest),
			findOwnAttempts(app, actor, contest),
			findOwnStanding(app, actor, contest),
			app.boards.isPublic(contest) ? app.boards.board(actor, contestId) : null,
			app.contests.rulesText(contest)
		]);
		const now = app.clock.now();
		const summary = summarize(contest, now);
		const { release, attemptsAllowed } = contest.round;
		return {
			now,
			contest: summary,
			rulesText: contest.rulesText,
			rules: writeRules(rules, getLocale()),
			release,
			start: startState({ phase: summary.phase, visitor, attemptsAllowed, attempts }),
			attempts,
			standing,
			personId: actor?.personId ?? null,
			board: board && firstRows(board),
			live: isBoardLive(contest.round.timing, now)
		};
	});

export const actions: Actions = {
	start: (event) => {
		const { locals, params, url } = event;
		if (!locals.actor) redirect(303, `/sign-in?to=${encodeURIComponent(url.pathname)}`);
		return handleForm(event, z.object({}), async () => {
			const contestId = parseInput(contestIdSchema, params.contestId, 'CONTEST_NOT_FOUND');
			const ref = await locals.app.attempts.start(locals.actor, contestId);
			redirect(303, `/exam/${formatAttemptRef(ref)}`);
		});
	}
};

function firstRows(board: BoardSnapshot): BoardSnapshot {
	return {
		...board,
		people: board.people.slice(0, previewRows),
		units: board.units.slice(0, previewRows)
	};
}
