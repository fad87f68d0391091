import { toLocalInput } from '#lib/ui/local-time.ts';
import {
	blueprintFields,
	blueprintRows,
	type BlueprintRow,
	type ContestForm
} from './contest-form.ts';

const day = 24 * 60 * 60_000;
/** Rows beyond those in use, so that a blueprint can be entered without JavaScript. */
const spareRows = 2;

/** A row to fill in, beginning with the bank of the row before it. */
export function blankRow(rows: readonly BlueprintRow[]): BlueprintRow {
	return { source: rows.at(-1)?.source ?? '', difficulty: '', count: null };
}

/** The form with empty rows at the end of its blueprint. */
export function withSpareRows(form: ContestForm, count = spareRows): ContestForm {
	const rows = blueprintRows(form);
	const blank = Array.from({ length: count }, () => blankRow(rows));
	return { ...form, ...blueprintFields([...rows, ...blank]) };
}

/** The form without one row of its blueprint. */
export function withoutRow(form: ContestForm, index: number): ContestForm {
	return { ...form, ...blueprintFields(blueprintRows(form).toSpliced(index, 1)) };
}

/**
 * What a new contest begins with: a fortnight from tomorrow at 8:00 to 17:00, 20 questions in 30
 * minutes, two attempts, results at once and answers when nobody can use them any more.
 */
export function newContestForm(options: {
	now: number;
	unitId: number | undefined;
	eligibleUnitIds: readonly number[];
	source: string | undefined;
}): ContestForm {
	const onDay = (days: number, time: string) =>
		`${toLocalInput(options.now + days * day).slice(0, 10)}T${time}`;
	return withSpareRows({
		title: '',
		rulesText: '',
		unitId: options.unitId ?? 0,
		opensAt: onDay(1, '08:00'),
		closesAt: onDay(14, '17:00'),
		timeLimitMinutes: 30,
		attemptsAllowed: 2,
		passPercent: null,
		...blueprintFields([
			{ source: options.source ?? '', difficulty: '', count: options.source ? 20 : null }
		]),
		eligibleUnitIds: [...options.eligibleUnitIds],
		releaseScore: 'at_submit',
		releaseAnswers: 'after_close',
		releaseBoard: 'at_submit'
	});
}
