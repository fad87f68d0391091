import type { ReleaseRules, ReleaseTime } from '#lib/domain/release.ts';
import type { Difficulty, ItemType } from '#lib/domain/items.ts';
import type { PaperRules, PartialCredit } from '#lib/domain/rules/paper-rules.ts';
import type {
	AwardRules,
	PredictionRules,
	RankingKey,
	RankingTerm,
	UnitAward
} from '#lib/domain/rules/result-rules.ts';
import type { AttemptRules } from '#lib/domain/rules/round-rules.ts';
import type { RuleSection } from '#lib/domain/rules/rules-statements.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import type { Locale } from './rules-words.ts';

type Phrase = (inputs: object, options: { locale: Locale }) => string;

/*
 * Words for every choice that the rules leave, listed one by one: the compiler proves that none is
 * without them.
 */

export const headings: Record<RuleSection, Phrase> = {
	who: m.rules_section_who,
	rounds: m.rules_section_rounds,
	paper: m.rules_section_paper,
	attempts: m.rules_section_attempts,
	prediction: m.rules_section_prediction,
	ranking: m.rules_section_ranking,
	overall: m.rules_section_overall,
	units: m.rules_section_units,
	awards: m.rules_section_awards,
	release: m.rules_section_release
};

export const difficultyPhrases: Record<Difficulty, Phrase> = {
	recall: m.rules_line_recall,
	comprehension: m.rules_line_comprehension,
	application: m.rules_line_application
};

export const typePhrases: Record<ItemType, Phrase> = {
	single: m.rules_line_single,
	multiple: m.rules_line_multiple,
	true_false: m.rules_line_true_false
};

export const drawSentences: Record<PaperRules['draw'], Phrase> = {
	random: m.rules_draw_random,
	fixed: m.rules_draw_fixed
};

export const creditSentences: Record<PartialCredit, Phrase> = {
	all_or_nothing: m.rules_credit_all_or_nothing,
	proportional: m.rules_credit_proportional,
	penalized: m.rules_credit_penalized
};

export const countingPhrases: Record<AttemptRules['counting'], Phrase> = {
	best: m.rules_counting_best,
	last: m.rules_counting_last,
	first: m.rules_counting_first
};

export const targetPhrases: Record<PredictionRules['target'], Phrase> = {
	participants: m.rules_target_participants,
	attempts: m.rules_target_attempts,
	all_correct: m.rules_target_all_correct
};

export const scopePhrases: Record<PredictionRules['scope'], Phrase> = {
	round: m.rules_scope_round,
	contest: m.rules_scope_contest
};

export const rankingPhrases: Record<RankingKey, Record<RankingTerm['order'], Phrase>> = {
	score: { asc: m.rules_by_score_asc, desc: m.rules_by_score_desc },
	all_correct: { asc: m.rules_by_all_correct_asc, desc: m.rules_by_all_correct_desc },
	prediction_error: {
		asc: m.rules_by_prediction_error_asc,
		desc: m.rules_by_prediction_error_desc
	},
	duration: { asc: m.rules_by_duration_asc, desc: m.rules_by_duration_desc },
	submitted_at: { asc: m.rules_by_submitted_at_asc, desc: m.rules_by_submitted_at_desc },
	started_at: { asc: m.rules_by_started_at_asc, desc: m.rules_by_started_at_desc },
	perfect_attempts: {
		asc: m.rules_by_perfect_attempts_asc,
		desc: m.rules_by_perfect_attempts_desc
	},
	attempt_number: { asc: m.rules_by_attempt_number_asc, desc: m.rules_by_attempt_number_desc }
};

export const awardScopePhrases: Record<'each_round' | 'contest', Phrase> = {
	each_round: m.rules_award_each_round,
	contest: m.rules_award_contest
};

export const unitAwardPhrases: Record<UnitAward['by'], Phrase> = {
	ranking: m.rules_award_by_ranking,
	participants: m.rules_award_by_participants,
	winners: m.rules_award_by_winners
};

export const equalsSentences: Record<AwardRules['equals'], Phrase> = {
	share: m.rules_equal_share,
	lot: m.rules_equal_lot
};

export const releaseSentences: Record<keyof ReleaseRules, Record<ReleaseTime, Phrase>> = {
	score: {
		at_submit: m.rules_release_score_at_submit,
		after_close: m.rules_release_score_after_close,
		never: m.rules_release_score_never
	},
	answers: {
		at_submit: m.rules_release_answers_at_submit,
		after_close: m.rules_release_answers_after_close,
		never: m.rules_release_answers_never
	},
	board: {
		at_submit: m.rules_release_board_at_submit,
		after_close: m.rules_release_board_after_close,
		never: m.rules_release_board_never
	}
};
