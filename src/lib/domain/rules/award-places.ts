import { drawLot, type AwardList, type DrawRecord } from './award-draw.ts';
import type { Award, AwardRules } from './result-rules.ts';

/** Somebody who may win: a person or a unit with the rank on the list. */
export interface Contender {
	readonly id: number;
	readonly rank: number;
}

/** A contender who won. */
export interface Winner<Entry extends Contender> {
	readonly contender: Entry;
	/** True where the lot decided among equals. */
	readonly drawn: boolean;
}

/** Who wins the places of one award on one list. */
export interface Placement<Entry extends Contender> {
	/** In the order of rank, equals by id. */
	readonly winners: readonly Winner<Entry>[];
	/** Null where no lot was needed. */
	readonly draw: DrawRecord | null;
}

/**
 * Gives the places of an award to the first of a list. Equals who fit in win together; equals at the
 * last place all win (`share`, more winners than places) or the lot decides among them alone.
 * `contenders` are in the order of rank, equals by id; nothing is read past the last place.
 */
export function givePlaces<Entry extends Contender>(
	award: Pick<Award, 'id' | 'count'>,
	list: AwardList,
	contenders: Iterable<Entry>,
	equals: AwardRules['equals'],
	seed: string
): Placement<Entry> {
	const winners: Winner<Entry>[] = [];
	for (const group of equalsOf(contenders)) {
		const places = award.count - winners.length;
		if (equals === 'lot' && group.length > places) {
			const candidates = group.map(({ id }) => id);
			const rank = group[0]?.rank ?? 0;
			const draw = drawLot({ award: award.id, list, rank, candidates, places, seed });
			const isDrawn = new Set(draw.winners);
			for (const contender of group)
				if (isDrawn.has(contender.id)) winners.push({ contender, drawn: true });
			return { winners, draw };
		}
		for (const contender of group) winners.push({ contender, drawn: false });
		if (winners.length >= award.count) break;
	}
	return { winners, draw: null };
}

/** Runs of contenders of the same rank. */
function* equalsOf<Entry extends Contender>(contenders: Iterable<Entry>): Generator<Entry[]> {
	let group: Entry[] = [];
	for (const contender of contenders) {
		if (group[0] && group[0].rank !== contender.rank) {
			yield group;
			group = [];
		}
		group.push(contender);
	}
	if (group.length > 0) yield group;
}
