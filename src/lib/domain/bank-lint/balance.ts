import type { Bank, BankItem } from '../bank.ts';
import { positionsOf } from '../items.ts';
import { isUneven, level, tailAtLeast } from './chance.ts';
import type { Found } from './finding.ts';

/** Fewest single-answer items, statements and items with several right options that shares are told of. */
export const fewest = { singles: 20, statements: 4, multiples: 5 } as const;

/** In more than this share of the single-answer items the key must not be the longest, or the shortest. */
const mostExtreme = 0.35;
/** Bounds of the share of each position as key, among single-answer items of four options. */
const positionShare = { least: 0.15, most: 0.35 };
/** Bounds of the share of right statements. */
const rightShare = { least: 0.25, most: 0.75 };

/**
 * Whether the form of a bank's items gives their keys away: the key is strictly the longest option (or
 * the shortest) more often than it should be, stands at some position too often or too rarely, too
 * many statements are right or wrong, or every item with several right options has the same number of
 * them. A fixed share bounds each; a test of chance at `level` also speaks of what a share still lets
 * pass in a large bank.
 */
export function lintBalance({ items }: Bank): Found[] {
	const singles = items.filter(({ type }) => type === 'single');
	return [
		...extreme(singles, 'KEY_LONGEST', (length, other) => length > other),
		...extreme(singles, 'KEY_SHORTEST', (length, other) => length < other),
		...positions(singles),
		...statements(items.filter(({ type }) => type === 'true_false')),
		...keyCounts(items.filter(({ type }) => type === 'multiple'))
	];
}

/** How long an option looks: its characters, a letter with its marks being one. */
function lengthOf(option: string): number {
	return [...option.normalize('NFC')].length;
}

/**
 * The key as the one option whose length `beats` all others. By chance each option of an item is the key
 * with equal probability; an item without such an option cannot add to the count.
 */
function extreme(
	singles: readonly BankItem[],
	code: 'KEY_LONGEST' | 'KEY_SHORTEST',
	beats: (length: number, other: number) => boolean
): Found[] {
	let count = 0;
	const probabilities: number[] = [];
	for (const { content } of singles) {
		const lengths = content.options.map(lengthOf);
		const winner = lengths.findIndex((length, option) =>
			lengths.every((other, place) => place === option || beats(length, other))
		);
		if (winner < 0) continue;
		probabilities.push(1 / lengths.length);
		if (content.key === 1 << winner) count++;
	}
	const beyondShare = singles.length >= fewest.singles && count > mostExtreme * singles.length;
	const beyondChance =
		singles.length >= fewest.singles && tailAtLeast(probabilities, count) < level;
	if (!beyondShare && !beyondChance) return [];
	const expected = Math.round(probabilities.reduce((sum, each) => sum + each, 0));
	return [{ item: null, code, params: { count, items: singles.length, expected } }];
}

/** The positions of the keys, for each number of options by itself. */
function positions(singles: readonly BankItem[]): Found[] {
	const sizes = [...new Set(singles.map(({ content }) => content.options.length))].sort();
	return sizes.flatMap((options): Found[] => {
		const counts = Array.from({ length: options }, () => 0);
		for (const { content } of singles) {
			const position = positionsOf(content.key)[0];
			if (content.options.length !== options || position === undefined) continue;
			counts[position] = (counts[position] ?? 0) + 1;
		}
		const all = counts.reduce((sum, count) => sum + count, 0);
		const beyondShare =
			options === 4 &&
			all >= fewest.singles &&
			counts.some((count) => count < positionShare.least * all || count > positionShare.most * all);
		if (!beyondShare && isUneven(counts) !== true) return [];
		return [{ item: null, code: 'KEY_POSITION', params: { options, counts: counts.join(', ') } }];
	});
}

function statements(items: readonly BankItem[]): Found[] {
	if (items.length < fewest.statements) return [];
	const right = items.filter(({ content }) => content.key === 0b01).length;
	const share = right / items.length;
	const beyondShare = share < rightShare.least || share > rightShare.most;
	const halves = items.map(() => 0.5);
	const beyondChance = 2 * tailAtLeast(halves, Math.max(right, items.length - right)) < level;
	if (!beyondShare && !beyondChance) return [];
	return [{ item: null, code: 'STATEMENTS_UNBALANCED', params: { right, items: items.length } }];
}

/** Where every item has the same number of right options, whoever notices it need not think of the rest. */
function keyCounts(items: readonly BankItem[]): Found[] {
	const [right, another] = new Set(items.map(({ content }) => positionsOf(content.key).length));
	if (items.length < fewest.multiples || right === undefined || another !== undefined) return [];
	return [{ item: null, code: 'KEY_COUNT_CONSTANT', params: { right, items: items.length } }];
}
