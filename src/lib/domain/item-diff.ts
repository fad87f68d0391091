import type { Difficulty, ItemType } from './items.ts';
import { diffWords, likeness, type DiffPart } from './text-diff.ts';

/** What two versions of an item are compared by. */
export interface ComparedItem {
	readonly type: ItemType;
	/** Title of the topic. */
	readonly topic: string;
	readonly difficulty: Difficulty;
	/** Hundredths of a point. */
	readonly points: number;
	readonly stem: string;
	readonly options: readonly string[];
	/** Bit mask over the options. */
	readonly key: number;
	readonly rationale: string;
	/** Symbol of the document cited; empty without one. */
	readonly document: string;
	readonly place: string;
	readonly facts: readonly string[];
}

/** An option of either version; positions are null where it is not there. */
export interface OptionDifference {
	readonly before: number | null;
	readonly after: number | null;
	readonly parts: readonly DiffPart[];
	readonly wasRight: boolean;
	readonly isRight: boolean;
}

/** A setting that was changed. */
export type ValueDifference = {
	[Field in 'type' | 'topic' | 'difficulty' | 'points']: {
		readonly field: Field;
		readonly before: ComparedItem[Field];
		readonly after: ComparedItem[Field];
	};
}['type' | 'topic' | 'difficulty' | 'points'];

/** What a change made of an item; empty lists where nothing changed. */
export interface ItemDifference {
	readonly values: readonly ValueDifference[];
	readonly texts: readonly {
		readonly field: 'stem' | 'rationale' | 'document' | 'place' | 'facts';
		readonly parts: readonly DiffPart[];
	}[];
	/** Every option once something about options or key changed, in the order they have now. */
	readonly options: readonly OptionDifference[];
}

const valueFields = ['type', 'topic', 'difficulty', 'points'] as const;
const textFields = ['stem', 'rationale', 'document', 'place', 'facts'] as const;
/** Options less alike than this are different ones. */
const leastLikeness = 0.4;

/** The difference between two versions of an item, to be read by a person. */
export function diffItems(before: ComparedItem, after: ComparedItem): ItemDifference {
	const text = (item: ComparedItem, field: (typeof textFields)[number]) =>
		field === 'facts' ? item.facts.join(', ') : item[field];
	const options = diffOptions(before, after);
	return {
		values: valueFields
			.filter((field) => before[field] !== after[field])
			.map((field) => ({ field, before: before[field], after: after[field] }) as ValueDifference),
		texts: textFields
			.filter((field) => text(before, field) !== text(after, field))
			.map((field) => ({ field, parts: diffWords(text(before, field), text(after, field)) })),
		options: options.some(isChanged) ? options : []
	};
}

/** True when the two say the same. */
export function isSameItem({ values, texts, options }: ItemDifference): boolean {
	return values.length + texts.length + options.length === 0;
}

function isChanged({ before, after, parts, wasRight, isRight }: OptionDifference): boolean {
	return before !== after || wasRight !== isRight || parts.some(({ kind }) => kind !== 'same');
}

/**
 * Options of both versions in pairs, so that a moved or reworded option is shown as that: the most
 * alike find each other first. Those that went stand behind the one they stood behind.
 */
function diffOptions(before: ComparedItem, after: ComparedItem): OptionDifference[] {
	const candidates = before.options.flatMap((left, from) =>
		after.options.map((right, to) => ({ from, to, alike: likeness(left, right) }))
	);
	candidates.sort(
		(left, right) =>
			right.alike - left.alike || Math.abs(left.from - left.to) - Math.abs(right.from - right.to)
	);
	const pairs = new Map<number, number>();
	const taken = new Set<number>();
	for (const { from, to, alike } of candidates) {
		if (alike < leastLikeness || taken.has(from) || pairs.has(to)) continue;
		pairs.set(to, from);
		taken.add(from);
	}
	const rows = after.options.map((option, to): OptionDifference => {
		const from = pairs.get(to);
		return {
			before: from ?? null,
			after: to,
			parts: diffWords(from === undefined ? '' : (before.options[from] as string), option),
			wasRight: from !== undefined && isSet(before.key, from),
			isRight: isSet(after.key, to)
		};
	});
	before.options.forEach((option, from) => {
		if (taken.has(from)) return;
		const parts = diffWords(option, '');
		const row = { before: from, after: null, parts, wasRight: isSet(before.key, from) };
		const behind = rows.findLastIndex((each) => each.before !== null && each.before < from);
		rows.splice(behind + 1, 0, { ...row, isRight: false });
	});
	return rows;
}

function isSet(mask: number, position: number): boolean {
	return ((mask >> position) & 1) === 1;
}
