import type { RuleFindingCode } from './rule-findings.ts';
import {
	addCitizens,
	addRehearsal,
	day,
	minute,
	monday,
	soundSituation,
	type Situation
} from './rule-check.sample.ts';

/** For tests: what raises a finding, and what is just beyond its boundary and does not. */
export interface RuleExample {
	readonly raises: Situation;
	readonly spares: Situation;
}

type Change = (situation: Situation) => void;

function situation(...changes: Change[]): Situation {
	const changed = soundSituation();
	for (const change of changes) change(changed);
	return changed;
}

function example(raising: Change, sparing: Change): RuleExample {
	return { raises: situation(raising), spares: situation(sparing) };
}

/** Two examples that differ in one number. */
function between(
	change: (situation: Situation, value: number) => void,
	raising: number,
	sparing: number
): RuleExample {
	return example(
		(each) => change(each, raising),
		(each) => change(each, sparing)
	);
}

function setLimits({ rules }: Situation, changes: Partial<Situation['rules']['attempts']>): void {
	Object.assign(rules.attempts, { perRound: null, perDay: null, perWeek: null }, changes);
}

function setItems({ facts }: Situation, available: number): void {
	for (const { lines } of facts.papers) for (const line of lines) line.available = available;
}

function predict(target: 'participants' | 'all_correct', scope: 'round' | 'contest'): Change {
	return ({ rules }) => {
		rules.prediction = { target, scope };
		rules.ranking.splice(1, 0, { key: 'prediction_error', order: 'asc' });
		rules.release = { score: 'after_close', answers: 'never', board: 'after_close' };
	};
}

