import { AppError } from '../errors.ts';
import { assignItems } from '../item-assignment.ts';
import type { Difficulty, ItemType } from '../items.ts';
import type { PaperItem } from '../paper.ts';
import { seededRandom, shuffled } from '../random.ts';
import type { BlueprintLine, PaperRules, Section } from './paper-rules.ts';

/** What drawing needs to know of an item in the pool of a round. */
export interface DrawableItem {
	readonly versionId: number;
	readonly bankId: number;
	readonly topicId: number;
	readonly difficulty: Difficulty;
	readonly type: ItemType;
	readonly optionCount: number;
	/** True for items whose options keep their order (Đúng before Sai). */
	readonly fixedOrder: boolean;
}

/** What decides which items and in which order; the same gives the same paper on any node. */
export interface DrawSeeds {
	/** Which items: that of the round for a fixed paper, that of the attempt for a random one. */
	readonly items: string;
	/** In which order they and their options are shown: that of the attempt. */
	readonly order: string;
}

/** True when a line may draw the item. */
export function fitsLine(
	item: Pick<DrawableItem, 'bankId' | 'topicId' | 'difficulty' | 'type'>,
	line: BlueprintLine
): boolean {
	return (
		item.bankId === line.bankId &&
		(line.topicId === null || item.topicId === line.topicId) &&
		(line.difficulty === null || item.difficulty === line.difficulty) &&
		(line.type === null || item.type === line.type)
	);
}

/** Lines of all parts with the part they are of, in order. */
function linesOf(sections: readonly Section[]): (BlueprintLine & { readonly section: number })[] {
	return sections.flatMap(({ lines }, section) => lines.map((line) => ({ ...line, section })));
}

/**
 * Draws a paper: for each line of the blueprint the asked number of items, no item twice, the parts in
 * their order. `met` says how often the person has had an item in this contest: with `freshFirst` those
 * met least often are drawn before others. Throws CONTEST_NOT_PUBLISHABLE when the pool is too small;
 * `drawingShortages` finds a line exactly when this does.
 */
export function drawSections(
	pool: readonly DrawableItem[],
	rules: Pick<PaperRules, 'sections' | 'shuffleItems' | 'shuffleOptions' | 'freshFirst'>,
	seeds: DrawSeeds,
	met: ReadonlyMap<number, number> = new Map()
): PaperItem[] {
	const random = seededRandom(seeds.items);
	const available = [...pool].sort((left, right) => left.versionId - right.versionId);
	const lines = linesOf(rules.sections);
	const timesMet = ({ versionId }: DrawableItem) => met.get(versionId) ?? 0;
	const drawn = assignItems(lines, (line) => {
		const mixed = shuffled(
			available.filter((item) => fitsLine(item, line)),
			random
		);
		if (!rules.freshFirst) return mixed;
		return mixed.sort((left, right) => timesMet(left) - timesMet(right));
	});
	const short = drawn.find((items, index) => items.length < (lines[index]?.count ?? 0));
	if (short) throw new AppError('CONTEST_NOT_PUBLISHABLE', { available: short.length });

	// A stream of its own also where both seeds are the same: the order must not follow from the drawing.
	const order = seededRandom(`order ${seeds.order}`);
	return rules.sections.flatMap((_, section) => {
		const items = lines.flatMap((line, index) =>
			line.section === section ? (drawn[index] ?? []).map((item) => ({ item, line })) : []
		);
		return (rules.shuffleItems ? shuffled(items, order) : items).map(({ item, line }) => {
			const canonical = Array.from({ length: item.optionCount }, (_, index) => index);
			const isShuffled = rules.shuffleOptions && !item.fixedOrder;
			return {
				versionId: item.versionId,
				order: isShuffled ? shuffled(canonical, order) : canonical,
				...(section > 0 && { section }),
				...(line.points !== null && { points: line.points })
			};
		});
	});
}

/** A line of a blueprint that the pool cannot fill; lines count from 0 through all parts. */
export interface Shortage {
	readonly line: number;
	readonly needed: number;
	readonly available: number;
}

/** Lines that cannot be filled when all lines are drawn together, with what is there for them. */
export function drawingShortages(
	pool: readonly DrawableItem[],
	sections: readonly Section[]
): Shortage[] {
	const lines = linesOf(sections);
	return assignItems(lines, (line) => pool.filter((item) => fitsLine(item, line))).flatMap(
		(items, line) => {
			const needed = lines[line]?.count ?? 0;
			return items.length < needed ? [{ line, needed, available: items.length }] : [];
		}
	);
}

/** The items that at least one of the lines may draw. */
export function drawableBy(
	pool: readonly DrawableItem[],
	lines: readonly BlueprintLine[]
): DrawableItem[] {
	return pool.filter((item) => lines.some((line) => fitsLine(item, line)));
}
