import { z } from 'zod';
import type { DocumentStatus } from './documents.ts';

/** Kinds of question: one right option, several right options, a statement to judge. */
export const itemTypes = ['single', 'multiple', 'true_false'] as const;
/** Levels of the Vietnamese blueprint: nhận biết, thông hiểu, vận dụng. */
export const difficulties = ['recall', 'comprehension', 'application'] as const;

export type ItemType = (typeof itemTypes)[number];
export type Difficulty = (typeof difficulties)[number];

/** How far a version of an item has come. Only approved ones are drawn. */
export const itemStatuses = ['draft', 'reviewed', 'approved'] as const;
export type ItemStatus = (typeof itemStatuses)[number];

/** Letters an option may have in a bank file; their order is the order of the options. */
export const optionIds = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const;
export type OptionId = (typeof optionIds)[number];

/** Where an item's answer can be read. */
export interface Citation {
	readonly documentId: number;
	readonly symbol: string;
	readonly documentTitle: string;
	readonly place: string;
}

/** What became of a document that no longer holds; the successor where one is known. */
export interface OutdatedDocument {
	readonly status: Exclude<DocumentStatus, 'in_force'>;
	readonly successor: string | null;
	readonly successorTitle: string | null;
}

/** A citation as candidates read it, today. */
export interface ShownCitation extends Omit<Citation, 'documentId'> {
	/** Null while the document holds. */
	readonly outdated: OutdatedDocument | null;
}

/**
 * An item with its key: what the server scores with. It never leaves the server before the rules
 * release it. `chosen` and `key` sets are bit masks over `options`: bit i stands for `options[i]`.
 */
export interface KeyedItem {
	readonly versionId: number;
	readonly bankId: number;
	readonly type: ItemType;
	readonly stem: string;
	readonly options: readonly string[];
	/** Bit mask of the right options. */
	readonly key: number;
	/** Hundredths of a point for a right answer. */
	readonly points: number;
	readonly topicId: number;
	readonly difficulty: Difficulty;
	readonly rationale: string;
	readonly citation: Citation | null;
}

/** An item as a candidate sees it: no key, no rationale, options in the order of the paper. */
export interface ShownItem {
	/** Position on the paper, from 0. */
	readonly position: number;
	readonly type: ItemType;
	readonly stem: string;
	readonly options: readonly string[];
}

/** What is shown of an item once the rules release the answers; positions are those of the paper. */
export interface RevealedItem extends ShownItem {
	readonly chosen: readonly number[];
	readonly right: readonly number[];
	readonly correct: boolean;
	readonly rationale: string;
	readonly citation: ShownCitation | null;
}

/** Schema of the content of an item version as it is stored. */
export const itemContentSchema = z.object({
	stem: z.string(),
	options: z.array(z.string()),
	key: z.number().int(),
	rationale: z.string()
});

/** Stored content of an item version. `key` is the bit mask over `options`. */
export type ItemContent = z.infer<typeof itemContentSchema>;

/** Bit mask with the given positions set. */
export function maskOf(positions: readonly number[]): number {
	return positions.reduce((mask, position) => mask | (1 << position), 0);
}

/** Positions set in a bit mask, ascending. */
export function positionsOf(mask: number): number[] {
	const positions: number[] = [];
	for (let position = 0; mask >> position > 0; position++) {
		if ((mask >> position) & 1) positions.push(position);
	}
	return positions;
}
