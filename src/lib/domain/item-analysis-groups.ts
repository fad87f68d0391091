/**
 * Share of the attempts in the upper and in the lower group: with 27 % each, the difference of the
 * groups is most certain when ability is normally distributed (Kelley, T. L., 1939, The selection of
 * upper and lower groups for the validation of test items, Journal of Educational Psychology 30).
 */
export const groupShare = 0.27;

/** How much of the people with one value of the criterion belongs to a group, 0 to 1 each. */
export interface GroupMembership {
	readonly upper: number;
	readonly lower: number;
}

/** The upper and the lower group of a distribution. */
export interface Groups {
	/** People of each of the two groups. */
	readonly size: number;
	/** Membership of somebody with this value of the criterion. */
	membership(value: number): GroupMembership;
}

/**
 * Splits people by a criterion (their score) into an upper group, a lower group of the same size and
 * the middle that is left. The size is `share` of the people, rounded, at least one and at most half.
 *
 * Where the cut falls among equals, each of them belongs to the group by the same part: of four
 * people who share two places left, each counts one half. This is what drawing lots among them would
 * give on average, and it depends neither on the order of the people nor on chance. Sums over a group
 * are therefore not always whole numbers.
 *
 * @param counts people by value of the criterion
 */
export function splitGroups(counts: ReadonlyMap<number, number>, share = groupShare): Groups {
	const values = [...counts.keys()].sort((left, right) => left - right);
	const people = values.reduce((sum, value) => sum + (counts.get(value) ?? 0), 0);
	const size = Math.min(Math.max(1, Math.round(people * share)), Math.floor(people / 2));
	const memberships = new Map<number, GroupMembership>();
	let below = 0;
	for (const value of values) {
		const count = counts.get(value) ?? 0;
		const above = people - below - count;
		memberships.set(value, {
			upper: partOf(size - above, count),
			lower: partOf(size - below, count)
		});
		below += count;
	}
	return {
		size,
		membership: (value) => memberships.get(value) ?? { upper: 0, lower: 0 }
	};
}

/** The part of `count` people for whom `places` are left. */
function partOf(places: number, count: number): number {
	return count === 0 ? 0 : Math.min(1, Math.max(0, places / count));
}
