import type { StatementCode, StatementParams } from '#lib/domain/rules/rules-statements.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { resultSentences } from './rules-result-sentences.ts';
import {
	countingPhrases,
	creditSentences,
	difficultyPhrases,
	drawSentences,
	scopePhrases,
	targetPhrases,
	typePhrases
} from './rules-phrases.ts';
import type { RulesWords } from './rules-words.ts';

/** Writers of sentences by the code of the statement. */
export type Sentences<Code extends StatementCode> = {
	readonly [Each in Code]: (params: StatementParams[Each], words: RulesWords) => string;
};

/** The sentence of every statement. */
export const sentences: Sentences<StatementCode> = {
	...resultSentences,

	eligible: (params, words) =>
		m.rules_eligible(
			{ audience: params.audience, conditions: conditions(params, words) },
			words.options
		),
	first_audience: (_, { options }) => m.rules_first_audience({}, options),

	round_count: ({ count }, words) =>
		m.rules_round_count({ rounds: words.quantity(count, m.rules_rounds) }, words.options),
	round: (params, words) => m.rules_round(window(params, words), words.options),
	rehearsal: (params, words) => m.rules_rehearsal(window(params, words), words.options),
	open_periods: ({ round, periods }, words) => {
		const written = words.list(periods.map((period) => words.period(period)));
		return round === null
			? m.rules_open_periods({ periods: written }, words.options)
			: m.rules_open_periods_of({ round, periods: written }, words.options);
	},

	paper: ({ items, minutes }, words) =>
		m.rules_paper(
			{
				questions: words.quantity(items, m.rules_questions),
				minutes: words.quantity(minutes, m.rules_minutes)
			},
			words.options
		),
	own_paper: ({ items }, words) =>
		m.rules_own_paper({ questions: words.quantity(items, m.rules_questions) }, words.options),
	line: ({ part, ...line }, words) => {
		const details = lineDetails(line, words);
		if (part === null) return m.rules_line({ details }, words.options);
		const name = part.title || m.rules_part({ number: part.number }, words.options);
		return m.rules_line_of({ part: name, details }, words.options);
	},
	draw: ({ draw }, { options }) => drawSentences[draw]({}, options),
	fresh_first: (_, { options }) => m.rules_fresh_first({}, options),
	shuffle: ({ items, options }, words) => {
		if (items && options) return m.rules_shuffle_both({}, words.options);
		if (items) return m.rules_shuffle_items({}, words.options);
		return options
			? m.rules_shuffle_options({}, words.options)
			: m.rules_shuffle_none({}, words.options);
	},
	partial_credit: ({ partialCredit }, { options }) => creditSentences[partialCredit]({}, options),
	pass_mark: ({ percent }, words) =>
		m.rules_pass_mark({ share: words.leastShare(percent) }, words.options),
	time_up: (_, { options }) => m.rules_time_up({}, options),

	attempts: ({ counting, ...limits }, words) => {
		const written = attemptLimits(limits, words);
		if (counting === null) return m.rules_attempts({ limits: written }, words.options);
		const counts = countingPhrases[counting]({}, words.options);
		return m.rules_attempts_counting({ limits: written, counting: counts }, words.options);
	},
	cooldown: ({ minutes }, words) =>
		m.rules_cooldown({ minutes: words.quantity(minutes, m.rules_minutes) }, words.options),

	prediction: ({ target, scope }, { options }) =>
		m.rules_prediction(
			{ target: targetPhrases[target]({}, options), scope: scopePhrases[scope]({}, options) },
			options
		),
	prediction_withheld: (_, { options }) => m.rules_prediction_withheld({}, options)
};

function conditions(
	{ units, positions, minAge, maxAge }: StatementParams['eligible'],
	words: RulesWords
): string {
	const { options } = words;
	const asked: string[] = [];
	if (units.length > 0) asked.push(m.rules_who_units({ units: words.list(units) }, options));
	if (positions.length > 0)
		asked.push(m.rules_who_positions({ positions: words.list(positions) }, options));
	if (minAge !== null && maxAge !== null)
		asked.push(m.rules_who_age_between({ min: minAge, max: maxAge }, options));
	else if (minAge !== null) asked.push(m.rules_who_age_from({ min: minAge }, options));
	else if (maxAge !== null) asked.push(m.rules_who_age_to({ max: maxAge }, options));
	return asked.length > 0 ? asked.join(', ') : m.rules_who_everybody({}, options);
}

function window({ title, opensAt, closesAt }: StatementParams['round'], words: RulesWords) {
	return { title, from: words.instant(opensAt), until: words.end(closesAt) };
}

function lineDetails(line: Omit<StatementParams['line'], 'part'>, words: RulesWords): string {
	const { count, bank, topic, difficulty, type, points } = line;
	const { options } = words;
	const questions = words.quantity(count, m.rules_questions);
	const details: string[] = [m.rules_line_bank({ questions, bank }, options)];
	if (topic !== null) details.push(m.rules_line_topic({ topic }, options));
	if (difficulty !== null) details.push(difficultyPhrases[difficulty]({}, options));
	if (type !== null) details.push(typePhrases[type]({}, options));
	details.push(
		points === null
			? m.rules_line_own_points({}, options)
			: m.rules_line_points({ points: words.quantity(points, m.rules_points) }, options)
	);
	return details.join(', ');
}

function attemptLimits(
	{ perRound, perWeek, perDay }: Omit<StatementParams['attempts'], 'counting'>,
	words: RulesWords
): string {
	const limits = (
		[
			[perRound, m.rules_limit_round],
			[perWeek, m.rules_limit_week],
			[perDay, m.rules_limit_day]
		] as const
	).flatMap(([most, write]) =>
		most === null
			? []
			: [write({ attempts: words.quantity(most, m.rules_attempt_count) }, words.options)]
	);
	return limits.length === 0
		? m.rules_limit_none({}, words.options)
		: m.rules_limit_at_most({ limits: limits.join(', ') }, words.options);
}
