import type { Cookies } from '@sveltejs/kit';
import { sessionCookieName, type OpenSession } from '#lib/server/accounts/sessions.service.ts';

function attributes(url: URL) {
	return {
		path: '/',
		httpOnly: true,
		sameSite: 'lax',
		// Agencies also run it on plain HTTP within their network; there a secure cookie would be lost.
		secure: url.protocol === 'https:'
	} as const;
}

/** Gives the browser its session. */
export function setSessionCookie(cookies: Cookies, url: URL, session: OpenSession): void {
	cookies.set(sessionCookieName, session.token, { ...attributes(url), expires: session.expiresAt });
}

/** Takes the session from the browser. */
export function deleteSessionCookie(cookies: Cookies, url: URL): void {
	cookies.delete(sessionCookieName, attributes(url));
}
