import { z } from 'zod';
import { parseInput } from '#lib/server/http/refusals.ts';

const id = z.coerce.number().int().positive().max(2_147_483_647);
const unitParams = z.object({ unitId: id });
const contestParams = z.object({ unitId: id, contestId: id });
const pageNumber = z.coerce.number().int().positive().max(1_000_000);

/** The unit that an address names. Throws NOT_FOUND. */
export function readUnit(params: Record<string, string>): z.output<typeof unitParams> {
	return parseInput(unitParams, params, 'NOT_FOUND');
}

/** The unit and the contest that an address names. Throws NOT_FOUND. */
export function readUnitAndContest(params: Record<string, string>): z.output<typeof contestParams> {
	return parseInput(contestParams, params, 'NOT_FOUND');
}

/** Which page of a list an address names; the first unless it names another. */
export function readPage(url: URL): number {
	const parsed = pageNumber.safeParse(url.searchParams.get('page') ?? 1);
	return parsed.success ? parsed.data : 1;
}
