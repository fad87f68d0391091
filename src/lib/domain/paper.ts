import { AppError } from './errors.ts';
import { maskOf, positionsOf, type Difficulty, type KeyedItem, type ShownItem } from './items.ts';
import { assignItems } from './item-assignment.ts';
import { seededRandom, shuffled } from './random.ts';
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

export type BlueprintLine = z.infer<typeof blueprintLineSchema>;
export type Blueprint = z.infer<typeof blueprintSchema>;

/** What drawing needs to know of an item in the pool. */
export interface PoolItem {
	readonly versionId: number;
	readonly bankId: number;
	readonly topicId: number;
	readonly difficulty: Difficulty;
	readonly optionCount: number;
	/** True for items whose options keep their order (Đúng before Sai). */
	readonly fixedOrder: boolean;
}

/** One place of a paper: which item version, and its options in the order shown. */
export interface PaperItem {
	readonly versionId: number;
	/** `order[shown] = canonical` position of the option. */
	readonly order: readonly number[];
	/** Part of the paper, from 0, where it has several. */
	readonly section?: number;
	/** Hundredths of a point that the blueprint gives instead of the item. */
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

/** How many items of the pool a blueprint line may draw from. */
export function matchesLine(
	item: Pick<PoolItem, 'bankId' | 'topicId' | 'difficulty'>,
	line: BlueprintLine
): boolean {
	return (
		item.bankId === line.bankId &&
		(line.topicId === null || item.topicId === line.topicId) &&
		(line.difficulty === null || item.difficulty === line.difficulty)
	);
}

/**
 * Draws a paper: for each blueprint line the asked number of items, no item twice, items and options
 * shuffled. The same pool, blueprint and seed give the same paper on any node.
 * Throws CONTEST_NOT_PUBLISHABLE when the pool is too small for the blueprint; `blueprintShortages`
 * finds a paper exactly when this does, so a published round never throws here.
 */
export function drawPaper(pool: readonly PoolItem[], blueprint: Blueprint, seed: string): Paper {
	const random = seededRandom(seed);
	const available = [...pool].sort((left, right) => left.versionId - right.versionId);
	const drawn = assignItems(blueprint, (line) =>
		shuffled(
			available.filter((item) => matchesLine(item, line)),
			random
		)
	);
	const short = drawn.find((items, index) => items.length < (blueprint[index]?.count ?? 0));
	if (short) throw new AppError('CONTEST_NOT_PUBLISHABLE', { available: short.length });
	return shuffled(drawn.flat(), random).map((item) => {
		const canonical = Array.from({ length: item.optionCount }, (_, index) => index);
		return {
			versionId: item.versionId,
			order: item.fixedOrder ? canonical : shuffled(canonical, random)
		};
	});
}

/** Lines that cannot be filled when all lines are drawn together, with what is there for them. */
export function blueprintShortages(
	pool: readonly PoolItem[],
	blueprint: Blueprint
): { line: number; needed: number; available: number }[] {
	return assignItems(blueprint, (line) => pool.filter((item) => matchesLine(item, line))).flatMap(
		(items, line) => {
			const needed = blueprint[line]?.count ?? 0;
			return items.length < needed ? [{ line, needed, available: items.length }] : [];
		}
	);
}

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
