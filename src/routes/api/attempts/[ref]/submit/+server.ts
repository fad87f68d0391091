import { json } from '@sveltejs/kit';
import { attemptRefSchema } from '#lib/domain/attempt-ref.ts';
import { submitRequestSchema } from '#lib/domain/responses.ts';
import { orErrorJson, parseInput } from '#lib/server/http/refusals.ts';
import { readJson } from '#lib/server/http/read-json.ts';
import type { RequestHandler } from './$types';

/** Saves what the page still holds and closes the attempt. Asking again changes nothing. */
export const POST: RequestHandler = ({ request, params, locals }) =>
	orErrorJson(async () => {
		const ref = parseInput(attemptRefSchema, params.ref, 'ATTEMPT_NOT_FOUND');
		const { events } = parseInput(submitRequestSchema, await readJson(request));
		return json(await locals.app.attempts.submit(locals.actor, ref, events));
	});
