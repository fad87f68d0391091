import { redirect, type RequestEvent } from '@sveltejs/kit';
import type { Actor } from '#lib/domain/permissions.ts';

/** Who is signed in; anybody else is sent to sign in, and back to this page afterwards. */
export function requireSignIn({
	locals,
	url,
	request
}: Pick<RequestEvent, 'locals' | 'url' | 'request'>): Actor {
	if (locals.actor) return locals.actor;
	// What a form was sent to ("?/save") is not a page to come back to.
	const here = request.method === 'GET' ? url.pathname + url.search : url.pathname;
	redirect(303, `/sign-in?to=${encodeURIComponent(here)}`);
}
