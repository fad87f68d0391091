import type { ErrorCode } from '#lib/domain/errors.ts';
import type { Difficulty } from '#lib/domain/items.ts';

/** What a change of several items came to. */
export interface BulkResult {
	/** Keys of the items that were changed. */
	readonly done: readonly string[];
	/** Keys of items that are as they were to become, and were left alone. */
	readonly same: readonly string[];
	/** Items that were left as they are, and why. */
	readonly refused: readonly { readonly key: string; readonly code: ErrorCode }[];
}

/** What may be changed of several items at once; null leaves a field alone. */
export interface BulkChange {
	readonly topicId: number | null;
	readonly difficulty: Difficulty | null;
	/** Points of a right answer. */
	readonly points: number | null;
}

/** What was decided of one item: null when it may be done. */
interface Judged {
	readonly key: string;
	readonly code: ErrorCode | null;
	readonly isSame?: boolean;
}

/** Refuses items that are not in use (or, with `retired`, not out of it), as the change needs them. */
export function judgeUse<State extends { readonly retired: boolean }>(
	states: readonly State[],
	retired: boolean
): (State & { readonly code: ErrorCode | null })[] {
	return states.map((state) => ({
		...state,
		code: state.retired === retired ? null : 'ITEM_STEP_IMPOSSIBLE'
	}));
}

/** What a change of several items answers, and what is recorded of it (nothing when nothing changed). */
export function bulkAnswer(
	asked: readonly string[],
	judged: readonly Judged[],
	details: Record<string, unknown>
): { result: BulkResult; details: Record<string, unknown> | null } {
	const known = new Set(judged.map(({ key }) => key));
	const missing = [...new Set(asked)]
		.filter((key) => !known.has(key))
		.map((key) => ({ key, code: 'ITEM_NOT_FOUND' as const }));
	const allowed = judged.filter(({ code }) => code === null);
	const done = allowed.filter(({ isSame }) => !isSame).map(({ key }) => key);
	const same = allowed.filter(({ isSame }) => isSame).map(({ key }) => key);
	const refused = judged.flatMap(({ key, code }) => (code === null ? [] : [{ key, code }]));
	return {
		result: { done, same, refused: [...refused, ...missing] },
		details: done.length === 0 ? null : { items: done, ...details }
	};
}
