import type { IncomingMessage, ServerResponse } from 'node:http';
import { randomUUID } from 'node:crypto';
import { attemptRefSchema } from '#lib/domain/attempt-ref.ts';
import { AppError, isAppError } from '#lib/domain/errors.ts';
import { saveRequestSchema } from '#lib/domain/responses.ts';
import { errorText } from '#lib/i18n/errors.ts';
import { baseLocale, cookieName, toLocale } from '#lib/i18n/paraglide/runtime.js';
import type { App } from '#lib/server/app.ts';
import { readCookie } from '#lib/server/cookies.ts';
import { sessionCookieName } from '#lib/server/accounts/sessions.service.ts';
import { log } from '#lib/server/log.ts';
import { parseInput } from './parse-input.ts';

/** Largest body, in bytes: 200 responses take less than a third of it. */
const maxBytes = 64 * 1024;
const prefix = '/api/attempts/';
const suffix = '/responses';

/** Answers a request itself and says so, or leaves it to the next handler. */
export type Interceptor = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * The save route, POST /api/attempts/<ref>/responses, straight on Node's HTTP server. It is the one
 * request that everybody sends all the time: SvelteKit's web streams around a hundred bytes of JSON
 * cost four times as much as saving them (docs/decisions/0003). What it answers as saved is committed
 * to disk.
 */
export function createSaveRoute(app: App): Interceptor {
	return (request, response) => {
		const { url, method } = request;
		if (method !== 'POST' || !url?.startsWith(prefix) || !url.endsWith(suffix)) return false;
		void save(app, url.slice(prefix.length, -suffix.length), request).then(
			(result) => answer(response, 200, JSON.stringify(result)),
			(error: unknown) => refuse(request, response, error)
		);
		return true;
	};
}

async function save(app: App, refText: string, request: IncomingMessage) {
	// A form of another site cannot send this type, so the cookie cannot be misused.
	if (!request.headers['content-type']?.startsWith('application/json'))
		throw new AppError('INVALID_INPUT');
	const text = await readBody(request);
	const ref = parseInput(attemptRefSchema, refText, 'ATTEMPT_NOT_FOUND');
	const { events } = parseInput(saveRequestSchema, parseJson(text));
	const session = await app.sessions.validate(
		readCookie(request.headers.cookie, sessionCookieName)
	);
	return app.attempts.save(session?.actor ?? null, ref, events);
}

function readBody(request: IncomingMessage): Promise<string> {
	return new Promise((done, fail) => {
		const chunks: Buffer[] = [];
		let bytes = 0;
		request.on('data', (chunk: Buffer) => {
			bytes += chunk.length;
			if (bytes > maxBytes) {
				request.removeAllListeners('data');
				// The rest is read and dropped, so that the refusal reaches the sender.
				request.resume();
				fail(new AppError('FILE_TOO_LARGE', { megabytes: maxBytes / 1024 / 1024 }));
			} else {
				chunks.push(chunk);
			}
		});
		request.on('end', () => {
			const [only] = chunks;
			done((chunks.length === 1 && only ? only : Buffer.concat(chunks)).toString('utf8'));
		});
		request.on('error', fail);
	});
}

function parseJson(text: string): unknown {
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw new AppError('INVALID_INPUT');
	}
}

function answer(response: ServerResponse, status: number, body: string): void {
	response.writeHead(status, {
		'content-type': 'application/json',
		'content-length': Buffer.byteLength(body),
		'cache-control': 'no-store',
		'x-content-type-options': 'nosniff'
	});
	response.end(body);
}

function refuse(request: IncomingMessage, response: ServerResponse, error: unknown): void {
	const locale = toLocale(readCookie(request.headers.cookie, cookieName)) ?? baseLocale;
	if (isAppError(error)) {
		const message = errorText(error.code, error.params, locale);
		answer(response, error.status, JSON.stringify({ code: error.code, message }));
		return;
	}
	const errorId = randomUUID();
	log.error({ err: error, errorId }, 'saving failed');
	if (response.destroyed) return;
	answer(
		response,
		500,
		JSON.stringify({ code: 'INTERNAL', message: errorText('INTERNAL', {}, locale), errorId })
	);
}
