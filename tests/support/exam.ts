import type postgres from 'postgres';
import { formatAttemptRef, type AttemptRef } from '#lib/domain/attempt-ref.ts';
import type { ResponseEvent } from '#lib/domain/responses.ts';

/** What a test knows of an attempt and a candidate does not: the answers, in shown positions. */
export interface AnswerSheet {
	/** The right options of each item. */
	readonly right: readonly (readonly number[])[];
	/** Options that are not right, for each item. */
	readonly wrong: readonly (readonly number[])[];
}

interface StoredItem {
	readonly order: number[];
	readonly key: number;
	readonly points: number;
}

async function storedItems(sql: postgres.Sql, ref: AttemptRef): Promise<StoredItem[]> {
	return sql<StoredItem[]>`
		select place.value -> 'order' as order, (version.content ->> 'key')::integer as key, version.points
		from attempt, jsonb_array_elements(attempt.paper) with ordinality as place (value, position)
		join item_version version on version.id = (place.value ->> 'versionId')::integer
		where attempt.contest_id = ${ref.contestId} and attempt.id = ${ref.attemptId}
		order by place.position`;
}

export async function answerSheet(sql: postgres.Sql, ref: AttemptRef): Promise<AnswerSheet> {
	const items = await storedItems(sql, ref);
	const isRight = (item: StoredItem, shown: number) =>
		((item.key >> (item.order[shown] ?? 31)) & 1) === 1;
	const positions = (item: StoredItem) => [...item.order.keys()];
	return {
		right: items.map((item) => positions(item).filter((shown) => isRight(item, shown))),
		wrong: items.map((item) =>
			positions(item)
				.filter((shown) => !isRight(item, shown))
				.slice(0, 1)
		)
	};
}

/** Events that choose these options, one per item from the first on, numbered from `sequence`. */
export function choices(
	chosen: readonly (readonly number[])[],
	{ sequence = 1, item = 0 } = {}
): ResponseEvent[] {
	return chosen.map((options, index) => ({
		sequence: sequence + index,
		item: item + index,
		chosen: [...options]
	}));
}

/** What an attempt gives according to its log, worked out without the code under test. */
export interface Recomputed {
	score: number;
	maxScore: number;
	correct: number;
	answered: number;
}

export async function recompute(sql: postgres.Sql, ref: AttemptRef): Promise<Recomputed> {
	const items = await storedItems(sql, ref);
	const log = await sql<{ item: number; chosen: number }[]>`
		select item, chosen from response_event
		where contest_id = ${ref.contestId} and attempt_id = ${ref.attemptId} order by sequence`;
	const result = { score: 0, maxScore: 0, correct: 0, answered: 0 };
	for (const [position, item] of items.entries()) {
		// Replayed in order: the last choice of an item stands.
		let chosen = 0;
		for (const event of log) if (event.item === position) chosen = event.chosen;
		result.maxScore += item.points;
		if (chosen !== 0) result.answered++;
		if (chosen !== 0 && chosen === item.key) {
			result.correct++;
			result.score += item.points;
		}
	}
	return result;
}

/** What is stored of a closed attempt; null while it is in progress. */
export async function storedResult(
	sql: postgres.Sql,
	ref: AttemptRef
): Promise<(Recomputed & { status: string }) | null> {
	const [row] = await sql<(Recomputed & { status: string })[]>`
		select status, score, max_score as "maxScore", correct, answered from attempt
		where contest_id = ${ref.contestId} and id = ${ref.attemptId}`;
	if (!row) throw new Error(`there is no attempt ${formatAttemptRef(ref)}`);
	return row.status === 'in_progress' ? null : row;
}
