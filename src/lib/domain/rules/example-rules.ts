import type { Audience, ContestRules } from './contest-rules.ts';
import type { BlueprintLine, PaperRules } from './paper-rules.ts';
import type { Award, PersonAward, UnitAward } from './result-rules.ts';
import type { RoundRules } from './round-rules.ts';
import { noAwards, plainUnitRanking } from './simple-rules.ts';

/*
 * Plain rules for tests: one round, one audience, one attempt. A test changes what it is about.
 */

/** An instant in ms from the wall clock of Vietnam: "2025-12-01T07:30". */
export function vietnam(written: string): number {
	return Date.parse(`${written}+07:00`);
}

/** Ten items of bank 1, a point each. */
export function exampleLine(changes: Partial<BlueprintLine> = {}): BlueprintLine {
	return {
		bankId: 1,
		topicId: null,
		difficulty: null,
		type: null,
		count: 10,
		points: 100,
		...changes
	};
}

/** A paper of one part with these lines. */
export function examplePaper(
	changes: Partial<PaperRules> = {},
	lines: BlueprintLine[] = [exampleLine()]
): PaperRules {
	return {
		timeLimitMinutes: 15,
		sections: [{ title: '', lines }],
		draw: 'random',
		shuffleItems: true,
		shuffleOptions: true,
		freshFirst: true,
		partialCredit: 'all_or_nothing',
		passPercent: null,
		...changes
	};
}

/** An audience of everybody. */
export function exampleAudience(
	changes: Partial<Omit<Audience, 'eligibility'>> = {},
	eligibility: Partial<Audience['eligibility']> = {}
): Audience {
	return {
		id: 'can-bo',
		name: 'Cán bộ, công chức',
		eligibility: { unitIds: [], positions: [], minAge: null, maxAge: null, ...eligibility },
		paper: examplePaper(),
		...changes
	};
}

/** The round of December 2025's first week. */
export function exampleRound(changes: Partial<RoundRules> = {}): RoundRules {
	return {
		id: 'tuan-1',
		title: 'Tuần 1',
		kind: 'counting',
		opensAt: vietnam('2025-12-01T07:30'),
		closesAt: vietnam('2025-12-07T22:00'),
		openPeriods: [],
		papers: [],
		...changes
	};
}

/** A first prize of the contest for people. */
export function personAward(changes: Partial<PersonAward> = {}): Award {
	return {
		for: 'person',
		id: 'nhat',
		name: 'Giải Nhất',
		count: 1,
		scope: 'contest',
		audience: null,
		minPercent: 0,
		...changes
	};
}

/** A first prize for units by their ranking. */
export function unitAward(changes: Partial<UnitAward> = {}): Award {
	return {
		for: 'unit',
		id: 'tap-the',
		name: 'Giải Nhất tập thể',
		count: 1,
		by: 'ranking',
		eachBlock: false,
		...changes
	};
}

/** Rules of the parts above, by score and then duration. */
export function exampleRules(changes: Partial<ContestRules> = {}): ContestRules {
	return {
		audiences: [exampleAudience()],
		rounds: [exampleRound()],
		attempts: { perRound: 1, perDay: null, perWeek: null, cooldownMinutes: 0, counting: 'best' },
		prediction: null,
		ranking: [
			{ key: 'score', order: 'desc' },
			{ key: 'duration', order: 'asc' }
		],
		overall: { kind: 'sum' },
		unitRanking: plainUnitRanking,
		awards: noAwards,
		release: { score: 'at_submit', answers: 'after_close', board: 'after_close' },
		...changes
	};
}
