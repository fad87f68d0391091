import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standingMoves, type BoardState, type Move } from './standing-moves.ts';

/** A board of few people and scores, ranked 1-1-3 by score, with a prize here and there. */
const state: fc.Arbitrary<BoardState> = fc
	.uniqueArray(
		fc.record({
			personId: fc.integer({ min: 1, max: 12 }),
			score: fc.integer({ min: 0, max: 4 }),
			prize: fc.constantFrom(null, null, 'nhat', 'nhi')
		}),
		{ selector: ({ personId }) => personId, maxLength: 12 }
	)
	.map((list) => ({
		places: list.map(({ personId, score }) => ({
			personId,
			score,
			rank: list.filter((other) => other.score > score).length + 1
		})),
		prizes: list.flatMap(({ personId, prize }) =>
			prize === null ? [] : [{ personId, award: prize, roundId: null }]
		)
	}));

const all = Number.MAX_SAFE_INTEGER;

function board(...scores: [personId: number, score: number][]): BoardState {
	const places = scores.map(([personId, score]) => ({
		personId,
		score,
		rank: scores.filter(([, other]) => other > score).length + 1
	}));
	return { places, prizes: [] };
}

const prize = (personId: number, award: string, roundId: string | null = null) => ({
	personId,
	award,
	roundId
});

