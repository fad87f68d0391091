import { error, json } from '@sveltejs/kit';
import { getRequestEvent } from '$app/server';
import { isAppError } from '#lib/domain/errors.ts';
import { errorText } from '#lib/i18n/errors.ts';
import { requireSignIn } from './require-sign-in.ts';

/**
 * Runs the work of a page; a refusal becomes an error page with its code and sentence. Who is not
 * signed in and opens a page that needs it is led to sign in, and back.
 */
export async function orErrorPage<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (failure) {
		if (!isAppError(failure)) throw failure;
		if (failure.code === 'UNAUTHENTICATED') requireSignIn(getRequestEvent());
		error(failure.status, { code: failure.code, message: errorText(failure.code, failure.params) });
	}
}

/** Runs the work of an API route; a refusal becomes JSON with its code and sentence. */
export async function orErrorJson(work: () => Promise<Response>): Promise<Response> {
	try {
		return await work();
	} catch (failure) {
		if (!isAppError(failure)) throw failure;
		return json(
			{ code: failure.code, message: errorText(failure.code, failure.params) },
			{ status: failure.status, headers: { 'cache-control': 'no-store' } }
		);
	}
}

export { parseInput } from './parse-input.ts';
