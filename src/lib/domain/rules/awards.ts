import { isPass } from '../scoring.ts';
import type { DrawRecord } from './award-draw.ts';
import { givePlaces } from './award-places.ts';
import type { AwardRules, PersonAward } from './result-rules.ts';
import type { RoundRules } from './round-rules.ts';

/** A person on a board with what decides about prizes. */
export interface RankedPerson {
	readonly personId: number;
	readonly unitId: number;
	readonly rank: number;
	/** In hundredths of a point; on the board of the contest the sum over its rounds. */
	readonly score: number;
	readonly maxScore: number;
}

/** The standings of an audience in a round, or in the whole contest where `roundId` is null. */
export interface AwardBoard {
	readonly roundId: string | null;
	readonly audienceId: string;
	/** Each person once. */
	readonly people: readonly RankedPerson[];
}

/** A prize that a person won. */
export interface PersonPrize {
	readonly award: string;
	readonly roundId: string | null;
	readonly audienceId: string;
	readonly personId: number;
	readonly unitId: number;
	readonly rank: number;
	/** True where the lot decided among equals. */
	readonly drawn: boolean;
}

/** What the rules say about who may win; rules of a contest fit. */
export interface PersonAwardRules {
	readonly awards: AwardRules;
	readonly audiences: readonly { readonly id: string }[];
	readonly rounds: readonly Pick<RoundRules, 'id' | 'kind' | 'opensAt'>[];
}

/**
 * Who wins the awards for people, with the draws that were needed. Prizes are in the order of
 * categories, rounds as they open, audiences, ranks, and people by id. Rounds without a board (not over
 * yet) and rehearsals give nothing. Throws a RangeError for two boards of the same round and audience.
 *
 * The categories of a board go down the same list: who has a prize there is passed over by the later
 * categories, and the next in rank moves up. With `onePerPerson` this holds for the whole contest:
 * a person keeps the prize of the highest category, and among rounds that of the earliest. So a higher
 * prize in a later round takes the lower one of an earlier round away, and what a round gave is only
 * final when the last round is.
 */
export function personPrizes(
	rules: PersonAwardRules,
	boards: readonly AwardBoard[],
	seed: string
): { prizes: PersonPrize[]; draws: DrawRecord[] } {
	const { categories, onePerPerson, equals } = rules.awards;
	const lists = new Map<string, OpenList>();
	const winnersOfContest = new Set<number>();
	for (const board of boards) {
		const key = listKey(board.roundId, board.audienceId);
		if (lists.has(key)) throw new RangeError(`two boards of ${key}`);
		lists.set(key, openList(board, onePerPerson ? winnersOfContest : new Set()));
	}

	const prizes: PersonPrize[] = [];
	const draws: DrawRecord[] = [];
	for (const award of categories) {
		if (award.for !== 'person') continue;
		for (const { roundId, audienceId } of placesToGive(rules, award)) {
			const list = lists.get(listKey(roundId, audienceId));
			if (!list) continue;
			const place = { for: 'person', roundId, audienceId } as const;
			const open = stillOpen(list, award.minPercent);
			const { winners, draw } = givePlaces(award, place, open, equals, seed);
			for (const { contender, drawn } of winners) {
				const { id: personId, unitId, rank } = contender;
				list.taken.add(personId);
				prizes.push({ award: award.id, roundId, audienceId, personId, unitId, rank, drawn });
			}
			if (draw) draws.push(draw);
		}
	}
	return { prizes, draws };
}

/**
 * Prizes by unit and award. `competing` gives the unit on the unit board that a person's own unit
 * counts for, null where there is none.
 */
export function prizesByUnit(
	prizes: readonly Pick<PersonPrize, 'unitId' | 'award'>[],
	competing: (unitId: number) => number | null
): Map<number, Map<string, number>> {
	const counts = new Map<number, Map<string, number>>();
	for (const { unitId, award } of prizes) {
		const unit = competing(unitId);
		if (unit === null) continue;
		const ofUnit = counts.get(unit) ?? new Map<string, number>();
		ofUnit.set(award, (ofUnit.get(award) ?? 0) + 1);
		counts.set(unit, ofUnit);
	}
	return counts;
}

/** A board from which prizes are being given. */
interface OpenList {
	readonly people: readonly RankedPerson[];
	/** People who are passed over from now on. */
	readonly taken: Set<number>;
}

function openList(board: AwardBoard, taken: Set<number>): OpenList {
	const people = [...board.people].sort(
		(left, right) => left.rank - right.rank || left.personId - right.personId
	);
	return { people, taken };
}

function* stillOpen({ people, taken }: OpenList, minPercent: number) {
	for (const person of people) {
		const { personId: id, score, maxScore } = person;
		if (!taken.has(id) && isPass(score, maxScore, minPercent)) yield { ...person, id };
	}
}

/** Boards by which an award is given, in order. */
function placesToGive(rules: PersonAwardRules, award: PersonAward) {
	const rounds = rules.rounds
		.filter(({ kind }) => kind === 'counting')
		.sort((left, right) => left.opensAt - right.opensAt)
		.map(({ id }) => id);
	const audiences = rules.audiences
		.map(({ id }) => id)
		.filter((id) => award.audience === null || award.audience === id);
	return (award.scope === 'contest' ? [null] : rounds).flatMap((roundId) =>
		audiences.map((audienceId) => ({ roundId, audienceId }))
	);
}

/** Ids hold no slash, and no round's id is empty. */
function listKey(roundId: string | null, audienceId: string): string {
	return `${roundId ?? ''}/${audienceId}`;
}
