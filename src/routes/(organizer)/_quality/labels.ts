import type { ItemOrder } from '#lib/domain/item-analysis-order.ts';
import {
	hasFirmItems,
	reliabilityLevel,
	type PaperFigures,
	type ReliabilityLevel
} from '#lib/domain/item-analysis-paper.ts';
import {
	confidenceOf,
	deadDistractor,
	leastAttemptsToJudge,
	tooEasy,
	tooHard,
	warningSeverity,
	type Confidence,
	type ItemWarning,
	type ItemWarningCode
} from '#lib/domain/item-analysis-warnings.ts';
import type { ItemType } from '#lib/domain/items.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { formatNumber, formatPercent, type Locale } from '#lib/ui/format.ts';

const warningLabels: Record<ItemWarningCode, () => string> = {
	LIKELY_WRONG_KEY: m.quality_warning_likely_wrong_key,
	TOO_HARD: m.quality_warning_too_hard,
	WEAK_DISCRIMINATION: m.quality_warning_weak_discrimination,
	WORN_OUT: m.quality_warning_worn_out,
	TOO_EASY: m.quality_warning_too_easy,
	DEAD_DISTRACTOR: m.quality_warning_dead_distractor
};

export function warningLabel(code: ItemWarningCode): string {
	return warningLabels[code]();
}

/** How grave a warning is, as a tone of badges and alerts. */
export function warningTone(code: ItemWarningCode): 'danger' | 'warning' | 'info' {
	const severity = warningSeverity[code];
	return severity === 'hint' ? 'info' : severity;
}

/** What a warning means for this item and what to do; `exposure` is a rate, 0 to 1. */
export function warningText(
	{ code, options }: ItemWarning,
	exposure: number | null,
	locale: Locale
): string {
	const letters = letterList(options, locale);
	const percent = (share: number) => wholePercent(share, locale);
	switch (code) {
		case 'LIKELY_WRONG_KEY':
			return m.quality_warning_likely_wrong_key_text({ options: letters });
		case 'TOO_HARD':
			return m.quality_warning_too_hard_text({ limit: percent(tooHard) });
		case 'WEAK_DISCRIMINATION':
			return m.quality_warning_weak_discrimination_text();
		case 'WORN_OUT':
			return m.quality_warning_worn_out_text({ rate: formatPercent(exposure, locale) });
		case 'TOO_EASY':
			return m.quality_warning_too_easy_text({ limit: percent(tooEasy) });
		case 'DEAD_DISTRACTOR':
			return m.quality_warning_dead_distractor_text({
				limit: percent(deadDistractor),
				options: letters
			});
	}
}

const orderLabels: Record<ItemOrder, () => string> = {
	warnings: m.quality_order_warnings,
	facility: m.quality_order_facility,
	discrimination: m.quality_order_discrimination,
	upperLower: m.quality_order_upper_lower,
	omitted: m.quality_order_omitted,
	seconds: m.quality_order_seconds,
	exposure: m.quality_order_exposure,
	attempts: m.quality_order_attempts
};

/** Heading of a column of the item table. */
export function orderLabel(order: ItemOrder): string {
	return orderLabels[order]();
}

const reliabilityTexts: Record<ReliabilityLevel, () => string> = {
	high: m.quality_reliability_high,
	sufficient: m.quality_reliability_sufficient,
	moderate: m.quality_reliability_moderate,
	low: m.quality_reliability_low
};

/** What the reliability of a round's papers means. */
export function reliabilityText(paper: PaperFigures): string {
	const { reliability, attempts } = paper;
	return reliability === null || attempts < leastAttemptsToJudge || !hasFirmItems(paper)
		? m.quality_reliability_unknown()
		: reliabilityTexts[reliabilityLevel(reliability)]();
}

const confidenceTexts: Record<Confidence, (values: { count: string }) => string> = {
	none: m.quality_confidence_none,
	low: m.quality_confidence_low,
	fair: m.quality_confidence_fair,
	firm: m.quality_confidence_firm
};

/** How far figures over so many attempts can be relied on. */
export function confidenceText(attempts: number, locale: Locale): string {
	return confidenceTexts[confidenceOf(attempts)]({ count: formatNumber(attempts, locale) });
}

const typeLabels: Record<ItemType, () => string> = {
	single: m.quality_type_single,
	multiple: m.quality_type_multiple,
	true_false: m.quality_type_true_false
};

export function typeLabel(type: ItemType): string {
	return typeLabels[type]();
}

/** Letter of an option by its position in the bank: A for the first. */
export function optionLetter(position: number): string {
	return String.fromCharCode(65 + position);
}

/** "B", "B và D", "A, B và D". */
function letterList(options: readonly number[], locale: Locale): string {
	return new Intl.ListFormat(locale, { type: 'conjunction' }).format(options.map(optionLetter));
}

/** A limit without decimals: "20%". */
export function wholePercent(share: number, locale: Locale): string {
	return `${formatNumber(share * 100, locale)}%`;
}
