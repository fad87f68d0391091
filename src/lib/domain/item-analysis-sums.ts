import { deviationsOf } from './item-analysis-correlation.ts';
import { splitGroups } from './item-analysis-groups.ts';

/** What the analysis needs to know of an item version. */
export interface AnalysedItem {
	readonly versionId: number;
	/** Bit mask of the right options. */
	readonly key: number;
	/** Hundredths of a point for a right answer. */
	readonly points: number;
	readonly optionCount: number;
}

/**
 * How people answered one item: for each value of their score on the other items, how many chose
 * which options (canonical bit mask, 0 for no answer). All figures but the time follow from it.
 */
export type ItemDistribution = ReadonlyMap<number, ReadonlyMap<number, number>>;

/** Sums about those who did one thing with an item: answered right, chose an option, left it out. */
export interface ChoiceSums {
	readonly count: number;
	/** Of these, those of the upper and lower group; parts of people where the cut falls among equals. */
	readonly upper: number;
	readonly lower: number;
	/** Squared deviations of the indicator (1 did it, 0 did not) about its mean. */
	readonly square: number;
	/** Products of the deviations of the indicator and of the score on the other items. */
	readonly product: number;
}

/**
 * Everything known of an item from one round, in sums: those of several rounds may be added. People
 * are compared with people of the same round only, because means, groups and deviations are taken
 * within the round before adding (the pooled within-groups correlation of the analysis of covariance).
 */
export interface ItemSums {
	/** Attempts whose paper held the item. */
	readonly attempts: number;
	/** People in each of the two groups. */
	readonly groupSize: number;
	/** Squared deviations of the score on the other items. */
	readonly restSquare: number;
	readonly right: ChoiceSums;
	readonly omitted: ChoiceSums;
	/** By canonical position of the option. */
	readonly options: readonly ChoiceSums[];
	/** How often an answer took so many seconds. */
	readonly seconds: ReadonlyMap<number, number>;
}

/** People with one value of the score on the other items. */
interface Stratum {
	readonly rest: number;
	readonly people: number;
	readonly upper: number;
	readonly lower: number;
	readonly masks: ReadonlyMap<number, number>;
}

/** The sums of one item of one round. */
export function sumItem(
	item: AnalysedItem,
	distribution: ItemDistribution,
	seconds: ReadonlyMap<number, number>
): ItemSums {
	const counts = new Map(
		[...distribution].map(([rest, masks]) => [
			rest,
			[...masks.values()].reduce((sum, count) => sum + count, 0)
		])
	);
	const groups = splitGroups(counts);
	// In the order of the score, so that the sums do not depend on who came first.
	const strata = [...distribution]
		.sort(([left], [right]) => left - right)
		.map(([rest, masks]): Stratum => {
			return { rest, people: counts.get(rest) ?? 0, ...groups.membership(rest), masks };
		});
	const choice = (holds: (mask: number) => boolean) => sumChoice(strata, holds);
	return {
		attempts: strata.reduce((sum, { people }) => sum + people, 0),
		groupSize: groups.size,
		restSquare: deviationsOf(strata.map(({ rest, people }) => ({ x: rest, y: 0, count: people })))
			.xSquare,
		right: choice((mask) => mask !== 0 && mask === item.key),
		omitted: choice((mask) => mask === 0),
		options: Array.from({ length: item.optionCount }, (_, option) =>
			choice((mask) => ((mask >> option) & 1) === 1)
		),
		seconds
	};
}

function sumChoice(strata: readonly Stratum[], holds: (mask: number) => boolean): ChoiceSums {
	let count = 0;
	let upper = 0;
	let lower = 0;
	const pairs = strata.flatMap((stratum) => {
		let did = 0;
		for (const [mask, people] of stratum.masks) if (holds(mask)) did += people;
		count += did;
		upper += did * stratum.upper;
		lower += did * stratum.lower;
		return [
			{ x: 1, y: stratum.rest, count: did },
			{ x: 0, y: stratum.rest, count: stratum.people - did }
		];
	});
	const { xSquare, product } = deviationsOf(pairs);
	return { count, upper, lower, square: xSquare, product };
}

/** The sums of an item over two sets of rounds. Both must be about the same version. */
export function addItemSums(one: ItemSums, other: ItemSums): ItemSums {
	const seconds = new Map(one.seconds);
	for (const [second, count] of other.seconds) {
		seconds.set(second, (seconds.get(second) ?? 0) + count);
	}
	return {
		attempts: one.attempts + other.attempts,
		groupSize: one.groupSize + other.groupSize,
		restSquare: one.restSquare + other.restSquare,
		right: addChoiceSums(one.right, other.right),
		omitted: addChoiceSums(one.omitted, other.omitted),
		options: one.options.map((option, position) =>
			addChoiceSums(option, other.options[position] ?? nothing)
		),
		seconds
	};
}

const nothing: ChoiceSums = { count: 0, upper: 0, lower: 0, square: 0, product: 0 };

function addChoiceSums(one: ChoiceSums, other: ChoiceSums): ChoiceSums {
	return {
		count: one.count + other.count,
		upper: one.upper + other.upper,
		lower: one.lower + other.lower,
		square: one.square + other.square,
		product: one.product + other.product
	};
}
