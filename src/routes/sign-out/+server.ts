import { redirect } from '@sveltejs/kit';
import { deleteSessionCookie } from '#lib/server/http/session-cookie.ts';
import type { RequestHandler } from './$types';

/** Ends the session here and on the server. */
export const POST: RequestHandler = async ({ locals, cookies, url }) => {
	if (locals.sessionToken) await locals.app.sessions.close(locals.sessionToken);
	deleteSessionCookie(cookies, url);
	redirect(303, '/');
};
