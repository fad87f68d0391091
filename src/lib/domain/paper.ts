import { maskOf, positionsOf, type KeyedItem, type ShownItem } from './items.ts';
import { rowIdSchema } from './row-id.ts';
import { z } from 'zod';

/**
 * One line of the blueprint (ma trận đề): draw `count` items of a bank, where `topicId` or
 * `difficulty` of null means any.
 */
export const blueprintLineSchema = z.object({
	bankId: rowIdSchema,
	topicId: rowIdSchema.nullable(),
	difficulty: z.enum(['recall', 'comprehension', 'application']).nullable(),
	count: z.number().int().min(1).max(200)
});

/** Blueprint of a paper: at most 200 items in all. */
export const blueprintSchema = z
	.array(blueprintLineSchema)
	.min(1)
	.max(60)
	.refine((lines) => lines.reduce((sum, line) => sum + line.count, 0) <= 200, {
		params: { max: 200 }
	});

export type Blueprint = z.infer<typeof blueprintSchema>;

/** One place of a paper: which item version, and its options in the order shown. */
export interface PaperItem {
	readonly versionId: number;
	/** `order[shown] = canonical` position of the option. */
	readonly order: readonly number[];
	/** Part of the paper, from 0; missing in the first. */
	readonly section?: number;
	/** Hundredths of a point that the blueprint gives; missing: what the item is worth. */
	readonly points?: number;
}

/** The items one candidate gets, in order. Fixed when the attempt starts. */
export type Paper = readonly PaperItem[];

/** Schema of a paper as stored with the attempt. */
export const paperSchema = z.array(
	z.object({
		versionId: z.number().int(),
		order: z.array(z.number().int()),
		section: z.number().int().optional(),
		points: z.number().int().optional()
	})
);

/** The item at `position` as the candidate sees it. */
export function showItem(item: KeyedItem, place: PaperItem, position: number): ShownItem {
	return {
		position,
		type: item.type,
		stem: item.stem,
		options: place.order.map((canonical) => item.options[canonical] ?? '')
	};
}

/** Canonical bit mask for options named by their shown positions. */
export function canonicalMask(place: PaperItem, shown: readonly number[]): number {
	return maskOf(shown.map((position) => place.order[position] ?? 0));
}

/** Shown positions, ascending, for a canonical bit mask. */
export function shownPositions(place: PaperItem, mask: number): number[] {
	return positionsOf(mask)
		.map((canonical) => place.order.indexOf(canonical))
		.sort((left, right) => left - right);
}

/** Points that a paper can give, in hundredths. */
export function maxScore(items: readonly Pick<KeyedItem, 'points'>[]): number {
	return items.reduce((sum, item) => sum + item.points, 0);
}
