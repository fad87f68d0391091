import { json } from '@sveltejs/kit';
import { attemptRefSchema } from '#lib/domain/attempt-ref.ts';
import { saveRequestSchema } from '#lib/domain/responses.ts';
import { orErrorJson, parseInput } from '#lib/server/http/refusals.ts';
import { readJson } from '#lib/server/http/read-json.ts';
import type { RequestHandler } from './$types';

/** Saves choices. What the answer names as saved is committed to disk. */
export const POST: RequestHandler = ({ request, params, locals }) =>
	orErrorJson(async () => {
		const ref = parseInput(attemptRefSchema, params.ref, 'ATTEMPT_NOT_FOUND');
		const { events } = parseInput(saveRequestSchema, await readJson(request));
		return json(await locals.app.attempts.save(locals.actor, ref, events));
	});
