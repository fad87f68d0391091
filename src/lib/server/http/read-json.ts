import { AppError } from '#lib/domain/errors.ts';

/** Largest JSON body an API route reads, in bytes; 200 responses are below 20 kB. */
const maxBytes = 64 * 1024;

/** The JSON body of a request. Throws FILE_TOO_LARGE or INVALID_INPUT. */
export async function readJson(request: Request): Promise<unknown> {
	if (Number(request.headers.get('content-length') ?? 0) > maxBytes) {
		throw new AppError('FILE_TOO_LARGE', { megabytes: maxBytes / 1024 / 1024 });
	}
	const text = await request.text();
	if (text.length > maxBytes)
		throw new AppError('FILE_TOO_LARGE', { megabytes: maxBytes / 1024 / 1024 });
	try {
		return JSON.parse(text) as unknown;
	} catch {
		throw new AppError('INVALID_INPUT');
	}
}
