import { redirect } from '@sveltejs/kit';
import { z } from 'zod';
import { attemptRefSchema } from '#lib/domain/attempt-ref.ts';
import { isAppError } from '#lib/domain/errors.ts';
import { orErrorPage, parseInput } from '#lib/server/http/refusals.ts';
import { requireSignIn } from '#lib/server/http/require-sign-in.ts';
import type { PageServerLoad } from './$types';

const noteSchema = z.enum(['DEADLINE_PASSED', 'ATTEMPT_CLOSED']).nullable().catch(null);

/** The result of a closed attempt, as far as the rules release it. */
export const load: PageServerLoad = (event) =>
	orErrorPage(async () => {
		const { locals, params, url, setHeaders } = event;
		const { app } = locals;
		const actor = requireSignIn(event);
		const ref = parseInput(attemptRefSchema, params.ref, 'ATTEMPT_NOT_FOUND');
		setHeaders({ 'cache-control': 'no-store' });
		try {
			const result = await app.sittings.result(actor, ref);
			const contest = await app.contests.findPublished(ref.contestId);
			const boardIsPublic = app.boards.isPublic(contest);
			// A rank tells the score of others: it is shown only where the boards are.
			const standing =
				result.score && boardIsPublic && actor.personId !== null
					? await app.standings.ofPerson(contest, actor.personId)
					: null;
			return {
				result,
				boardIsPublic,
				rank: standing && { rank: standing.rank, people: standing.people },
				note: noteSchema.parse(url.searchParams.get('note'))
			};
		} catch (error) {
			const running = isAppError(error) && error.code === 'ATTEMPT_NOT_FOUND';
			if (!running) throw error;
			const attempt = await app.attempts.find(actor, ref);
			if (attempt.status === 'in_progress') redirect(303, `/exam/${params.ref}`);
			throw error;
		}
	});
