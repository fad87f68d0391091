import type { RuleFinding, RuleFindingCode } from '#lib/domain/rules/rule-findings.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { getLocale } from '#lib/i18n/paraglide/runtime.js';
import { fillable } from './errors.ts';

type Sentence = (params: never, options?: { locale?: 'vi' | 'en' }) => string;

const sentences: Record<RuleFindingCode, Sentence> = {
	BANK_TOO_SMALL: m.rulecheck_bank_too_small,
	BANK_TOO_SMALL_FOR_ATTEMPTS: m.rulecheck_bank_too_small_for_attempts,
	FRESH_ITEMS_RUN_OUT: m.rulecheck_fresh_items_run_out,
	UNLIMITED_SMALL_BANK: m.rulecheck_unlimited_small_bank,
	FIXED_PAPER_REPEATS: m.rulecheck_fixed_paper_repeats,
	PRACTICE_BANK: m.rulecheck_practice_bank,
	OUTDATED_CITATIONS: m.rulecheck_outdated_citations,
	PARTIAL_CREDIT_IDLE: m.rulecheck_partial_credit_idle,
	WINDOW_OVER: m.rulecheck_window_over,
	REHEARSAL_OVER: m.rulecheck_rehearsal_over,
	ROUND_NEVER_OPEN: m.rulecheck_round_never_open,
	WINDOW_SHORTER_THAN_LIMIT: m.rulecheck_window_shorter_than_limit,
	OPEN_PERIOD_SHORTER_THAN_LIMIT: m.rulecheck_open_period_shorter_than_limit,
	ROUND_OPENS_IN_PAST: m.rulecheck_round_opens_in_past,
	REHEARSAL_AFTER_START: m.rulecheck_rehearsal_after_start,
	LIMIT_UNREACHABLE: m.rulecheck_limit_unreachable,
	CONTEST_CLASH: m.rulecheck_contest_clash,
	NOBODY_ELIGIBLE: m.rulecheck_nobody_eligible,
	NOBODY_IN_AUDIENCE: m.rulecheck_nobody_in_audience,
	PEOPLE_WITHOUT_AUDIENCE: m.rulecheck_people_without_audience,
	UNITS_WITHOUT_HEADCOUNT: m.rulecheck_units_without_headcount,
	MIN_HEADCOUNT_ABOVE_ALL: m.rulecheck_min_headcount_above_all,
	EARLIEST_WINS: m.rulecheck_earliest_wins,
	NOTHING_SEPARATES_EQUALS: m.rulecheck_nothing_separates_equals,
	BEST_COUNT_TOO_HIGH: m.rulecheck_best_count_too_high,
	PREDICTION_BOARD_WITHHELD: m.rulecheck_prediction_board_withheld,
	PREDICTION_SCORE_WITHHELD: m.rulecheck_prediction_score_withheld,
	PREDICTION_COUNTERS_WITHHELD: m.rulecheck_prediction_counters_withheld,
	PREDICTION_IDLE: m.rulecheck_prediction_idle,
	SCORE_ON_BOARD: m.rulecheck_score_on_board,
	ANSWERS_WHILE_OPEN: m.rulecheck_answers_while_open,
	AUDIENCE_WITHOUT_AWARDS: m.rulecheck_audience_without_awards,
	AWARDS_EXCEED_PEOPLE: m.rulecheck_awards_exceed_people,
	AWARDS_EXCEED_UNITS: m.rulecheck_awards_exceed_units
};

/** What the check of the rules found and what to do, in the person's language or in `locale`. */
export function ruleFindingText(
	{ code, params }: Pick<RuleFinding, 'code' | 'params'>,
	locale = getLocale()
): string {
	return sentences[code](fillable(params, locale), { locale });
}