describe('standingMoves', () => {
	it('counts each person of either board once, by rank', () => {
		fc.assert(
			fc.property(state, state, (before, after) => {
				const moves = standingMoves(before, after, all);
				const ranks = (of: BoardState) =>
					new Map(of.places.map(({ personId, rank }) => [personId, rank]));
				const [old, now] = [ranks(before), ranks(after)];
				const both = [...old.keys()].filter((id) => now.has(id));
				const change = (id: number) => (now.get(id) ?? 0) - (old.get(id) ?? 0);
				expect(moves).toMatchObject({
					up: both.filter((id) => change(id) < 0).length,
					down: both.filter((id) => change(id) > 0).length,
					unchanged: both.filter((id) => change(id) === 0).length,
					entered: now.size - both.length,
					left: old.size - both.length
				});
			})
		);
	});

	it('lists just the people for whom anything changes, with what was and what is', () => {
		fc.assert(
			fc.property(state, state, (before, after) => {
				const { moves, changed, rescored, prizesChanged } = standingMoves(before, after, all);
				const of = (each: BoardState, id: number) => {
					const place = each.places.find(({ personId }) => personId === id);
					const awards = each.prizes.filter(({ personId }) => personId === id);
					return { place, award: awards[0]?.award };
				};
				const differs = Array.from({ length: 12 }, (_, index) => index + 1).filter(
					(id) => JSON.stringify(of(before, id)) !== JSON.stringify(of(after, id))
				);
				expect(moves.map(({ personId }) => personId).sort()).toEqual(differs.sort());
				expect(changed).toBe(differs.length);
				for (const move of moves) {
					const [old, now] = [of(before, move.personId), of(after, move.personId)];
					const isPrize = old.award !== now.award;
					expect(move).toEqual({
						personId: move.personId,
						from: old.place?.rank ?? null,
						to: now.place?.rank ?? null,
						scoreFrom: old.place?.score ?? null,
						scoreTo: now.place?.score ?? null,
						won: isPrize && now.award ? [{ award: now.award, roundId: null }] : [],
						lost: isPrize && old.award ? [{ award: old.award, roundId: null }] : []
					});
				}
				expect(prizesChanged).toBe(
					moves.filter(({ won, lost }) => won.length + lost.length > 0).length
				);
				expect(rescored).toBe(
					moves.filter(
						({ scoreFrom, scoreTo }) =>
							scoreFrom !== null && scoreTo !== null && scoreFrom !== scoreTo
					).length
				);
			})
		);
	});

	it('puts winners first, then the longest way, and gives the head of that list', () => {
		fc.assert(
			fc.property(state, state, fc.nat({ max: 8 }), (before, after, limit) => {
				const whole = standingMoves(before, after, all);
				const importance = ({ won, lost, from, to }: Move) => {
					const way = from === null || to === null ? (from === to ? 0 : 900) : Math.abs(from - to);
					return (won.length + lost.length > 0 ? 1000 : 0) + way;
				};
				const order = whole.moves.map(importance);
				expect(order).toEqual(order.toSorted((left, right) => right - left));
				expect(standingMoves(before, after, limit)).toEqual({
					...whole,
					moves: whole.moves.slice(0, limit)
				});
			})
		);
	});

	it('does not depend on the order of its input', () => {
		const shuffledState = state.chain((each) =>
			fc.tuple(
				fc.constant(each),
				fc.record({
					places: fc.shuffledSubarray([...each.places], { minLength: each.places.length }),
					prizes: fc.shuffledSubarray([...each.prizes], { minLength: each.prizes.length })
				})
			)
		);
		fc.assert(
			fc.property(shuffledState, shuffledState, ([before, mixed], [after, mixedAfter]) => {
				expect(standingMoves(mixed, mixedAfter, 5)).toEqual(standingMoves(before, after, 5));
			})
		);
	});

	it('mirrors itself when the correction is taken back', () => {
		fc.assert(
			fc.property(state, state, (before, after) => {
				const there = standingMoves(before, after, all);
				const back = standingMoves(after, before, all);
				expect(back.moves).toEqual(
					there.moves.map(({ personId, from, to, scoreFrom, scoreTo, won, lost }) => ({
						personId,
						from: to,
						to: from,
						scoreFrom: scoreTo,
						scoreTo: scoreFrom,
						won: lost,
						lost: won
					}))
				);
				expect([back.up, back.entered]).toEqual([there.down, there.left]);
			})
		);
	});

	it('puts the better rank first among equally long ways', () => {
		const before = board([9, 90], [8, 80], [2, 20], [1, 10]);
		const after = board([9, 80], [8, 90], [2, 10], [1, 20]);
		const { moves } = standingMoves(before, after, all);
		expect(moves.map(({ personId }) => personId)).toEqual([8, 9, 1, 2]);
	});

	it('tells who wins the prize that another one loses', () => {
		const before = {
			...board([1, 9], [2, 8], [3, 7]),
			prizes: [prize(1, 'nhat'), prize(2, 'nhi')]
		};
		const after = { ...board([1, 7], [2, 8], [3, 7]), prizes: [prize(2, 'nhat'), prize(1, 'nhi')] };
		const { moves } = standingMoves(before, after, all);
		expect(moves.map(({ personId, from, to }) => [personId, from, to])).toEqual([
			[1, 1, 2],
			[2, 2, 1],
			[3, 3, 2]
		]);
		expect(moves[0]).toMatchObject({
			lost: [{ award: 'nhat', roundId: null }],
			won: [{ award: 'nhi', roundId: null }]
		});
	});

	it('knows the same award of two rounds apart, and people who are not on the board', () => {
		const before = {
			...board([1, 9]),
			prizes: [prize(1, 'nhi', 'tuan-1'), prize(5, 'ba', 'tuan-2')]
		};
		const after = {
			...board([1, 9]),
			prizes: [prize(1, 'nhi', 'tuan-2'), prize(6, 'ba', 'tuan-2')]
		};
		const result = standingMoves(before, after, all);
		expect(result).toMatchObject({ changed: 3, prizesChanged: 3, unchanged: 1, entered: 0 });
		expect(result.moves.map(({ personId, from }) => [personId, from])).toEqual([
			[1, 1],
			[5, null],
			[6, null]
		]);
		expect(result.moves[0]).toMatchObject({
			lost: [{ award: 'nhi', roundId: 'tuan-1' }],
			won: [{ award: 'nhi', roundId: 'tuan-2' }]
		});
	});
});
