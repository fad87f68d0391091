import { z } from 'zod';
import type { KeyedItem } from '../items.ts';
import { rowIdSchema } from '../row-id.ts';

/**
 * The correction of an item that has been put to candidates. Keys are bit masks of options, as in the
 * item. `accept` tells all that is right from now on: the old key too, if it stays right.
 */
export const itemCorrectionSchema = z.discriminatedUnion('kind', [
	z.object({ versionId: rowIdSchema, kind: z.literal('void') }),
	z.object({
		versionId: rowIdSchema,
		kind: z.literal('accept'),
		keys: z
			.array(z.number().int().min(1).max(255))
			.min(1)
			.max(255)
			.refine((keys) => new Set(keys).size === keys.length, { params: { code: 'KEY_TWICE' } })
	})
]);
export type ItemCorrection = z.infer<typeof itemCorrectionSchema>;

/**
 * What is right for an item: any of these keys, or, for a `void` item, whatever is chosen. A void item
 * gives every attempt its full points and counts as correct, answered or not.
 */
export type EffectiveKey = 'void' | readonly number[];

/**
 * What is right for an item after the corrections of its contest, in the order in which they were made.
 * A later correction of the same item replaces the earlier ones; accepting the item's own key alone
 * takes them back. Keys are ascending.
 */
export function effectiveKey(
	item: Pick<KeyedItem, 'versionId' | 'key'>,
	corrections: readonly ItemCorrection[]
): EffectiveKey {
	const correction = corrections.findLast(({ versionId }) => versionId === item.versionId);
	if (!correction) return [item.key];
	if (correction.kind === 'void') return 'void';
	return [...correction.keys].sort((left, right) => left - right);
}

/** True when a choice is right in full; 0 is none. */
export function isAccepted(key: EffectiveKey, chosen: number): boolean {
	return key === 'void' || (chosen !== 0 && key.includes(chosen));
}

/** What makes a correction impossible for its item. */
export const correctionProblems = ['KEY_OUTSIDE_OPTIONS', 'KEY_NOT_SINGLE'] as const;
export type CorrectionProblem = (typeof correctionProblems)[number];

/**
 * Why a correction does not fit its item, or null. An accepted key holds options that the item has, and
 * one alone unless the item asks for several: two right answers to choose from are two keys.
 */
export function correctionProblem(
	item: Pick<KeyedItem, 'type' | 'options'>,
	correction: ItemCorrection
): CorrectionProblem | null {
	if (correction.kind === 'void') return null;
	const { keys } = correction;
	if (keys.some((key) => key >> item.options.length !== 0)) return 'KEY_OUTSIDE_OPTIONS';
	const isSingle = keys.every((key) => (key & (key - 1)) === 0);
	return isSingle || item.type === 'multiple' ? null : 'KEY_NOT_SINGLE';
}
