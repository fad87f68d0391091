import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repeatDraw } from './award-draw.ts';
import {
	personPrizes,
	prizesByUnit,
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

/** People of a board by id, in groups of equals: [[7], [3, 5]] are ranks 1, 2, 2. */
function board(roundId: string | null, audienceId: string, groups: number[][]): AwardBoard {
	let ahead = 0;
	const people = groups.flatMap((ids) => {
		const rank = ahead + 1;
		ahead += ids.length;
		return ids.map((id) => person(id, rank, 1000));
	});
	return { roundId, audienceId, people };
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

	const give = (
		categories: PersonAward[],
		list: AwardBoard[],
		change: Partial<AwardRules> = {}
	) => {
		const all: AwardRules = { categories, onePerPerson: true, equals: 'share', ...change };
		return personPrizes({ awards: all, audiences, rounds }, list, seed).prizes.map(
			(prize) => `${prize.award} ${prize.roundId ?? '*'}: ${prize.personId}`
		);
	};

	it('lets the categories of a board go down the same list', () => {
		const [nhat, nhi, ba] = [award('nhat'), award('nhi', { count: 2 }), award('ba', { count: 3 })];
		const list = [board(null, 'can-bo', [[7], [3], [5], [1], [9]])];
		const expected = ['nhat *: 7', 'nhi *: 3', 'nhi *: 5', 'ba *: 1', 'ba *: 9'];
		expect(give([nhat, nhi, ba], list)).toEqual(expected);
		expect(give([nhat, nhi, ba], list, { onePerPerson: false })).toEqual(expected);
	});

	it('lets all equals at the last place win, or only as many as the lot may', () => {
		const list = [board(null, 'can-bo', [[7], [2, 3, 5, 6], [1]])];
		const categories = [award('nhat', { count: 2 }), award('nhi')];
		expect(give(categories, list)).toEqual([
			'nhat *: 7',
			'nhat *: 2',
			'nhat *: 3',
			'nhat *: 5',
			'nhat *: 6',
			'nhi *: 1'
		]);
		const drawn = give(categories, list, { equals: 'lot' });
		expect(drawn).toHaveLength(3);
		expect(drawn[0]).toBe('nhat *: 7');
		// Who loses the draw is first in line for the next category.
		expect(drawn[2]).not.toBe('nhi *: 1');
	});

	it('takes a lower prize of an earlier round away for a higher one of a later round', () => {
		const each = [award('nhat', { scope: 'each_round' }), award('nhi', { scope: 'each_round' })];
		const list = [
			board('tuan-1', 'can-bo', [[1], [2], [3]]),
			board('tuan-2', 'can-bo', [[1], [2], [3]])
		];
		const expected = ['nhat tuan-1: 1', 'nhat tuan-2: 2', 'nhi tuan-1: 3'];
		expect(give(each, list)).toEqual(expected);
		expect(give(each, list, { onePerPerson: false })).toEqual([
			'nhat tuan-1: 1',
			'nhat tuan-2: 1',
			'nhi tuan-1: 2',
			'nhi tuan-2: 2'
		]);
	});

	it('gives the same number to each audience, or to one alone, and none in rehearsals', () => {
		const list = [
			board(null, 'nhan-dan', [[4], [6]]),
			board(null, 'can-bo', [[1], [3]]),
			board('thu', 'can-bo', [[1], [3]])
		];
		const each = award('nhat');
		expect(give([each], list)).toEqual(['nhat *: 1', 'nhat *: 4']);
		expect(give([{ ...each, audience: 'nhan-dan' }], list)).toEqual(['nhat *: 4']);
		expect(give([{ ...each, scope: 'each_round' }], list)).toEqual([]);
	});

	it('asks for the least score exactly', () => {
		// As floating-point numbers 0.57 × 100 is less than 57.
		const people = [person(1, 1, 569), person(2, 2, 570), person(3, 3, 800)];
		const list = [{ roundId: null, audienceId: 'can-bo', people }];
		expect(give([award('nhat', { minPercent: 57 })], list)).toEqual(['nhat *: 2']);
	});

	it('refuses two boards of the same people', () => {
		const twice = [board(null, 'can-bo', []), board(null, 'can-bo', [])];
		expect(() => give([], twice)).toThrow(RangeError);
	});
});

describe('prizesByUnit', () => {
	it('counts for the unit that competes', () => {
		const above = new Map([
			[11, 1],
			[12, 1],
			[21, 2]
		]);
		const prizes = [
			{ unitId: 11, award: 'nhat' },
			{ unitId: 12, award: 'ba' },
			{ unitId: 11, award: 'ba' },
			{ unitId: 21, award: 'ba' },
			{ unitId: 99, award: 'nhi' }
		];
		expect(prizesByUnit(prizes, (unitId) => above.get(unitId) ?? null)).toEqual(
			new Map([
				[
					1,
					new Map([
						['nhat', 1],
						['ba', 2]
					])
				],
				[2, new Map([['ba', 1]])]
			])
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
