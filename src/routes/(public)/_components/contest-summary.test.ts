import { expect, test } from 'vitest';
import type { Contest } from '#lib/server/contests/contests.service.ts';
import { groupByPhase, nextPhaseChange, summarize } from './contest-summary.ts';

const line = { bankId: 1, topicId: null, difficulty: null, type: null, points: null };
/** What the summary does not look at. */
const rules = {} as Contest['rules'];

function contest(id: number, opensAt: number, closesAt: number): Contest {
	return {
		id,
		title: `Cuộc thi ${id}`,
		rulesText: '',
		status: 'published',
		unitId: 1,
		unitName: 'UBND tỉnh',
		unitPath: '1',
		eligibleUnitIds: [1],
		publishedAt: new Date(0),
		rules,
		rounds: [],
		round: {
			id,
			rules: {} as Contest['round']['rules'],
			timing: { opensAt, closesAt, timeLimit: 900_000, openPeriods: [] },
			attemptsAllowed: 3,
			passPercent: 50,
			lines: [
				{ ...line, count: 14 },
				{ ...line, bankId: 2, count: 6 }
			],
			release: { score: 'at_submit', answers: 'after_close', board: 'at_submit' }
		}
	};
}

test('a summary adds up the questions and knows when its phase ends', () => {
	const summary = summarize(contest(1, 100, 200), 100);
	expect(summary).toMatchObject({ phase: 'open', phaseEndsAt: 200, questions: 20 });
	expect(summary).not.toHaveProperty('blueprint');
	expect(summarize(contest(1, 100, 200), 99)).toMatchObject({
		phase: 'upcoming',
		phaseEndsAt: 100
	});
	expect(summarize(contest(1, 100, 200), 200)).toMatchObject({
		phase: 'closed',
		phaseEndsAt: null
	});
});

test('counts a contest between two of its open periods among the open ones', () => {
	const monday = Date.parse('2026-03-02T00:00+07:00');
	const paused = contest(1, monday, monday + 14 * 86_400_000);
	const openPeriods = [{ from: 450, until: 6810 }];
	const round = { ...paused.round, timing: { ...paused.round.timing, openPeriods } };
	const summary = summarize({ ...paused, round }, Date.parse('2026-03-07T12:00+07:00'));
	expect(summary).toMatchObject({
		phase: 'paused',
		phaseEndsAt: Date.parse('2026-03-09T07:30+07:00')
	});
	expect(groupByPhase([summary]).open).toEqual([summary]);
});

test('groups by phase, the most urgent first', () => {
	const now = 1_000;
	const summaries = [
		contest(1, 0, 500),
		contest(2, 0, 900),
		contest(3, 0, 9_000),
		contest(4, 0, 2_000),
		contest(5, 5_000, 9_000),
		contest(6, 3_000, 9_000)
	].map((each) => summarize(each, now));
	const groups = groupByPhase(summaries);
	const ids = Object.fromEntries(
		Object.entries(groups).map(([phase, list]) => [phase, list.map(({ id }) => id)])
	);
	expect(ids).toEqual({ open: [4, 3], upcoming: [6, 5], closed: [2, 1] });
	expect(nextPhaseChange(summaries)).toBe(2_000);
	expect(nextPhaseChange(groups.closed)).toBeNull();
});
