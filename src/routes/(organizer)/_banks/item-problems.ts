import { m } from '#lib/i18n/paraglide/messages.js';

/** Labels of the fields of an item's form, as the summary of what is wrong names them. */
const labels: Record<string, () => string> = {
	type: m.banks_type,
	stem: m.banks_stem,
	options: m.banks_options,
	key: m.banks_key,
	rationale: m.banks_rationale,
	topic: m.organizer_column_topic,
	difficulty: m.organizer_form_difficulty,
	points: m.banks_points,
	documentId: m.banks_document,
	place: m.banks_place,
	facts: m.banks_facts
};

/** What is wrong in the form from the top down, each line naming its field and leading to it. */
export function itemProblems(
	errors: readonly { path: string; messages: readonly string[] }[]
): { message: string; field: string }[] {
	const order = Object.keys(labels);
	const place = ({ path }: { path: string }) => order.indexOf(/^\w+/.exec(path)?.[0] ?? '');
	return errors
		.toSorted((left, right) => place(left) - place(right))
		.flatMap(({ path, messages }) => {
			const [, name = '', row] = /^(\w+)(?:\[(\d+)\])?/.exec(path) ?? [];
			const label =
				row === undefined
					? (labels[name]?.() ?? name)
					: m.banks_option({ letter: String.fromCharCode(65 + Number(row)) });
			const field = row === undefined ? name : `${name}-${row}`;
			return messages.map((message) => ({ message: `${label}: ${message}`, field }));
		});
}
