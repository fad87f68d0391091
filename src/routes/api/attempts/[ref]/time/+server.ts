import { json } from '@sveltejs/kit';
import { attemptRefSchema } from '#lib/domain/attempt-ref.ts';
import { orErrorJson, parseInput } from '#lib/server/http/refusals.ts';
import type { RequestHandler } from './$types';

/** The server's time, the deadline, and whether the attempt is still open. */
export const GET: RequestHandler = ({ params, locals }) =>
	orErrorJson(async () => {
		const ref = parseInput(attemptRefSchema, params.ref, 'ATTEMPT_NOT_FOUND');
		const { deadline, status } = await locals.app.attempts.find(locals.actor, ref);
		return json({ deadline, open: status === 'in_progress', serverTime: locals.app.clock.now() });
	});
