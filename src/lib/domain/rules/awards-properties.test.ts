import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repeatDraw } from './award-draw.ts';
import {
	personPrizes,
	type AwardBoard,
	type PersonAwardRules,
	type PersonPrize,
	type RankedPerson
} from './awards.ts';
import type { AwardRules, PersonAward } from './result-rules.ts';

const seed = '2025-11-21: 48213';
const audiences = [{ id: 'can-bo' }, { id: 'nhan-dan' }];
const rounds = [
	{ id: 'tuan-2', kind: 'counting' as const, opensAt: 2 },
	{ id: 'thu', kind: 'rehearsal' as const, opensAt: 0 },
	{ id: 'tuan-1', kind: 'counting' as const, opensAt: 1 }
];

function award(id: string, change: Partial<PersonAward> = {}): PersonAward {
	const usual = { count: 1, scope: 'contest', audience: null, minPercent: 0 } as const;
	return { for: 'person', id, name: id, ...usual, ...change };
}

function person(personId: number, rank: number, score: number): RankedPerson {
	return { personId, unitId: personId % 3, rank, score, maxScore: 1000 };
}

/** Boards of every round and audience; people of an audience stand on its boards alone. */
const boards = fc
	.tuple(
		...[null, 'tuan-1', 'tuan-2', 'thu'].flatMap((roundId) =>
			audiences.map(({ id: audienceId }, audience) =>
				fc
					.uniqueArray(
						fc.record({
							id: fc.integer({ min: 1, max: 8 }).map((number) => number * 2 + audience),
							place: fc.integer({ min: 0, max: 3 }),
							score: fc.integer({ min: 0, max: 3 })
						}),
						{ selector: ({ id }) => id, maxLength: 8 }
					)
					.map((list): AwardBoard => {
						const people = list.map(({ id, place, score }) => {
							const ahead = list.filter((other) => other.place < place).length;
							return person(id, ahead + 1, score * 250);
						});
						return { roundId, audienceId, people };
					})
			)
		)
	)
	.map((list) => [...list]);

const awards: fc.Arbitrary<AwardRules> = fc.record({
	categories: fc
		.array(
			fc.record({
				count: fc.integer({ min: 1, max: 4 }),
				scope: fc.constantFrom('each_round' as const, 'contest' as const),
				audience: fc.constantFrom(null, 'can-bo'),
				minPercent: fc.constantFrom(0, 50)
			}),
			{ maxLength: 5 }
		)
		.map((list) => list.map((each, index) => award(`giai-${index}`, each))),
	onePerPerson: fc.boolean(),
	equals: fc.constantFrom('share' as const, 'lot' as const)
});
const rules = awards.map((each): PersonAwardRules => ({ awards: each, audiences, rounds }));

describe('personPrizes', () => {
	it('passes nobody over but for a higher prize, the least score or a recorded draw', () => {
		fc.assert(
			fc.property(rules, boards, (each, list) => {
				const { prizes, draws } = personPrizes(each, list, seed);
				let given = 0;
				for (const { award: category, of } of allLists(each, list)) {
					const isHere = ({ roundId, audienceId }: AwardBoard | PersonPrize) =>
						roundId === of.roundId && audienceId === of.audienceId;
					const earlier = prizes
						.slice(0, given)
						.filter((prize) => each.awards.onePerPerson || isHere(prize))
						.map(({ personId }) => personId);
					const open = of.people.filter(
						({ personId, score }) =>
							!earlier.includes(personId) && score / 10 >= category.minPercent
					);
					const winners = prizes
						.slice(given)
						.filter((prize) => prize.award === category.id && isHere(prize));
					given += winners.length;
					const ids = winners.map(({ personId }) => personId);
					const losers = open.filter(({ personId }) => !ids.includes(personId));
					const last = Math.max(0, ...winners.map(({ rank }) => rank));
					const draw = draws.find(
						({ award: drawn, list: at }) =>
							drawn === category.id &&
							at.for === 'person' &&
							at.roundId === of.roundId &&
							at.audienceId === of.audienceId
					);

					for (const id of ids) expect(open.map(({ personId }) => personId)).toContain(id);
					// No place stays free while somebody may have it.
					if (losers.length > 0) expect(ids.length).toBeGreaterThanOrEqual(category.count);
					for (const { personId, rank } of losers) {
						expect(rank).toBeGreaterThanOrEqual(last);
						if (rank > last) continue;
						expect(draw?.candidates).toContain(personId);
						expect(draw?.winners).not.toContain(personId);
					}
					if (each.awards.equals === 'lot') expect(ids.length).toBeLessThanOrEqual(category.count);
					else {
						expect(draw).toBeUndefined();
						const before = winners.filter(({ rank }) => rank < last).length;
						expect(before).toBeLessThan(category.count);
					}
					// Only equals at the last place are drawn, and the draw decides about real losers.
					const drawn = winners.filter((prize) => prize.drawn).map(({ personId }) => personId);
					expect(drawn).toEqual(draw?.winners ?? []);
					const equals = open.filter(({ rank }) => rank === last);
					if (draw)
						expect(draw.candidates).toEqual(
							equals.map(({ personId }) => personId).sort((left, right) => left - right)
						);
				}
				expect(given).toBe(prizes.length);
				for (const draw of draws) expect(repeatDraw(draw)).toBe(true);
			}),
			{ numRuns: 500 }
		);
	});

	it('gives nobody two prizes of a board, and with onePerPerson none of the contest', () => {
		fc.assert(
			fc.property(rules, boards, (each, list) => {
				const { prizes } = personPrizes(each, list, seed);
				const keys = prizes.map(({ personId, roundId }) =>
					each.awards.onePerPerson ? personId : `${personId} ${roundId}`
				);
				expect(new Set(keys).size).toBe(keys.length);
			})
		);
	});

	it('does not depend on the order of its input', () => {
		const shuffled = <T>(list: readonly T[]) =>
			fc.shuffledSubarray([...list], { minLength: list.length });
		fc.assert(
			fc.property(
				rules,
				boards.chain((list) =>
					fc.tuple(
						fc.constant(list),
						shuffled(list).chain((mixed) =>
							fc.tuple(
								...mixed.map((each) => shuffled(each.people).map((people) => ({ ...each, people })))
							)
						)
					)
				),
				shuffled(rounds),
				(each, [list, mixed], mixedRounds) => {
					const before = structuredClone(list);
					const expected = personPrizes(each, list, seed);
					expect(personPrizes({ ...each, rounds: mixedRounds }, mixed, seed)).toEqual(expected);
					expect(list).toEqual(before);
				}
			)
		);
	});
});

/** Each award with each board it goes by, in the order in which prizes are given. */
function allLists({ awards: { categories } }: PersonAwardRules, list: readonly AwardBoard[]) {
	const order = ['can-bo', 'nhan-dan'];
	return categories
		.filter((each) => each.for === 'person')
		.flatMap((each) =>
			(each.scope === 'contest' ? [null] : ['tuan-1', 'tuan-2']).flatMap((roundId) =>
				order
					.filter((id) => each.audience === null || each.audience === id)
					.flatMap((audienceId) =>
						list
							.filter((of) => of.roundId === roundId && of.audienceId === audienceId)
							.map((of) => ({ award: each, of }))
					)
			)
		);
}
