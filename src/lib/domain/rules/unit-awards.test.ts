import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { repeatDraw } from './award-draw.ts';
import type { AwardRules, UnitAward } from './result-rules.ts';
import { unitPrizes, type UnitAwardRules } from './unit-awards.ts';
import type { UnitFigures } from './unit-points.ts';

const seed = '2025-11-21: 48213';

function award(id: string, change: Partial<UnitAward> = {}): UnitAward {
	return { for: 'unit', id, name: id, count: 1, by: 'ranking', eachBlock: false, ...change };
}

function unit(unitId: number, figures: Partial<UnitFigures> = {}): UnitFigures {
	return {
		unitId,
		code: `DV${unitId}`,
		name: `Đơn vị ${unitId}`,
		block: null,
		headcount: 10,
		submitted: 5,
		averageShare: 0.5,
		attemptsByRound: [],
		prizes: new Map(),
		...figures
	};
}

function rulesOf(categories: UnitAward[], equals: AwardRules['equals'] = 'share'): UnitAwardRules {
	return {
		awards: { categories, onePerPerson: true, equals },
		unitRanking: {
			rate: 100,
			average: 0,
			prizePoints: [],
			byBlock: true,
			minHeadcount: 3,
			quota: null,
			bands: []
		}
	};
}

const give = (categories: UnitAward[], units: UnitFigures[], equals?: AwardRules['equals']) =>
	unitPrizes(rulesOf(categories, equals), units, seed).prizes.map(
		({ award: id, block, unitId, rank }) => `${id} ${block ?? '*'}: ${unitId} (${rank})`
	);

const rules = fc
	.tuple(
		fc.array(
			fc.record({
				count: fc.integer({ min: 1, max: 3 }),
				by: fc.constantFrom('ranking' as const, 'participants' as const, 'winners' as const),
				eachBlock: fc.boolean()
			}),
			{ maxLength: 5 }
		),
		fc.constantFrom('share' as const, 'lot' as const)
	)
	.map(([list, equals]) =>
		rulesOf(
			list.map((each, index) => award(`giai-${index}`, each)),
			equals
		)
	);
const units = fc
	.array(
		fc.record({
			block: fc.constantFrom(null, 'Khối 1', 'Khối 2'),
			headcount: fc.integer({ min: 0, max: 5 }),
			submitted: fc.integer({ min: 0, max: 4 }),
			prizes: fc.nat({ max: 2 }).map((count) => new Map([['nhat', count]]))
		}),
		{ maxLength: 10 }
	)
	.map((list) => list.map((each, index) => unit(index + 1, each)));

describe('unitPrizes', () => {
	it('never gives more than there are by lot, nor one unit two prizes of a list', () => {
		fc.assert(
			fc.property(rules, units, (each, list) => {
				const { prizes, draws } = unitPrizes(each, list, seed);
				for (const draw of draws) expect(repeatDraw(draw)).toBe(true);
				const { categories, equals } = each.awards;
				for (const { id, count } of categories) {
					const blocks = Map.groupBy(
						prizes.filter((prize) => prize.award === id),
						({ block }) => block
					);
					for (const [, winners] of blocks)
						if (equals === 'lot') expect(winners.length).toBeLessThanOrEqual(count);
				}
				const keys = prizes.map(({ award: id, unitId, block }) => {
					const category = categories.find((other) => other.id === id) as UnitAward;
					return [unitId, block, category.by, category.eachBlock].join();
				});
				expect(new Set(keys).size).toBe(keys.length);
			})
		);
	});

	it('passes no unit over for one with a smaller number', () => {
		fc.assert(
			fc.property(units, fc.integer({ min: 1, max: 4 }), (list, count) => {
				const { prizes, draws } = unitPrizes(
					rulesOf([award('dong', { by: 'participants', count })], 'lot'),
					list,
					seed
				);
				const ids = prizes.map(({ unitId }) => unitId);
				const active = list.filter(({ submitted }) => submitted > 0);
				expect(ids).toHaveLength(Math.min(count, active.length));
				const numberOf = (id: number) => list.find(({ unitId }) => unitId === id)?.submitted ?? 0;
				const least = Math.min(...ids.map(numberOf));
				for (const { unitId, submitted } of active) {
					if (ids.includes(unitId)) continue;
					expect(submitted).toBeLessThanOrEqual(least);
					if (submitted === least) expect(draws[0]?.candidates).toContain(unitId);
				}
			})
		);
	});

	it('does not depend on the order of its input', () => {
		fc.assert(
			fc.property(
				rules,
				units.chain((list) =>
					fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))
				),
				(each, [list, shuffled]) => {
					expect(unitPrizes(each, shuffled, seed)).toEqual(unitPrizes(each, list, seed));
				}
			)
		);
	});

	it('gives most participants and most winners as Gia Lai 2025 did', () => {
		const list = [
			unit(1, { headcount: 400, submitted: 300, prizes: new Map([['nhat', 1]]) }),
			unit(2, { headcount: 50, submitted: 50 }),
			unit(3, {
				submitted: 9,
				prizes: new Map([
					['ba', 2],
					['nhi', 1]
				])
			})
		];
		expect(
			give([award('dong', { by: 'participants' }), award('giai', { by: 'winners' })], list)
		).toEqual(['dong *: 1 (1)', 'giai *: 3 (1)']);
	});

	it('gives each block the same number, or goes by one list over all blocks', () => {
		const list = [
			unit(1, { block: 'Khối 1', submitted: 6 }),
			unit(2, { block: 'Khối 1', submitted: 5 }),
			unit(3, { block: 'Khối 2', submitted: 9 }),
			unit(4, { block: 'Khối 2', submitted: 8 })
		];
		const categories = [award('nhat'), award('nhi', { count: 2 })];
		const eachBlock = categories.map((each) => ({ ...each, eachBlock: true }));
		expect(give(eachBlock, list)).toEqual([
			'nhat Khối 1: 1 (1)',
			'nhat Khối 2: 3 (1)',
			'nhi Khối 1: 2 (2)',
			'nhi Khối 2: 4 (2)'
		]);
		// The ranking itself is by block here, which does not matter for a prize of all.
		expect(give(categories, list)).toEqual(['nhat *: 3 (1)', 'nhi *: 4 (2)', 'nhi *: 1 (3)']);
	});

	it('lets a unit win in its block and among all', () => {
		const list = [unit(1, { block: 'Khối 1' }), unit(2, { block: 'Khối 1', submitted: 4 })];
		expect(give([award('co'), award('nhat', { eachBlock: true }), award('nhi')], list)).toEqual([
			'co *: 1 (1)',
			'nhat Khối 1: 1 (1)',
			'nhi *: 2 (2)'
		]);
	});

	it('lets equals share the last place', () => {
		const list = [unit(1, { code: 'B' }), unit(2, { code: 'A' }), unit(3, { submitted: 4 })];
		expect(give([award('nhat')], list)).toEqual(['nhat *: 1 (1)', 'nhat *: 2 (1)']);
		expect(give([award('nhat')], list, 'lot')).toHaveLength(1);
	});

	it('awards nobody for nothing, nor by a rank that is not there', () => {
		const list = [
			unit(1, { submitted: 0 }),
			unit(2, { headcount: 2, submitted: 2 }),
			unit(3, { headcount: 0, submitted: 1 })
		];
		expect(give([award('nhat'), award('giai', { by: 'winners' })], list)).toEqual([]);
		expect(give([award('dong', { by: 'participants', count: 3 })], list)).toEqual([
			'dong *: 2 (1)',
			'dong *: 3 (2)'
		]);
	});
});
