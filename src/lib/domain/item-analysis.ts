import { correlation, varies } from './item-analysis-correlation.ts';
import type { ChoiceSums, ItemSums } from './item-analysis-sums.ts';

/**
 * Figures of an item from real attempts, in the terms of classical test theory (Crocker & Algina
 * 1986, Introduction to Classical and Modern Test Theory, ch. 14; Ebel & Frisbie 1991, Essentials of
 * Educational Measurement, ch. 13). Papers are drawn from a pool: every figure is over the attempts
 * whose paper held the item, and people are ordered by their score on the other items of their paper
 * as a share of what those can give.
 */
export interface ItemFigures {
	/** Attempts whose paper held the item. */
	readonly attempts: number;
	/**
	 * Facility index p, 0 to 1: right answers / attempts. No answer counts as not right, as in scoring
	 * and in Moodle's "facility index". The higher, the easier.
	 */
	readonly facility: number | null;
	/**
	 * Corrected item–total discrimination, -1 to 1: the point-biserial correlation of the item (1 right,
	 * 0 not) with the score on the other items. Null when one of them does not vary.
	 */
	readonly discrimination: number | null;
	/**
	 * Upper–lower discrimination D, -1 to 1: share of right answers in the upper group minus that in the
	 * lower group, 27 % of the attempts each (Kelley 1939). Null when the other items order nobody.
	 */
	readonly upperLower: number | null;
	/** Share of the attempts that left the item out. */
	readonly omitted: number | null;
	/** Median time of the first choice, in seconds; null without choices. */
	readonly medianSeconds: number | null;
	/** By canonical position of the option. */
	readonly options: readonly OptionFigures[];
	/** The same for the attempts that left the item out. */
	readonly omission: OptionFigures;
}

/** A row of the distractor table. Shares are of the people of each group, 0 to 1. */
export interface OptionFigures {
	readonly count: number;
	readonly share: number | null;
	readonly upper: number | null;
	readonly middle: number | null;
	readonly lower: number | null;
	/** Of the upper and the lower group, how many people; parts where the cut falls among equals. */
	readonly upperCount: number;
	readonly lowerCount: number;
	/** Correlation of choosing it with the score on the other items. */
	readonly discrimination: number | null;
}

/** The figures that the sums of an item give. */
export function itemFigures(sums: ItemSums): ItemFigures {
	const { attempts, right } = sums;
	const ordered = sums.groupSize > 0 && varies(sums.restSquare);
	return {
		attempts,
		facility: ratio(right.count, attempts),
		discrimination: discriminationOf(right, sums),
		upperLower: ordered ? (right.upper - right.lower) / sums.groupSize : null,
		omitted: ratio(sums.omitted.count, attempts),
		medianSeconds: medianOf(sums.seconds),
		options: sums.options.map((option) => optionFigures(option, sums)),
		omission: optionFigures(sums.omitted, sums)
	};
}

function optionFigures(choice: ChoiceSums, sums: ItemSums): OptionFigures {
	const { attempts, groupSize } = sums;
	return {
		count: choice.count,
		share: ratio(choice.count, attempts),
		upper: ratio(choice.upper, groupSize),
		middle: ratio(choice.count - choice.upper - choice.lower, attempts - 2 * groupSize),
		lower: ratio(choice.lower, groupSize),
		upperCount: choice.upper,
		lowerCount: choice.lower,
		discrimination: discriminationOf(choice, sums)
	};
}

function discriminationOf(choice: ChoiceSums, { restSquare }: ItemSums): number | null {
	return correlation({ xSquare: choice.square, ySquare: restSquare, product: choice.product });
}

function ratio(part: number, whole: number): number | null {
	// Adding parts of people may leave a little less than nothing.
	return whole > 0 ? Math.min(1, Math.max(0, part / whole)) : null;
}

/** Median of values given as a histogram; the mean of the two middle ones for an even number. */
export function medianOf(histogram: ReadonlyMap<number, number>): number | null {
	const values = [...histogram].sort(([left], [right]) => left - right);
	const total = values.reduce((sum, [, count]) => sum + count, 0);
	if (total === 0) return null;
	const at = (position: number) => {
		let passed = 0;
		for (const [value, count] of values) {
			passed += count;
			if (position < passed) return value;
		}
		return 0;
	};
	return (at(Math.floor((total - 1) / 2)) + at(Math.floor(total / 2))) / 2;
}

/** How many papers were drawn, and how many of them held the item. */
export interface Exposure {
	readonly papers: number;
	readonly held: number;
}

/** Exposure rate, 0 to 1: the share of the papers drawn that held the item; null without papers. */
export function exposureRate({ papers, held }: Exposure): number | null {
	return ratio(held, papers);
}
