import type { Handle, HandleServerError, ServerInit } from '@sveltejs/kit';
import { sequence } from '@sveltejs/kit/hooks';
import { randomUUID } from 'node:crypto';
import { installFieldErrors } from '#lib/i18n/field-errors.ts';
import { errorText } from '#lib/i18n/errors.ts';
import { paraglideMiddleware } from '#lib/i18n/paraglide/server.js';
import { createApp, type App } from '#lib/server/app.ts';
import { sessionCookieName } from '#lib/server/accounts/sessions.service.ts';
import { findHost } from '#lib/server/host.ts';
import { createSaveRoute } from '#lib/server/http/save-route.ts';
import { setSessionCookie } from '#lib/server/http/session-cookie.ts';
import { log } from '#lib/server/log.ts';
import { startRealtime } from '#lib/server/realtime/realtime.ts';
import { startSweeper } from '#lib/server/sweeper.ts';

let app: App | undefined;

/**
 * Starts the application on the host's HTTP server: services, sockets and sweeper, ended in the
 * reverse order. Building loads this module without a host; nothing starts then.
 */
export const init: ServerInit = async () => {
	installFieldErrors();
	const host = findHost();
	if (!host) return;
	await host.endPrevious();
	const services = createApp({ databaseUrl: host.databaseUrl, pool: host.databasePool });
	const realtime = startRealtime(host.http, services, (error) =>
		log.error({ err: error }, 'realtime failed')
	);
	const stopSweeper = startSweeper(services, (error) => log.error({ err: error }, 'sweep failed'));
	host.intercept(createSaveRoute(services));
	host.onShutdown(() => services.close());
	host.onShutdown(() => realtime.close());
	host.onShutdown(() => stopSweeper());
	app = services;
};

/** Who asks: the session of the cookie, from memory or the database. */
const session: Handle = async ({ event, resolve }) => {
	const { locals, cookies, url } = event;
	if (!app) throw new Error('the application was not started by src/server.ts or the dev server');
	locals.app = app;
	const token = cookies.get(sessionCookieName);
	const valid = await locals.app.sessions.validate(token);
	locals.actor = valid?.actor ?? null;
	locals.sessionToken = valid && token ? token : null;
	if (valid?.renewed && token)
		setSessionCookie(cookies, url, { token, expiresAt: valid.expiresAt });
	return resolve(event);
};

/** The language of the request, for messages and for the `lang` of the page. */
const language: Handle = ({ event, resolve }) =>
	paraglideMiddleware(event.request, ({ request, locale }) => {
		event.request = request;
		return resolve(event, { transformPageChunk: ({ html }) => html.replace('%lang%', locale) });
	});

/** What every answer carries. */
const headers: Handle = async ({ event, resolve }) => {
	const response = await resolve(event);
	response.headers.set('x-content-type-options', 'nosniff');
	response.headers.set('x-frame-options', 'DENY');
	response.headers.set('referrer-policy', 'same-origin');
	return response;
};

export const handle: Handle = sequence(headers, language, session);

export const handleError: HandleServerError = ({ error, event, status }) => {
	if (status === 404) return { code: 'NOT_FOUND', message: errorText('NOT_FOUND') };
	const errorId = randomUUID();
	log.error(
		{ err: error, errorId, route: event.route.id, method: event.request.method },
		'request failed'
	);
	return { code: 'INTERNAL', message: errorText('INTERNAL'), errorId };
};
