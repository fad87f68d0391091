import { m } from '#lib/i18n/paraglide/messages.js';

/** Labels of the fields of the contest's form, as the summary of what is wrong names them. */
const labels: Record<string, () => string> = {
	title: m.organizer_form_title,
	rulesText: m.organizer_form_rules,
	unitId: m.organizer_form_unit,
	opensAt: m.organizer_form_opens,
	closesAt: m.organizer_form_closes,
	timeLimitMinutes: m.organizer_form_limit,
	attemptsAllowed: m.organizer_form_attempts,
	passPercent: m.organizer_form_pass,
	lineSources: m.organizer_form_blueprint,
	lineDifficulties: m.organizer_form_blueprint,
	lineCounts: m.organizer_form_blueprint,
	eligibleUnitIds: m.organizer_form_audience,
	releaseScore: m.organizer_form_release_score,
	releaseAnswers: m.organizer_form_release_answers,
	releaseBoard: m.organizer_form_release_board
};

/** What is wrong in the form from the top down, each line naming its field and leading to it. */
export function formProblems(
	errors: readonly { path: string; messages: readonly string[] }[]
): { message: string; field: string }[] {
	const order = Object.keys(labels);
	const place = ({ path }: { path: string }) => order.indexOf(/^\w+/.exec(path)?.[0] ?? '');
	const sorted = errors.toSorted((left, right) => place(left) - place(right));
	return sorted.flatMap(({ path, messages }) => {
		const [, name = '', row] = /^(\w+)(?:\[(\d+)\])?/.exec(path) ?? [];
		const label = labels[name]?.() ?? name;
		const line =
			row === undefined ? label : `${label}, ${m.organizer_form_row({ row: Number(row) + 1 })}`;
		const field = row === undefined ? name : `${name}-${row}`;
		return messages.map((message) => ({ message: `${line}: ${message}`, field }));
	});
}
