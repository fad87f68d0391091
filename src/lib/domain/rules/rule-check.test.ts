import { describe, expect, it } from 'vitest';
import { contestRulesSchema } from './contest-rules.ts';
import { ruleExamples } from './rule-check.examples.ts';
import {
	codesAfter,
	day,
	minute,
	monday,
	sampleAudience,
	sampleRound,
	soundSituation,
	type Situation
} from './rule-check.sample.ts';
import { checkRules } from './rule-check.ts';
import { ruleFindingCodes, type RulePath } from './rule-findings.ts';

const check = ({ rules, facts, now }: Situation) => checkRules(rules, facts, now);
const codes = (situation: Situation) => check(situation).map(({ code }) => code);

/** What stands in the rules at a path; undefined when the path leads nowhere. */
function valueAt(rules: unknown, path: RulePath): unknown {
	return path.reduce<unknown>(
		(value, step) => (value as Record<string | number, unknown> | undefined)?.[step],
		rules
	);
}

describe('the check of the rules', () => {
	it('finds nothing in sound rules', () => {
		expect(check(soundSituation())).toEqual([]);
	});

	it.each(ruleFindingCodes)('%s is raised by its example, not beyond the boundary', (code) => {
		const { raises, spares } = ruleExamples[code];
		for (const { rules } of [raises, spares]) {
			const parsed = contestRulesSchema.safeParse(rules);
			expect(parsed.error?.issues ?? []).toEqual([]);
		}
		expect(codes(raises)).toEqual([code]);
		expect(codes(spares)).not.toContain(code);
		for (const { path } of check(raises)) {
			expect([path, valueAt(raises.rules, path)]).not.toEqual([path, undefined]);
		}
	});

	it('forbids publishing what nobody could sit, and only that', () => {
		const problems = ruleFindingCodes.filter((code) =>
			check(ruleExamples[code].raises).some(({ severity }) => severity === 'problem')
		);
		expect(problems).toEqual([
			'BANK_TOO_SMALL',
			'WINDOW_OVER',
			'ROUND_NEVER_OPEN',
			'NOBODY_ELIGIBLE'
		]);
	});

	it('puts problems before warnings', () => {
		const found = codesAfter(({ facts, rules }) => {
			rules.release.answers = 'at_submit';
			facts.eligiblePeople = {};
		});
		expect(found).toEqual(['NOBODY_ELIGIBLE', 'ANSWERS_WHILE_OPEN']);
	});
});

