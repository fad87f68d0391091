import type { Difficulty, ShownItem } from '#lib/domain/items.ts';
import { positionsOf } from '#lib/domain/items.ts';
import { OperatorError } from '../explain.ts';
import { readBankFolder } from '#lib/server/banks/bank-source.ts';

/** What somebody who knows the answer knows of an item as it is shown. */
export interface KnownItem {
	/** Shown positions of the right options. */
	readonly right: readonly number[];
	readonly difficulty: Difficulty;
}

/** Looks up an item as it is shown; undefined when it is of another bank. */
export type AnswerKey = (item: ShownItem) => KnownItem | undefined;

/** The keys of a folder's bank files: the simulation is the operator's, so it may read them. */
export async function readAnswerKey(folder: string): Promise<AnswerKey> {
	const items = new Map<string, { right: ReadonlySet<string>; difficulty: Difficulty }>();
	for (const { bank, path } of await readBankFolder(folder)) {
		if (bank === null) throw new OperatorError(`${path} is not a question bank that can be read.`);
		for (const { content, difficulty } of bank.items) {
			const right = positionsOf(content.key).map((position) => content.options[position] ?? '');
			items.set(nameOf(content), { right: new Set(right), difficulty });
		}
	}
	return (shown) => {
		const item = items.get(nameOf(shown));
		if (!item) return undefined;
		const right = shown.options.flatMap((option, position) =>
			item.right.has(option) ? [position] : []
		);
		return { right, difficulty: item.difficulty };
	};
}

/** What an item is found by, whatever the order of its options. */
function nameOf({ stem, options }: { stem: string; options: readonly string[] }): string {
	return JSON.stringify([stem, [...options].sort()]);
}
