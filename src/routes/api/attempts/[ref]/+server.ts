import { json } from '@sveltejs/kit';
import { attemptRefSchema } from '#lib/domain/attempt-ref.ts';
import { orErrorJson, parseInput } from '#lib/server/http/refusals.ts';
import type { RequestHandler } from './$types';

/** The exam of an attempt in progress, as its page shows it: never a key. */
export const GET: RequestHandler = ({ params, locals }) =>
	orErrorJson(async () => {
		const ref = parseInput(attemptRefSchema, params.ref, 'ATTEMPT_NOT_FOUND');
		return json(await locals.app.sittings.exam(locals.actor, ref));
	});
