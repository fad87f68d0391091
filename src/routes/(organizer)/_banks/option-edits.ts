import { optionIds, type ItemType } from '#lib/domain/items.ts';
import { editRows } from './row-edits.ts';

/** Options with the positions of the right ones. */
export interface OptionsWithKey {
	readonly options: string[];
	readonly key: number[];
}

/** The options after a change of their list; the key goes with its options. */
export function editOptions({ options, key }: OptionsWithKey, edit: string): OptionsWithKey {
	const rows = options.map((text, position) => ({ text, isRight: key.includes(position) }));
	const blank = { text: '', isRight: false };
	const edited = editRows(rows, edit, { blank, most: optionIds.length });
	return {
		options: edited.map(({ text }) => text),
		key: edited.flatMap(({ isRight }, position) => (isRight ? [position] : []))
	};
}

/** The key after another kind of question was chosen: one right option where only one may be. */
export function keyFor(type: ItemType, before: ItemType, key: readonly number[]): number[] {
	if ((type === 'true_false') !== (before === 'true_false')) return [];
	return type === 'multiple' ? [...key] : key.slice(0, 1);
}
