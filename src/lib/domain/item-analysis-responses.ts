import type { AnsweredItem } from './item-analysis-tally.ts';
import { latestResponses, type LoggedResponse } from './responses.ts';

/** A choice of the log with its arrival at the server, in ms since 1970 UTC. */
export interface TimedResponse extends LoggedResponse {
	readonly receivedAt: number;
}

/**
 * The answered items of an attempt, as its paper and its log tell them.
 *
 * `versionIds` are the items in the order of the paper, `log` holds the choices in the order of their
 * arrival. The choice that counts is the latest of an item, by the same rule as scoring. The time an
 * item took runs from the arrival before its first choice, or from the start of the attempt, to that
 * first choice, in whole seconds: it holds reading the item and whatever the person did in between,
 * and it is short where a page sent several choices at once after a loss of network.
 */
export function answeredPaper(
	versionIds: readonly number[],
	startedAt: number,
	log: readonly TimedResponse[]
): AnsweredItem[] {
	const latest = latestResponses(log);
	const seconds = new Map<number, number>();
	let before = startedAt;
	for (const { item, receivedAt } of log) {
		if (!seconds.has(item)) {
			seconds.set(item, Math.max(0, Math.round((receivedAt - before) / 1000)));
		}
		before = receivedAt;
	}
	return versionIds.map((versionId, position) => ({
		versionId,
		chosen: latest.get(position)?.chosen ?? 0,
		seconds: seconds.get(position) ?? null
	}));
}