describe('findings about papers', () => {
	it('name the line counted through all sections, once and at its worst', () => {
		const situation = soundSituation();
		const { audience, facts } = situation;
		const [section] = audience.paper.sections;
		const [line] = section?.lines ?? [];
		if (!line) throw new Error('no line');
		audience.paper.sections = [
			{ title: 'I', lines: [line, line] },
			{ title: 'II', lines: [line] }
		];
		for (const [index, paper] of facts.papers.entries())
			paper.shortages = [{ line: 2, needed: 10, available: 9 - index }];
		expect(check(situation)).toEqual([
			{
				code: 'BANK_TOO_SMALL',
				severity: 'problem',
				params: { round: 'Tuần 2', audience: 'Cán bộ', line: 3, needed: 10, available: 8 },
				path: ['audiences', 0, 'paper', 'sections', 1, 'lines', 0]
			}
		]);
	});

	it('point to the paper of the round where it has one of its own', () => {
		const situation = soundSituation();
		const { nextRound, audience, facts } = situation;
		nextRound.papers = [{ audience: 'can-bo', sections: audience.paper.sections }];
		for (const paper of facts.papers) paper.shortages = [{ line: 0, needed: 10, available: 9 }];
		expect(check(situation).map(({ path }) => path)).toEqual([
			['audiences', 0, 'paper', 'sections', 0, 'lines', 0],
			['rounds', 1, 'papers', 0, 'sections', 0, 'lines', 0]
		]);
	});

	it('count the papers of rounds that draw from banks of their own apart', () => {
		// 20 items for two attempts of a round: enough where the next round has other items.
		const change = (bankId: number) =>
			codesAfter(({ audience, nextRound, facts }) => {
				const sections = structuredClone(audience.paper.sections);
				for (const line of sections.flatMap(({ lines }) => lines)) line.bankId = bankId;
				nextRound.papers = [{ audience: 'can-bo', sections }];
				for (const paper of facts.papers) paper.lines = [{ available: 20, multiple: 0 }];
			});
		expect(change(2)).toEqual([]);
		expect(change(1)).toEqual(['BANK_TOO_SMALL_FOR_ATTEMPTS']);
	});

	it('follow the rounds by time, in whatever order they are written', () => {
		// Two papers of 10 items in week 1 take 20 of 30; of 20 items in week 2 none is fresh then.
		const situation = ruleExamples.FRESH_ITEMS_RUN_OUT.raises;
		const fresh = (reverse: boolean) => {
			const { rules, facts, now } = structuredClone(situation);
			const [section] = structuredClone(rules.audiences[0]?.paper.sections ?? []);
			if (!section) throw new Error('no section');
			const papers = [{ audience: 'can-bo', sections: [section, section] }];
			rules.rounds[1] = { ...sampleRound('tuan-2', 'Tuần 2', 1), papers };
			for (const paper of facts.papers)
				paper.lines = paper.round === 'tuan-2' ? [items, items] : [items];
			if (reverse) rules.rounds.reverse();
			return checkRules(rules, facts, now).map(({ params }) => params['fresh']);
		};
		const items = { available: 30, multiple: 0 };
		expect(fresh(false)).toEqual([2]);
		expect(fresh(true)).toEqual([2]);
	});

	it('say nothing of papers of which nothing is known', () => {
		for (const draw of ['random', 'fixed'] as const) {
			const found = codesAfter(({ audience, facts }) => {
				Object.assign(audience.paper, { draw, partialCredit: 'penalized' });
				facts.papers = [];
			});
			expect(found).toEqual([]);
		}
	});

	it('say how many attempts are fresh', () => {
		expect(check(ruleExamples.FRESH_ITEMS_RUN_OUT.raises)).toMatchObject([
			{ params: { audience: 'Cán bộ', attempts: 4, fresh: 3 } }
		]);
	});

	it('let rehearsals draw from a bank open for practice', () => {
		const found = (kind: 'counting' | 'rehearsal') =>
			codesAfter(({ rules, audience, facts }) => {
				const sections = structuredClone(audience.paper.sections);
				for (const line of sections.flatMap(({ lines }) => lines)) line.bankId = 2;
				const round = sampleRound('them', 'Thêm', -1);
				rules.rounds.push({ ...round, kind, papers: [{ audience: 'can-bo', sections }] });
				facts.practiceBanks = [{ bankId: 2, title: 'Luyện tập' }];
			}).filter((code) => code === 'PRACTICE_BANK');
		expect(found('rehearsal')).toEqual([]);
		expect(found('counting')).toEqual(['PRACTICE_BANK']);
	});
});

describe('findings about times', () => {
	it('take the longest time limit of the audiences', () => {
		const found = codesAfter(({ rules, facts, round }) => {
			const citizens = sampleAudience('nguoi-dan', 'Người dân');
			citizens.paper.timeLimitMinutes = 60;
			rules.audiences.push(citizens);
			facts.eligiblePeople['nguoi-dan'] = 5;
			round.closesAt = round.opensAt + 60 * minute - 1;
		});
		expect(found).toEqual(['WINDOW_SHORTER_THAN_LIMIT']);
	});

	it('join open periods that touch before measuring them', () => {
		const periods = (gap: number) =>
			codesAfter(({ round }) => {
				round.openPeriods = [
					{ from: 4320, until: 4330 },
					{ from: 4330 + gap, until: 4340 + gap }
				];
			});
		expect(periods(0)).toEqual([]);
		expect(periods(1)).toEqual(['OPEN_PERIOD_SHORTER_THAN_LIMIT']);
	});

	it('leave another contest alone that shares no unit', () => {
		const rounds = [{ opensAt: monday, closesAt: monday + day }];
		const clash = (sharedUnits: number) =>
			codesAfter(({ facts }) => facts.otherContests.push({ title: 'Khác', sharedUnits, rounds }));
		expect(clash(0)).toEqual([]);
		expect(clash(1)).toEqual(['CONTEST_CLASH']);
	});

	it.each([
		['a pause', { perRound: 11, cooldownMinutes: 12 * 60 }, 'perRound', 9],
		['a week of days', { perWeek: 8, perDay: 1 }, 'perWeek', 7],
		['a day of pauses', { perDay: 3, cooldownMinutes: 12 * 60 }, 'perDay', 2]
	] as const)('see a limit that %s keeps out of reach', (_what, limits, field, reachable) => {
		const situation = soundSituation();
		Object.assign(situation.rules.attempts, { perRound: null, perDay: null }, limits);
		for (const paper of situation.facts.papers) paper.lines = [{ available: 10_000, multiple: 0 }];
		const found = check(situation).filter(({ code }) => code === 'LIMIT_UNREACHABLE');
		expect(found).toMatchObject([{ path: ['attempts', field], params: { reachable } }]);
	});
});
