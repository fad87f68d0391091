import type { RevealedItem, ShownCitation, ShownItem } from '#lib/domain/items.ts';
import type { ItemForm } from './item-form.ts';

/** What is being typed as a candidate would see it, options in `order` (positions of filled ones). */
export function previewItem(
	form: ItemForm,
	words: readonly string[],
	order: readonly number[]
): ShownItem {
	const options = filledOptions(form, words);
	return {
		position: 0,
		type: form.type,
		stem: form.stem.trim() === '' ? '…' : form.stem,
		options: order.map((position) => options[position] ?? '')
	};
}

/** The same after the answers are released. */
export function previewReview(
	form: ItemForm,
	words: readonly string[],
	order: readonly number[],
	{ chosen, citation }: { chosen: readonly number[] | null; citation: ShownCitation | null }
): RevealedItem {
	const rows = filledRows(form);
	const key = form.type === 'true_false' ? form.key : form.key.map((row) => rows.indexOf(row));
	const right = order.flatMap((position, shown) => (key.includes(position) ? [shown] : []));
	const picked = chosen ?? right;
	return {
		...previewItem(form, words, order),
		chosen: picked,
		right,
		correct: picked.join() === right.join(),
		rationale: form.rationale.trim(),
		citation
	};
}

/** Options that count: those somebody wrote, or the two words of a statement to judge. */
export function filledOptions(form: ItemForm, words: readonly string[]): string[] {
	if (form.type === 'true_false') return [...words];
	return filledRows(form).map((row) => form.options[row] as string);
}

function filledRows({ options }: ItemForm): number[] {
	return options.flatMap((option, row) => (option.trim() === '' ? [] : [row]));
}
