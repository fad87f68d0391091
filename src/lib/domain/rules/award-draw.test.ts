import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
	drawLot,
	drawRecordSchema,
	drawText,
	repeatDraw,
	type DrawQuestion,
	type DrawRecord
} from './award-draw.ts';

const list = fc.oneof(
	fc.record({
		for: fc.constant('person' as const),
		roundId: fc.constantFrom(null, 'tuan-1'),
		audienceId: fc.constantFrom('can-bo', 'nhan-dan')
	}),
	fc.record({ for: fc.constant('unit' as const), block: fc.constantFrom(null, 'Khối 1') })
);
const question: fc.Arbitrary<DrawQuestion> = fc
	.uniqueArray(fc.integer({ min: 1, max: 500 }), { minLength: 2, maxLength: 12 })
	.chain((candidates) =>
		fc.record({
			award: fc.constantFrom('nhat', 'nhi'),
			list,
			rank: fc.integer({ min: 1, max: 40 }),
			candidates: fc.constant(candidates),
			places: fc.integer({ min: 1, max: candidates.length - 1 }),
			seed: fc.string({ maxLength: 20 })
		})
	);

const example: DrawQuestion = {
	award: 'nhat',
	list: { for: 'person', roundId: 'tuan-1', audienceId: 'can-bo' },
	rank: 1,
	candidates: [12, 35, 47, 58, 91],
	places: 2,
	seed: '2025-11-21: 48213'
};

describe('drawLot', () => {
	it('draws as many of the candidates as there are places, in whatever order they come', () => {
		fc.assert(
			fc.property(
				question.chain((each) =>
					fc.tuple(
						fc.constant(each),
						fc.shuffledSubarray(each.candidates, { minLength: each.candidates.length })
					)
				),
				([each, candidates]) => {
					const record = drawLot(each);
					expect(new Set(record.winners).size).toBe(each.places);
					for (const winner of record.winners) expect(each.candidates).toContain(winner);
					expect(drawLot({ ...each, candidates })).toEqual(record);
				}
			)
		);
	});

	it('keeps giving the winners of draws that were published', () => {
		// Fixed for ever: a change of these numbers would make published draws wrong.
		expect(drawText(example)).toBe('2025-11-21: 48213/nhat/tuan-1/can-bo');
		expect(drawLot(example).winners).toEqual([58, 91]);
	});

	it('gives every candidate the same chance, and every pair', () => {
		const seeds = 10_000;
		const wins = new Map<string, number>();
		for (let number = 0; number < seeds; number++) {
			const pair = drawLot({ ...example, seed: String(number) }).winners.join();
			wins.set(pair, (wins.get(pair) ?? 0) + 1);
		}
		expect(wins.size).toBe(10);
		// Chi-square of 9 degrees of freedom: above 33.7 once in ten thousand.
		const expected = seeds / 10;
		const spread = [...wins.values()].reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0);
		expect(spread).toBeLessThan(33.7);
	});

	it('draws each award and each list by numbers of its own', () => {
		const alike = (change: Partial<DrawQuestion>) => {
			let same = 0;
			for (let number = 0; number < 2_000; number++) {
				const asked = { ...example, places: 1, seed: String(number) };
				const winner = drawLot(asked).winners[0];
				if (drawLot({ ...asked, ...change }).winners[0] === winner) same++;
			}
			return same / 2_000;
		};
		const { list: here } = example;
		for (const change of [
			{ award: 'nhi' },
			{ list: { ...here, audienceId: 'nhan-dan' } as DrawQuestion['list'] },
			{ list: { ...here, roundId: 'tuan-2' } as DrawQuestion['list'] },
			{ list: { ...here, roundId: null } as DrawQuestion['list'] }
		])
			// One in five by chance; five standard deviations either way.
			expect(Math.abs(alike(change) - 0.2)).toBeLessThan(0.045);
	});
});

describe('repeatDraw', () => {
	it('confirms what was drawn, also after it was stored', () => {
		fc.assert(
			fc.property(question, (each) => {
				const stored: unknown = JSON.parse(JSON.stringify(drawLot(each)));
				expect(repeatDraw(drawRecordSchema.parse(stored))).toBe(true);
			})
		);
	});

	it('refuses other winners, and a candidate put in or left out of them', () => {
		fc.assert(
			fc.property(question, fc.nat(), (each, pick) => {
				const record = drawLot(each);
				const losers = record.candidates.filter((id) => !record.winners.includes(id));
				const loser = losers[pick % losers.length] ?? 0;
				const others = [...record.winners.slice(1), loser].sort((left, right) => left - right);
				expect(repeatDraw({ ...record, winners: others })).toBe(false);
				expect(repeatDraw({ ...record, winners: record.winners.slice(1) })).toBe(false);
				const winner = record.winners[0];
				const candidates = record.candidates.filter((id) => id !== winner);
				expect(repeatDraw({ ...record, candidates })).toBe(false);
			})
		);
	});

	it('refuses what is no draw', () => {
		const record = drawLot(example);
		const isDraw = (change: Partial<DrawRecord>) => repeatDraw({ ...record, ...change });
		expect(isDraw({})).toBe(true);
		expect(isDraw({ candidates: [...record.candidates].reverse() })).toBe(false);
		expect(isDraw({ places: 5, winners: record.candidates })).toBe(false);
		expect(isDraw({ places: 0, winners: [] })).toBe(false);
		expect(isDraw({ candidates: [12, 12, 35, 47, 58, 91] })).toBe(false);
	});
});
