import { z } from 'zod';

const pageNumber = z.coerce.number().int().positive().max(100_000);

/** Which page of a list an address names; the first unless it names another. */
export function readPage(url: URL): number {
	const parsed = pageNumber.safeParse(url.searchParams.get('page') ?? 1);
	return parsed.success ? parsed.data : 1;
}
