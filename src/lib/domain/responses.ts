import { z } from 'zod';
import { AppError } from './errors.ts';
import type { ItemType } from './items.ts';
import { canonicalMask, type Paper } from './paper.ts';

/**
 * One choice as the candidate's page sends it. `sequence` counts the page's choices within the
 * attempt from 1 and `client` is a number each page draws for itself (none is 0): the two tell a repeat
 * from what another page chose under the same number. `item` is the position on the paper and `chosen` the shown positions of the options
 * (empty: the answer was cleared).
 */
export const responseEventSchema = z.object({
	sequence: z.number().int().min(1).max(100_000),
	client: z.number().int().min(0).max(2_147_483_647).optional(),
	item: z.number().int().min(0).max(199),
	chosen: z.array(z.number().int().min(0).max(7)).max(8)
});

/** A save request: the outbox of the page, oldest first. */
export const saveRequestSchema = z.object({ events: z.array(responseEventSchema).min(1).max(200) });

/** A submit request: what the outbox still holds, often nothing. */
export const submitRequestSchema = z.object({ events: z.array(responseEventSchema).max(200) });

export type ResponseEvent = z.infer<typeof responseEventSchema>;

/** A response in terms of the item version: `chosen` is the canonical bit mask. */
export interface LoggedResponse {
	readonly sequence: number;
	readonly item: number;
	readonly chosen: number;
}

/**
 * Turns a choice into what the log keeps. Throws ITEM_NOT_ON_PAPER, OPTION_NOT_ON_PAPER or
 * TOO_MANY_OPTIONS (two options of a question with one answer).
 */
export function acceptResponse(
	event: ResponseEvent,
	paper: Paper,
	typeOf: (versionId: number) => ItemType | undefined
): LoggedResponse {
	const place = paper[event.item];
	if (!place) throw new AppError('ITEM_NOT_ON_PAPER', { item: event.item + 1 });
	for (const option of event.chosen) {
		if (option >= place.order.length)
			throw new AppError('OPTION_NOT_ON_PAPER', { item: event.item + 1 });
	}
	const chosen = canonicalMask(place, event.chosen);
	const several = (chosen & (chosen - 1)) !== 0;
	if (several && typeOf(place.versionId) !== 'multiple') {
		throw new AppError('TOO_MANY_OPTIONS', { item: event.item + 1 });
	}
	return { sequence: event.sequence, item: event.item, chosen };
}

/**
 * The latest choice per item position, as the log tells it: the highest client sequence of an item
 * counts, whatever the order of arrival, so replays and reordering change nothing.
 */
export function latestResponses(log: Iterable<LoggedResponse>): Map<number, LoggedResponse> {
	const latest = new Map<number, LoggedResponse>();
	for (const response of log) {
		const known = latest.get(response.item);
		if (!known || response.sequence > known.sequence) latest.set(response.item, response);
	}
	return latest;
}
