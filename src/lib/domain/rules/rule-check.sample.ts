import type { Audience, ContestRules } from './contest-rules.ts';
import type { PaperRules } from './paper-rules.ts';
import type { PersonAward } from './result-rules.ts';
import { checkRules } from './rule-check.ts';
import type { RuleCheckFacts, RuleFindingCode } from './rule-findings.ts';
import type { RoundRules } from './round-rules.ts';
import { plainUnitRanking } from './simple-rules.ts';

/** For tests of the rule check: rules nothing is wrong with, to be changed at will. */

type Writable<T> = { -readonly [Key in keyof T]: Writable<T[Key]> };

/** What the check is given, with names for the parts that tests change most. */
export interface Situation {
	now: number;
	readonly rules: ContestRules;
	readonly facts: Writable<RuleCheckFacts>;
	readonly audience: Audience;
	/** The two counting rounds, one week after the other. */
	readonly round: RoundRules;
	readonly nextRound: RoundRules;
	readonly award: PersonAward;
	/** The facts of the audience's paper in the first round. */
	readonly paper: Writable<RuleCheckFacts['papers'][number]>;
}

export const minute = 60_000;
export const day = 24 * 60 * minute;
/** Monday 5 January 2026, 07:30 in Vietnam. */
export const monday = Date.UTC(2026, 0, 5, 0, 30);
/** From Monday 07:30 to Friday 17:30. */
const weekWindow = 4 * day + 600 * minute;

function paperRules(): PaperRules {
	const line = { bankId: 1, topicId: null, difficulty: null, type: null, count: 10, points: null };
	return {
		timeLimitMinutes: 20,
		sections: [{ title: '', lines: [line] }],
		draw: 'random',
		shuffleItems: true,
		shuffleOptions: true,
		freshFirst: false,
		partialCredit: 'all_or_nothing',
		passPercent: null
	};
}

/** An audience of everybody with the paper of the others: 10 items of bank 1, 20 minutes. */
export function sampleAudience(id: string, name: string): Audience {
	const eligibility = { unitIds: [], positions: [], minAge: null, maxAge: null };
	return { id, name, eligibility, paper: paperRules() };
}

/** A round of a working week, so many weeks after the first. */
export function sampleRound(id: string, title: string, week: number): RoundRules {
	const opensAt = monday + week * 7 * day;
	const closesAt = opensAt + weekWindow;
	return { id, title, kind: 'counting', opensAt, closesAt, openPeriods: [], papers: [] };
}

/** What the bank holds for a paper of 10 items: 40 of them, none with several right answers. */
export function samplePaper(
	round: string,
	audience: string
): Writable<RuleCheckFacts['papers'][number]> {
	return { round, audience, lines: [{ available: 40, multiple: 0 }], shortages: [] };
}

/** A fresh situation, a day before the first round, of which there is nothing to say. */
export function soundSituation(): Situation {
	const audience = sampleAudience('can-bo', 'Cán bộ');
	const round = sampleRound('tuan-1', 'Tuần 1', 0);
	const nextRound = sampleRound('tuan-2', 'Tuần 2', 1);
	const award: PersonAward = {
		for: 'person',
		id: 'nhat',
		name: 'Giải Nhất',
		count: 1,
		scope: 'contest',
		audience: null,
		minPercent: 0
	};
	const paper = samplePaper('tuan-1', 'can-bo');
	const rules: ContestRules = {
		audiences: [audience],
		rounds: [round, nextRound],
		attempts: { perRound: 2, perDay: 1, perWeek: null, cooldownMinutes: 0, counting: 'best' },
		prediction: null,
		ranking: [
			{ key: 'score', order: 'desc' },
			{ key: 'duration', order: 'asc' }
		],
		overall: { kind: 'sum' },
		unitRanking: { ...plainUnitRanking, minHeadcount: 10 },
		awards: { categories: [award], onePerPerson: true, equals: 'share' },
		release: { score: 'at_submit', answers: 'after_close', board: 'at_submit' }
	};
	const facts: Writable<RuleCheckFacts> = {
		papers: [paper, samplePaper('tuan-2', 'can-bo')],
		eligiblePeople: { 'can-bo': 100 },
		peopleWithoutAudience: 0,
		units: [
			{ name: 'Sở Nội vụ', headcount: 60 },
			{ name: 'UBND xã An Phú', headcount: 40 }
		],
		practiceBanks: [],
		outdated: [],
		otherContests: []
	};
	return { now: monday - day, rules, facts, audience, round, nextRound, award, paper };
}

/** A second audience, with so many eligible people. */
export function addCitizens({ rules, facts }: Situation, people: number): void {
	rules.audiences.push(sampleAudience('nguoi-dan', 'Người dân'));
	facts.eligiblePeople['nguoi-dan'] = people;
	facts.papers.push(samplePaper('tuan-1', 'nguoi-dan'), samplePaper('tuan-2', 'nguoi-dan'));
}

/** A rehearsal before the other rounds. */
export function addRehearsal({ rules }: Situation, opensAt: number, closesAt: number): void {
	const round = sampleRound('thi-thu', 'Thi thử', 0);
	rules.rounds.unshift({ ...round, kind: 'rehearsal', opensAt, closesAt });
}

/** The codes found after a change to the sound situation. */
export function codesAfter(change: (situation: Situation) => void): RuleFindingCode[] {
	const situation = soundSituation();
	change(situation);
	return checkRules(situation.rules, situation.facts, situation.now).map(({ code }) => code);
}
