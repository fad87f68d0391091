import type { RankingTerm } from '#lib/domain/rules/result-rules.ts';
import type { Band, StatementCode, StatementParams } from '#lib/domain/rules/rules-statements.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import {
	awardScopePhrases,
	equalsSentences,
	rankingPhrases,
	releaseSentences,
	unitAwardPhrases
} from './rules-phrases.ts';
import type { Sentences } from './rules-sentences.ts';
import type { RulesWords } from './rules-words.ts';

type ResultCode = Extract<
	StatementCode,
	| `ranking${string}`
	| 'prediction_missing'
	| 'rank_shared'
	| `overall_${string}`
	| `unit_${string}`
	| 'person_award'
	| 'one_prize'
	| 'equal_places'
	| 'release'
>;

/** The sentences about ranking, units, awards and what is published. */
export const resultSentences: Sentences<ResultCode> = {
	ranking: ({ first }, { options }) =>
		m.rules_ranking({ criterion: rankingPhrases[first.key][first.order]({}, options) }, options),
	ranking_ties: ({ first, terms }, words) => {
		const criteria = words.list(terms.map((term) => criterion(term, words)));
		return first.key === 'score'
			? m.rules_ranking_ties_score({ criteria }, words.options)
			: m.rules_ranking_ties({ criteria }, words.options);
	},
	prediction_missing: (_, { options }) => m.rules_prediction_missing({}, options),
	rank_shared: (_, { options }) => m.rules_rank_shared({}, options),
	ranking_by_audience: (_, { options }) => m.rules_ranking_by_audience({}, options),

	overall_sum: ({ rounds }, words) =>
		m.rules_overall_sum({ rounds: words.quantity(rounds, m.rules_rounds) }, words.options),
	overall_best: ({ rounds }, words) =>
		rounds === 1
			? m.rules_overall_best_one({}, words.options)
			: m.rules_overall_best({ rounds: words.quantity(rounds, m.rules_rounds) }, words.options),

	unit_points: (params, words) =>
		m.rules_unit_points({ parts: words.list(unitPoints(params, words)) }, words.options),
	unit_points_none: (_, { options }) => m.rules_unit_points_none({}, options),
	unit_blocks: (_, { options }) => m.rules_unit_blocks({}, options),
	unit_headcount: ({ least }, words) =>
		m.rules_unit_headcount({ people: words.quantity(least, m.rules_people) }, words.options),
	unit_quota: ({ attempts, small }, words) => {
		const all = words.quantity(attempts, m.rules_attempt_count);
		if (small === null) return m.rules_unit_quota({ attempts: all }, words.options);
		return m.rules_unit_quota_small(
			{
				attempts: all,
				people: words.quantity(small.people, m.rules_people),
				fewer: words.quantity(small.attempts, m.rules_attempt_count)
			},
			words.options
		);
	},
	unit_bands: ({ bands }, words) =>
		m.rules_unit_bands(
			{ bands: words.list(bands.map((each) => band(each, words))) },
			words.options
		),

	person_award: (params, words) =>
		m.rules_award({ name: params.name, details: personAward(params, words) }, words.options),
	unit_award: ({ name, count, by, eachBlock }, words) => {
		const { options } = words;
		const details = [words.quantity(count, m.rules_prizes), unitAwardPhrases[by]({}, options)];
		if (eachBlock) details.push(m.rules_award_each_block({}, options));
		return m.rules_award({ name, details: details.join(', ') }, options);
	},
	one_prize: ({ onePerPerson }, { options }) =>
		onePerPerson ? m.rules_one_prize_only({}, options) : m.rules_one_prize_several({}, options),
	equal_places: ({ equals }, { options }) => equalsSentences[equals]({}, options),

	release: ({ what, time }, { options }) => releaseSentences[what][time]({}, options)
};

function criterion({ key, order }: RankingTerm, { options }: RulesWords): string {
	return rankingPhrases[key][order]({}, options);
}

function unitPoints(
	{ rate, average, prizes }: StatementParams['unit_points'],
	words: RulesWords
): string[] {
	const points = (value: number) => ({ points: words.quantity(value, m.rules_points) });
	const parts: string[] = [];
	if (rate > 0) parts.push(m.rules_unit_rate(points(rate), words.options));
	if (average > 0) parts.push(m.rules_unit_average(points(average), words.options));
	for (const { award, points: value } of prizes) {
		parts.push(m.rules_unit_prize({ award, ...points(value) }, words.options));
	}
	return parts;
}

function band({ from, below }: Band, words: RulesWords): string {
	const { options } = words;
	const lower = from === null ? '' : words.percent(from);
	const upper = below === null ? '' : words.percent(below);
	if (from === null) return m.rules_band_below({ below: upper }, options);
	if (below !== null) return m.rules_band_between({ from: lower, below: upper }, options);
	return from === 100
		? m.rules_band_full({}, options)
		: m.rules_band_from({ from: lower }, options);
}

function personAward(
	{ count, scope, audience, minPercent }: StatementParams['person_award'],
	words: RulesWords
): string {
	const { options } = words;
	const details = [words.quantity(count, m.rules_prizes)];
	if (scope !== null) details.push(awardScopePhrases[scope]({}, options));
	if (audience?.each === true) details.push(m.rules_award_each_audience({}, options));
	if (audience?.each === false)
		details.push(m.rules_award_audience({ audience: audience.name }, options));
	if (minPercent > 0)
		details.push(m.rules_award_least({ share: words.leastShare(minPercent) }, options));
	return details.join(', ');
}
