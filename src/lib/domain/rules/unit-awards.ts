import type { DrawRecord } from './award-draw.ts';
import { givePlaces, type Contender } from './award-places.ts';
import type { AwardRules, UnitAward, UnitRankingRules } from './result-rules.ts';
import type { UnitFigures } from './unit-points.ts';
import { unitStandings, type UnitStanding } from './unit-ranking.ts';

/** A prize that a unit won. */
export interface UnitPrize {
	readonly award: string;
	/** Block in which it was given; null for units of none, or where it is not given for each block. */
	readonly block: string | null;
	readonly unitId: number;
	/** By what the award goes by, within its list. */
	readonly rank: number;
	/** True where the lot decided among equals. */
	readonly drawn: boolean;
}

/** What the rules say about prizes of units; rules of a contest fit. */
export interface UnitAwardRules {
	readonly awards: AwardRules;
	readonly unitRanking: UnitRankingRules;
}

/**
 * Who wins the awards for units, with the draws that were needed; in the order of categories, blocks,
 * ranks. `ranking` goes by the rank of the unit board (units without a rank win nothing), `participants`
 * by submitted people and `winners` by the prizes of a unit's people, whatever the headcount. A unit
 * nobody of whom took part, or won, is not awarded for it.
 *
 * Categories that go by the same list go down it: a unit has at most one prize of them, but may win in
 * its block and among all. Whether the ranking itself is by block does not matter here, only whether
 * the award is.
 */
export function unitPrizes(
	rules: UnitAwardRules,
	units: readonly UnitFigures[],
	seed: string
): { prizes: UnitPrize[]; draws: DrawRecord[] } {
	const prizes: UnitPrize[] = [];
	const draws: DrawRecord[] = [];
	const taken = new Map<string, Set<number>>();
	for (const award of rules.awards.categories) {
		if (award.for !== 'unit') continue;
		for (const [block, contenders] of listsOf(award, rules.unitRanking, units)) {
			const key = `${award.by} ${award.eachBlock}`;
			const winnersOfList = taken.get(key) ?? new Set();
			taken.set(key, winnersOfList);
			const open = contenders.filter(({ id }) => !winnersOfList.has(id));
			const place = { for: 'unit', block } as const;
			const { winners, draw } = givePlaces(award, place, open, rules.awards.equals, seed);
			for (const { contender, drawn } of winners) {
				winnersOfList.add(contender.id);
				const { id: unitId, rank } = contender;
				prizes.push({ award: award.id, block, unitId, rank, drawn });
			}
			if (draw) draws.push(draw);
		}
	}
	return { prizes, draws };
}

/** The lists an award is given by: one for each block, or one of all. */
function listsOf(
	award: UnitAward,
	ranking: UnitRankingRules,
	units: readonly UnitFigures[]
): Map<string | null, Contender[]> {
	const rows = unitStandings({ ...ranking, byBlock: award.eachBlock }, units);
	const lists = Map.groupBy(rows, ({ unit }) => (award.eachBlock ? unit.block : null));
	return new Map([...lists].map(([block, members]) => [block, contendersOf(award.by, members)]));
}

function contendersOf(by: UnitAward['by'], rows: readonly UnitStanding[]): Contender[] {
	const contenders =
		by === 'ranking'
			? rows.flatMap(({ unit, rank }) =>
					rank !== null && unit.submitted > 0 ? [{ id: unit.unitId, rank }] : []
				)
			: byNumber(rows, by === 'participants' ? ({ submitted }) => submitted : prizesOf);
	return contenders.sort((left, right) => left.rank - right.rank || left.id - right.id);
}

/** Units by a number, the largest first; those with none of it are left out. */
function byNumber(
	rows: readonly UnitStanding[],
	numberOf: (unit: UnitFigures) => number
): Contender[] {
	const ordered = rows
		.map(({ unit }) => ({ id: unit.unitId, number: numberOf(unit) }))
		.filter(({ number }) => number > 0)
		.sort((left, right) => right.number - left.number);
	let rank = 0;
	return ordered.map(({ id, number }, index) => {
		if (ordered[index - 1]?.number !== number) rank = index + 1;
		return { id, rank };
	});
}

function prizesOf({ prizes }: UnitFigures): number {
	return [...prizes.values()].reduce((sum, count) => sum + count, 0);
}
