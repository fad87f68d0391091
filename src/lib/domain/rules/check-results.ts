import type { ReleaseTime } from '../release.ts';
import type { ContestRules } from './contest-rules.ts';
import type { RankingKey } from './result-rules.ts';
import { finding, type RuleFinding } from './rule-findings.ts';

/** What is to be said of ranking, prediction and what is shown when. */
export function checkResults(rules: ContestRules): RuleFinding[] {
	return [...rankingFindings(rules), ...predictionFindings(rules), ...releaseFindings(rules)];
}

/** Keys of which hardly two results have the same value; of the others everybody's is one of a few. */
const separating: readonly RankingKey[] = [
	'prediction_error',
	'duration',
	'submitted_at',
	'started_at'
];

function rankingFindings(rules: ContestRules): RuleFinding[] {
	const { ranking, overall, awards, release, rounds } = rules;
	const found: RuleFinding[] = [];
	const index = ranking.findIndex(({ key }) => separating.includes(key));
	const first = ranking[index];
	if (first?.order === 'asc' && (first.key === 'submitted_at' || first.key === 'started_at'))
		found.push(finding('EARLIEST_WINS', ['ranking', index]));
	const prizes = awards.categories.some((award) => award.for === 'person');
	// Without prizes and boards nobody is put in order; and a lot separates equals where prizes end.
	const ordered = prizes ? awards.equals === 'share' : release.board !== 'never';
	if (!first && ordered) found.push(finding('NOTHING_SEPARATES_EQUALS', ['ranking']));
	const counting = rounds.filter(({ kind }) => kind === 'counting').length;
	if (overall.kind === 'best' && overall.count > counting) {
		const params = { best: overall.count, rounds: counting };
		found.push(finding('BEST_COUNT_TOO_HIGH', ['overall', 'count'], params));
	}
	return found;
}

function predictionFindings(rules: ContestRules): RuleFinding[] {
	if (!rules.prediction) return [];
	const found: RuleFinding[] = [];
	const withheld = givenAway(rules);
	if (withheld.board) found.push(finding('PREDICTION_BOARD_WITHHELD', ['release', 'board']));
	if (withheld.score) found.push(finding('PREDICTION_SCORE_WITHHELD', ['release', 'score']));
	if (withheld.counters) found.push(finding('PREDICTION_COUNTERS_WITHHELD', ['prediction']));
	if (!rules.ranking.some(({ key }) => key === 'prediction_error'))
		found.push(finding('PREDICTION_IDLE', ['ranking']));
	return found;
}

/**
 * What would give the answer of the prediction away while it is open, were it shown when the rules say.
 * A board tells how many took part and how many had everything right; one's own score tells only
 * whether oneself is among the latter.
 */
function givenAway({ prediction, release, rounds }: ContestRules) {
	if (!prediction) return { board: false, score: false, counters: false };
	// A prediction about the contest is open while boards of its earlier rounds would be shown.
	const several = rounds.filter(({ kind }) => kind === 'counting').length > 1;
	const outlasts = prediction.scope === 'contest' && several;
	return {
		board: release.board === 'at_submit' || (release.board === 'after_close' && outlasts),
		score: release.score === 'at_submit' && prediction.target === 'all_correct',
		counters: prediction.target !== 'all_correct'
	};
}

const lateness: Record<ReleaseTime, number> = { at_submit: 0, after_close: 1, never: 2 };

function releaseFindings(rules: ContestRules): RuleFinding[] {
	const { score, answers, board } = rules.release;
	const found: RuleFinding[] = [];
	// A board withheld for the prediction shows no score before the round closes.
	const boardShown = givenAway(rules).board ? 'after_close' : board;
	if (lateness[score] > lateness[boardShown])
		found.push(finding('SCORE_ON_BOARD', ['release', 'board']));
	if (answers === 'at_submit') found.push(finding('ANSWERS_WHILE_OPEN', ['release', 'answers']));
	return found;
}
