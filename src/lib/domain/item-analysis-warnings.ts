import {
	exposureRate,
	type Exposure,
	type ItemFigures,
	type OptionFigures
} from './item-analysis.ts';

/** What may be wrong with an item, the gravest first; each has sentences `quality_warning_<code>`. */
export const itemWarningCodes = [
	'LIKELY_WRONG_KEY',
	'TOO_HARD',
	'WEAK_DISCRIMINATION',
	'WORN_OUT',
	'TOO_EASY',
	'DEAD_DISTRACTOR'
] as const;
export type ItemWarningCode = (typeof itemWarningCodes)[number];

/** How much a finding matters: a key to check, something to look into, something to improve. */
export type WarningSeverity = 'danger' | 'warning' | 'hint';

export const warningSeverity: Readonly<Record<ItemWarningCode, WarningSeverity>> = {
	LIKELY_WRONG_KEY: 'danger',
	TOO_HARD: 'warning',
	WEAK_DISCRIMINATION: 'warning',
	WORN_OUT: 'warning',
	TOO_EASY: 'hint',
	DEAD_DISTRACTOR: 'hint'
};

/** The severity of the gravest finding; null without any. */
export function gravestSeverity(codes: readonly ItemWarningCode[]): WarningSeverity | null {
	const severities = codes.map((code) => warningSeverity[code]);
	return (['danger', 'warning', 'hint'] as const).find((each) => severities.includes(each)) ?? null;
}

/** A finding about an item, with the options it is about (canonical positions, ascending). */
export interface ItemWarning {
	readonly code: ItemWarningCode;
	readonly options: readonly number[];
}

/** With fewer attempts the figures of an item or a paper say nothing yet and are not shown. */
export const leastAttemptsToShow = 10;
/** With fewer attempts nothing is judged: no warnings, no words for a figure. */
export const leastAttemptsToJudge = 30;
/** From here on figures are fairly certain; from `firmAttempts` on firm enough to act upon alone. */
export const fairAttempts = 100;
/** Nunnally 1967 and Crocker & Algina 1986 (ch. 14) ask for at least some 200 people. */
export const firmAttempts = 200;

/** At most this facility: hardly anybody can do it ("difficult" in Moodle's scale ends here). */
export const tooHard = 0.2;
/** From this facility on nearly everybody can do it ("extremely easy" in Moodle's scale). */
export const tooEasy = 0.95;
/** Less discrimination than this is poor (Ebel & Frisbie 1991, ch. 13). */
export const weakDiscrimination = 0.2;
/** A distractor that fewer choose does not work (Haladyna & Downing 1993; Tarrant et al. 2009). */
export const deadDistractor = 0.05;
/** An item that so many papers held is known (Way 1998, on item pools: limits of 0.2 to 0.3). */
export const wornOut = 0.3;
/** Fewer papers spread no item, whatever their share. */
export const leastPapersToWearOut = 200;
/** One-sided 5 % of the normal distribution: what a finding must exceed not to be chance. */
export const beyondChance = 1.645;

/** How far the figures can be relied on, by the number of attempts. */
export type Confidence = 'none' | 'low' | 'fair' | 'firm';

export function confidenceOf(attempts: number): Confidence {
	if (attempts < leastAttemptsToJudge) return 'none';
	if (attempts < fairAttempts) return 'low';
	return attempts < firmAttempts ? 'fair' : 'firm';
}

/**
 * What the figures of an item warn of, the gravest first; nothing below `leastAttemptsToJudge`. Only
 * wear is judged by the papers drawn. `key` is the bit mask of the right options; without `exposure`
 * (everybody gets the item by design) wear is not judged.
 */
export function itemWarnings(
	key: number,
	figures: ItemFigures,
	exposure: Exposure | null
): ItemWarning[] {
	const judged = figures.attempts >= leastAttemptsToJudge;
	const warnings: ItemWarning[] = [];
	const warn = (code: ItemWarningCode, options: readonly number[] = []) =>
		warnings.push({ code, options });
	const { facility } = figures;
	if (judged && facility !== null) {
		const suspects = suspectedKeys(key, figures);
		if (suspects.length > 0) warn('LIKELY_WRONG_KEY', suspects);
		if (facility <= tooHard) warn('TOO_HARD');
		if (facility >= tooEasy) warn('TOO_EASY');
		// A wrong key, and hardly any or only right answers, explain why the item does not discriminate.
		const explained = suspects.length > 0 || facility <= tooHard || facility >= tooEasy;
		if (!explained && isWeak(figures)) warn('WEAK_DISCRIMINATION');
		const dead = deadDistractors(key, figures);
		if (dead.length > 0) warn('DEAD_DISTRACTOR', dead);
	}
	if (exposure && isWornOut(exposure)) warn('WORN_OUT');
	return warnings.sort(
		(left, right) => itemWarningCodes.indexOf(left.code) - itemWarningCodes.indexOf(right.code)
	);
}

/**
 * Distractors that may be the right answer. Either the upper group chooses the distractor more than
 * an option of the key, by more than chance (a sign test of the two counts: (d − k) / √(d + k)); or
 * the option of the key goes with a low score and the distractor with a high one, both by more than
 * chance (a correlation of n pairs has a standard error of about 1 / √n).
 */
function suspectedKeys(key: number, { attempts, options }: ItemFigures): number[] {
	const right = options.filter((_, position) => isKey(key, position));
	const certain = beyondChance / Math.sqrt(attempts);
	const beats = (distractor: OptionFigures, keyed: OptionFigures) => {
		const discrimination = distractor.discrimination ?? 0;
		const lead = distractor.upperCount - keyed.upperCount;
		const both = distractor.upperCount + keyed.upperCount;
		return (
			(discrimination > 0 && lead > beyondChance * Math.sqrt(both)) ||
			(discrimination > certain && (keyed.discrimination ?? 0) < -certain)
		);
	};
	return options.flatMap((option, position) =>
		!isKey(key, position) && right.some((keyed) => beats(option, keyed)) ? [position] : []
	);
}

/** Weak by more than chance: few attempts of a sound item do not condemn it. */
function isWeak({ attempts, discrimination }: ItemFigures): boolean {
	return (
		discrimination !== null &&
		discrimination < weakDiscrimination - beyondChance / Math.sqrt(attempts)
	);
}

/**
 * Distractors that hardly anybody chooses. Where even an equal spread of the wrong answers would leave
 * each distractor below the limit, the item is easy and no distractor is to blame.
 */
function deadDistractors(key: number, { facility, options }: ItemFigures): number[] {
	const distractors = options.flatMap((_, position) => (isKey(key, position) ? [] : [position]));
	if ((1 - (facility ?? 1)) / distractors.length < deadDistractor) return [];
	return distractors.filter((position) => (options[position]?.share ?? 1) < deadDistractor);
}

function isWornOut(exposure: Exposure): boolean {
	return exposure.papers >= leastPapersToWearOut && (exposureRate(exposure) ?? 0) >= wornOut;
}

function isKey(key: number, position: number): boolean {
	return ((key >> position) & 1) === 1;
}
