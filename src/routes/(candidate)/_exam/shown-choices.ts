import { browser } from '$app/environment';

/**
 * What is chosen in the page that the server sent, by position of the item, ascending; nothing where no
 * such page is shown. To be read before Svelte takes the page over, which sets every option back to what
 * the server knew.
 */
export function readShownChoices(items: number): Map<number, number[]> {
	const shown = new Map<number, number[]>();
	if (!browser) return shown;
	for (let position = 0; position < items; position++) {
		const question = document.getElementById(`q${position}`);
		if (!question) continue;
		const checked = question.querySelectorAll<HTMLInputElement>('input:checked');
		shown.set(
			position,
			[...checked].map(({ value }) => Number(value))
		);
	}
	return shown;
}
