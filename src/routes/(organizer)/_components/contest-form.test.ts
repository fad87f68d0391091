import { beforeAll, expect, test } from 'vitest';
import { simpleDraftSchema, type SimpleDraft } from '#lib/domain/contest.ts';
import { contestRulesOf } from '#lib/domain/rules/simple-rules.ts';
import { installFieldErrors } from '#lib/i18n/field-errors.ts';
import { newContestForm, withoutRow, withSpareRows } from './contest-defaults.ts';
import {
	blueprintRows,
	contestFormSchema,
	parseSource,
	toContestDraft,
	toContestForm,
	type ContestForm
} from './contest-form.ts';

beforeAll(installFieldErrors);

const draft: SimpleDraft = simpleDraftSchema.parse({
	title: 'Cuộc thi tìm hiểu Nghị quyết số 57-NQ/TW',
	rulesText: 'Mỗi người được dự thi hai lượt.',
	unitId: 1,
	eligibleUnitIds: [2, 7],
	rules: {
		opensAt: Date.parse('2026-11-21T08:00:00+07:00'),
		closesAt: Date.parse('2026-12-05T17:00:00+07:00'),
		timeLimitMinutes: 30,
		attemptsAllowed: null,
		passPercent: 50,
		blueprint: [
			{ bankId: 3, topicId: null, difficulty: null, count: 10 },
			{ bankId: 3, topicId: 17, difficulty: 'application', count: 5 }
		],
		release: { score: 'at_submit', answers: 'after_close', board: 'never' }
	}
});

const form = toContestForm(draft);

/** Where the schema finds something wrong, as "field" or "field.row". */
function wrong(change: Partial<ContestForm>): string[] {
	const result = contestFormSchema.safeParse({ ...form, ...change });
	return (result.error?.issues ?? []).map((issue) => issue.path.join('.'));
}

test('a contest comes back from its form as it was', () => {
	expect(wrong({})).toEqual([]);
	const whole = { ...draft, rules: contestRulesOf(draft.rules) };
	expect(toContestDraft(form)).toEqual(whole);
	expect(toContestDraft(withSpareRows(form))).toEqual(whole);
});

test('shows instants on the wall clock of Vietnam', () => {
	expect([form.opensAt, form.closesAt]).toEqual(['2026-11-21T08:00', '2026-12-05T17:00']);
});

test('empty attempts and pass mark mean none', () => {
	const { rules } = toContestDraft({ ...form, attemptsAllowed: null, passPercent: null });
	expect([rules.attempts.perRound, rules.audiences[0]?.paper.passPercent]).toEqual([null, null]);
});

test('rows without a count are no lines', () => {
	const { rules } = toContestDraft({
		...form,
		lineSources: ['', '3', '4:2'],
		lineDifficulties: ['', 'recall', ''],
		lineCounts: [' ', '7', '']
	});
	expect(rules.audiences[0]?.paper.sections[0]?.lines).toEqual([
		{ bankId: 3, topicId: null, difficulty: 'recall', type: null, count: 7, points: null }
	]);
});

test.each<[string, Partial<ContestForm>, string[]]>([
	['a short title', { title: 'A' }, ['title']],
	['no organizing unit', { unitId: 0 }, ['unitId']],
	['no times', { opensAt: '', closesAt: '2026-02-31T08:00' }, ['opensAt', 'closesAt']],
	['an empty window', { closesAt: '2026-11-21T08:00' }, ['closesAt']],
	['no time limit', { timeLimitMinutes: null }, ['timeLimitMinutes']],
	['too many attempts', { attemptsAllowed: 101 }, ['attemptsAllowed']],
	['a pass mark of nothing', { passPercent: 0 }, ['passPercent']],
	['no blueprint', { lineCounts: ['', ''] }, ['lineCounts']],
	['too long a paper', { lineCounts: ['150', '51'] }, ['lineCounts']],
	['a row of no questions', { lineCounts: ['10', '0'] }, ['lineCounts.1']],
	['a count that is no number', { lineCounts: ['x', '5'] }, ['lineCounts.0']],
	['a row without a bank', { lineSources: ['3', ''] }, ['lineSources.1']],
	['nobody eligible', { eligibleUnitIds: [] }, ['eligibleUnitIds']]
])('leads %s to its field', (_name, change, fields) => {
	expect(wrong(change)).toEqual(fields);
});

test('names the row of the form, blank rows counted', () => {
	const change = {
		lineSources: ['', '3', 'x'],
		lineDifficulties: ['', '', ''],
		lineCounts: ['', '201', '5']
	};
	expect(new Set(wrong(change))).toEqual(new Set(['lineCounts.1', 'lineSources.2']));
});

test('finds everything at once', () => {
	expect(wrong({ title: '', passPercent: 120, eligibleUnitIds: [] })).toEqual([
		'title',
		'eligibleUnitIds',
		'passPercent'
	]);
});

test('a difficulty nobody knows counts as any', () => {
	expect(blueprintRows({ ...form, lineDifficulties: ['x', 'recall'] })[0]?.difficulty).toBe('');
});

test('reads bank and topic of a row', () => {
	expect(parseSource('3')).toEqual({ bankId: 3, topicId: null });
	expect(parseSource('3:17')).toEqual({ bankId: 3, topicId: 17 });
	expect([parseSource(''), parseSource('3:'), parseSource('-1'), parseSource('3:17:2')]).toEqual([
		null,
		null,
		null,
		null
	]);
});

test('a new contest lacks nothing but its title', () => {
	const fresh = newContestForm({
		// Half past midnight of 21 November in Vietnam, still the 20th in UTC.
		now: Date.parse('2026-11-20T17:30:00Z'),
		unitId: 1,
		eligibleUnitIds: [1],
		source: '3'
	});
	expect([fresh.opensAt, fresh.closesAt]).toEqual(['2026-11-22T08:00', '2026-12-05T17:00']);
	const issues = contestFormSchema.safeParse(fresh).error?.issues ?? [];
	expect(issues.map((issue) => issue.path.join('.'))).toEqual(['title']);
});

test('takes a row out of the blueprint', () => {
	expect(withoutRow(form, 0).lineSources).toEqual(['3:17']);
	expect(withoutRow(form, 9)).toEqual(form);
});
