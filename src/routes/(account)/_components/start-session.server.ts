import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { OpenSession } from '#lib/server/accounts/sessions.service.ts';
import { setSessionCookie } from '#lib/server/http/session-cookie.ts';

/** Gives the browser its new session, ends the one it had before and goes to `to`. */
export async function startSession(
	{ locals, cookies, url }: Pick<RequestEvent, 'locals' | 'cookies' | 'url'>,
	session: OpenSession,
	to: string
): Promise<never> {
	if (locals.sessionToken) await locals.app.sessions.close(locals.sessionToken);
	setSessionCookie(cookies, url, session);
	redirect(303, to);
}
