import { error, json } from '@sveltejs/kit';
import type { z } from 'zod';
import { AppError, isAppError } from '#lib/domain/errors.ts';
import { errorText } from '#lib/i18n/errors.ts';

/** Runs the work of a page; a refusal becomes an error page with its code and sentence. */
export async function orErrorPage<T>(work: () => Promise<T>): Promise<T> {
	try {
		return await work();
	} catch (failure) {
		if (!isAppError(failure)) throw failure;
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

/** The value as the schema reads it. Throws INVALID_INPUT (or `code`). */
export function parseInput<Schema extends z.ZodType>(
	schema: Schema,
	value: unknown,
	code:
		| 'INVALID_INPUT'
		| 'NOT_FOUND'
		| 'ATTEMPT_NOT_FOUND'
		| 'CONTEST_NOT_FOUND'
		| 'UNIT_NOT_FOUND' = 'INVALID_INPUT'
): z.output<Schema> {
	const parsed = schema.safeParse(value);
	if (!parsed.success) throw new AppError(code);
	return parsed.data;
}