/** Each code with an example. The examples of a code raise nothing else. */
export const ruleExamples: Record<RuleFindingCode, RuleExample> = {
	BANK_TOO_SMALL: between(
		({ paper }, available) => {
			paper.shortages = available < 10 ? [{ line: 0, needed: 10, available }] : [];
		},
		9,
		10
	),
	BANK_TOO_SMALL_FOR_ATTEMPTS: between(setItems, 39, 40),
	FRESH_ITEMS_RUN_OUT: between(
		(each, items) => {
			each.audience.paper.freshFirst = true;
			setItems(each, items);
		},
		39,
		40
	),
	UNLIMITED_SMALL_BANK: between(
		(each, items) => {
			setLimits(each, {});
			setItems(each, items);
		},
		99,
		100
	),
	FIXED_PAPER_REPEATS: between(
		({ rules, audience }, perRound) => {
			audience.paper.draw = 'fixed';
			rules.attempts.perRound = perRound;
		},
		2,
		1
	),
	PRACTICE_BANK: between(
		({ facts }, bankId) => facts.practiceBanks.push({ bankId, title: 'Luyện tập' }),
		1,
		2
	),
	OUTDATED_CITATIONS: {
		raises: situation(({ facts }) =>
			facts.outdated.push({ bankId: 1, slug: 'nq57', title: 'Nghị quyết 57', items: 3 })
		),
		spares: soundSituation()
	},
	PARTIAL_CREDIT_IDLE: between(
		({ audience, paper }, multiple) => {
			audience.paper.partialCredit = 'proportional';
			paper.lines = [{ available: 40, multiple }];
		},
		0,
		1
	),
	WINDOW_OVER: between((each, after) => (each.now = each.round.closesAt + after), 0, -1),
	REHEARSAL_OVER: between(
		(each, after) => {
			addRehearsal(each, monday - 3 * day, monday - 2 * day);
			each.now = monday - 2 * day + after;
		},
		0,
		-1
	),
	ROUND_NEVER_OPEN: example(
		// Sunday only, in a round that closes on Friday.
		({ round }) => round.openPeriods.push({ from: 8640, until: 10_080 }),
		({ round }) => round.openPeriods.push({ from: 4320, until: 5760 })
	),
	WINDOW_SHORTER_THAN_LIMIT: between(
		({ round }, length) => {
			round.closesAt = round.opensAt + length;
		},
		20 * minute - 1,
		20 * minute
	),
	OPEN_PERIOD_SHORTER_THAN_LIMIT: between(
		({ round }, minutes) => round.openPeriods.push({ from: 4320, until: 4320 + minutes }),
		19,
		20
	),
	ROUND_OPENS_IN_PAST: between((each, after) => (each.now = each.round.opensAt + after), 1, 0),
	REHEARSAL_AFTER_START: between(
		(each, after) => {
			addRehearsal(each, monday - day, monday + after);
		},
		1,
		0
	),
	LIMIT_UNREACHABLE: between(
		(each, perRound) => {
			setLimits(each, { perDay: 1, perRound });
			setItems(each, 1000);
		},
		6,
		5
	),
	CONTEST_CLASH: between(
		({ facts, nextRound }, after) => {
			const rounds = [{ opensAt: monday - 9 * day, closesAt: monday - 8 * day }];
			const clashing = { opensAt: nextRound.closesAt - after, closesAt: nextRound.closesAt + day };
			facts.otherContests.push({
				title: 'Cải cách hành chính',
				sharedUnits: 2,
				rounds: [...rounds, clashing]
			});
		},
		1,
		0
	),
	NOBODY_ELIGIBLE: between(({ facts }, people) => (facts.eligiblePeople['can-bo'] = people), 0, 1),
	NOBODY_IN_AUDIENCE: between(addCitizens, 0, 1),
	PEOPLE_WITHOUT_AUDIENCE: between(
		({ facts }, people) => (facts.peopleWithoutAudience = people),
		1,
		0
	),
	UNITS_WITHOUT_HEADCOUNT: between(
		({ facts }, headcount) => facts.units.push({ name: 'UBND xã Bình An', headcount }),
		0,
		1
	),
	MIN_HEADCOUNT_ABOVE_ALL: between(
		({ rules }, least) => (rules.unitRanking.minHeadcount = least),
		61,
		60
	),
	EARLIEST_WINS: example(
		({ rules }) => rules.ranking.splice(1, 0, { key: 'submitted_at', order: 'asc' }),
		({ rules }) => rules.ranking.push({ key: 'submitted_at', order: 'asc' })
	),
	NOTHING_SEPARATES_EQUALS: example(
		({ rules }) => rules.ranking.splice(1, 1, { key: 'perfect_attempts', order: 'desc' }),
		({ rules }) => rules.ranking.splice(1, 1, { key: 'started_at', order: 'desc' })
	),
	BEST_COUNT_TOO_HIGH: between(
		({ rules }, count) => (rules.overall = { kind: 'best', count }),
		3,
		2
	),
	PREDICTION_BOARD_WITHHELD: {
		raises: situation(predict('all_correct', 'contest')),
		spares: situation(predict('all_correct', 'round'))
	},
	PREDICTION_SCORE_WITHHELD: {
		raises: situation(predict('all_correct', 'round'), ({ rules }) => {
			rules.release.score = 'at_submit';
		}),
		spares: situation(predict('all_correct', 'round'))
	},
	PREDICTION_COUNTERS_WITHHELD: {
		raises: situation(predict('participants', 'round')),
		spares: situation(predict('all_correct', 'round'))
	},
	PREDICTION_IDLE: {
		raises: situation(predict('all_correct', 'round'), ({ rules }) => rules.ranking.splice(1, 1)),
		spares: situation(predict('all_correct', 'round'))
	},
	SCORE_ON_BOARD: example(
		({ rules }) => (rules.release.score = 'after_close'),
		({ rules }) =>
			(rules.release = { ...rules.release, score: 'after_close', board: 'after_close' })
	),
	ANSWERS_WHILE_OPEN: example(
		({ rules }) => (rules.release.answers = 'at_submit'),
		({ rules }) => (rules.release.answers = 'never')
	),
	AUDIENCE_WITHOUT_AWARDS: example(
		(each) => {
			addCitizens(each, 50);
			each.award.audience = 'can-bo';
		},
		(each) => {
			addCitizens(each, 50);
			each.award.audience = null;
		}
	),
	AWARDS_EXCEED_PEOPLE: between(({ award }, count) => (award.count = count), 101, 100),
	AWARDS_EXCEED_UNITS: between(
		({ rules }, count) =>
			rules.awards.categories.push({
				for: 'unit',
				id: 'tap-the',
				name: 'Giải tập thể',
				count,
				by: 'ranking',
				eachBlock: false
			}),
		3,
		2
	)
};
