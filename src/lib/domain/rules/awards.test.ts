import { describe, expect, it } from 'vitest';
import { personPrizes, prizesByUnit, type AwardBoard, type RankedPerson } from './awards.ts';
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

describe('personPrizes', () => {
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
