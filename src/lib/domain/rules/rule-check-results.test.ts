import { describe, expect, it } from 'vitest';
import {
	addRehearsal,
	codesAfter,
	day,
	monday,
	sampleAudience,
	samplePaper,
	type Situation
} from './rule-check.sample.ts';

describe('findings about results', () => {
	it('take "earliest" for harmless after a prediction, and "latest" for no start storm', () => {
		const rank = (...keys: ('prediction_error' | 'started_at')[]) =>
			codesAfter(({ rules }) => {
				rules.prediction = { target: 'all_correct', scope: 'round' };
				rules.release = { score: 'after_close', answers: 'never', board: 'after_close' };
				const terms = keys.map((key) => ({ key, order: 'asc' }) as const);
				rules.ranking = [{ key: 'score', order: 'desc' }, ...terms];
			});
		expect(rank('prediction_error', 'started_at')).toEqual([]);
		expect(rank('started_at', 'prediction_error')).toEqual(['EARLIEST_WINS']);
	});

	it('leave equals alone where a lot decides, or nobody is put in order', () => {
		const equal = (change: (situation: Situation) => void) =>
			codesAfter((situation) => {
				situation.rules.ranking = [{ key: 'score', order: 'desc' }];
				change(situation);
			});
		expect(equal(() => undefined)).toEqual(['NOTHING_SEPARATES_EQUALS']);
		expect(equal(({ rules }) => (rules.awards.equals = 'lot'))).toEqual([]);
		expect(
			equal(({ rules }) => {
				rules.awards.categories = [];
				rules.release.board = 'never';
			})
		).toEqual([]);
	});

	it('withhold what gives a prediction away, and no more', () => {
		const found = (change: (situation: Situation) => void) =>
			codesAfter((situation) => {
				const { rules } = situation;
				rules.prediction = { target: 'all_correct', scope: 'contest' };
				rules.ranking.splice(1, 0, { key: 'prediction_error', order: 'asc' });
				rules.release = { score: 'after_close', answers: 'never', board: 'after_close' };
				change(situation);
			});
		expect(found(() => undefined)).toEqual(['PREDICTION_BOARD_WITHHELD']);
		// With one round, the prediction about the contest closes with it.
		expect(found(({ rules, facts }) => [rules.rounds.pop(), facts.papers.pop()])).toEqual([]);
		const own = found(({ rules }) => {
			rules.prediction = { target: 'participants', scope: 'round' };
			rules.release.score = 'at_submit';
		});
		expect(own).toEqual(['PREDICTION_COUNTERS_WITHHELD']);
		const all = found(({ rules }) => {
			rules.release = { score: 'at_submit', answers: 'never', board: 'at_submit' };
		});
		expect(all).toEqual(['PREDICTION_BOARD_WITHHELD', 'PREDICTION_SCORE_WITHHELD']);
	});

	it('do not count rehearsals among the best rounds', () => {
		const found = codesAfter((situation) => {
			addRehearsal(situation, monday - 2 * day, monday - day);
			situation.now = monday - 3 * day;
			situation.rules.overall = { kind: 'best', count: 3 };
		});
		expect(found).toEqual(['BEST_COUNT_TOO_HIGH']);
	});

	it('see no score on a board that is withheld for the prediction', () => {
		const found = codesAfter(({ rules }) => {
			rules.prediction = { target: 'all_correct', scope: 'round' };
			rules.ranking.splice(1, 0, { key: 'prediction_error', order: 'asc' });
			rules.release = { score: 'after_close', answers: 'never', board: 'at_submit' };
		});
		expect(found).toEqual(['PREDICTION_BOARD_WITHHELD']);
	});

	it('count the prizes of every round where one person keeps only one', () => {
		const prizes = (onePerPerson: boolean, people: number) =>
			codesAfter(({ rules, facts, award }) => {
				rules.awards.onePerPerson = onePerPerson;
				Object.assign(award, { count: 10, scope: 'each_round' });
				rules.awards.categories.push({ ...award, id: 'nhi', scope: 'contest', count: 5 });
				facts.eligiblePeople['can-bo'] = people;
			});
		expect(prizes(true, 25)).toEqual([]);
		expect(prizes(true, 24)).toEqual(['AWARDS_EXCEED_PEOPLE']);
		expect(prizes(false, 10)).toEqual([]);
		expect(prizes(false, 9)).toEqual(['AWARDS_EXCEED_PEOPLE']);
	});

	it('ask for no awards where there are none at all', () => {
		const found = codesAfter(({ rules, facts }) => {
			rules.awards.categories = [];
			rules.audiences.push(sampleAudience('nguoi-dan', 'Người dân'));
			facts.papers.push(samplePaper('tuan-1', 'nguoi-dan'));
			facts.eligiblePeople['nguoi-dan'] = 1;
		});
		expect(found).toEqual([]);
	});
});

describe('findings about units', () => {
	it('want headcounts only where the rate is ranked', () => {
		const found = (rate: number) =>
			codesAfter(({ rules, facts }) => {
				rules.unitRanking.rate = rate;
				facts.units.push({ name: 'UBND xã Bình An', headcount: 0 });
			});
		expect(found(0)).toEqual([]);
		expect(found(0.5)).toEqual(['UNITS_WITHOUT_HEADCOUNT']);
	});

	it('say nothing of units where none compete', () => {
		const found = codesAfter(({ rules, facts }) => {
			facts.units = [];
			const common = { id: 'tap-the', name: 'Giải tập thể', count: 3, eachBlock: false };
			rules.awards.categories.push({ for: 'unit', by: 'ranking', ...common });
		});
		expect(found).toEqual([]);
	});
});
