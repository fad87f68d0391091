import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { vietnamDay, vietnamWeek } from '../vietnam-time.ts';
import {
	attemptsPossible,
	freshAttempts,
	unreachableLimits,
	type PaperUse
} from './attempt-capacity.ts';
import type { AttemptRules } from './round-rules.ts';

const minute = 60_000;
const hour = 60 * minute;
const at = (text: string) => Date.parse(`${text}+07:00`);
const free: AttemptRules = {
	perRound: null,
	perDay: null,
	perWeek: null,
	cooldownMinutes: 0,
	counting: 'best'
};

describe('attemptsPossible', () => {
	const possible = (rules: Partial<AttemptRules>, from: string, until: string) =>
		attemptsPossible({ ...free, ...rules }, { opensAt: at(from), closesAt: at(until) });

	it('has no end without a limit', () => {
		expect(possible({}, '2026-01-05T07:30', '2026-01-09T17:30')).toBe(Infinity);
	});

	it('counts the days and weeks of Vietnam that the window touches', () => {
		// Two hours around midnight of a Sunday.
		const rules = { perDay: 3, perWeek: 5 };
		expect(possible(rules, '2026-01-04T23:00', '2026-01-05T00:00')).toBe(3);
		expect(possible(rules, '2026-01-04T23:00', '2026-01-05T00:01')).toBe(6);
		expect(possible({ perWeek: 5 }, '2026-01-04T23:00', '2026-01-05T01:00')).toBe(10);
		expect(possible({ perWeek: 5 }, '2026-01-05T00:00', '2026-01-12T00:00')).toBe(5);
	});

	it('begins one attempt after each pause', () => {
		const rules = { cooldownMinutes: 60 };
		expect(possible(rules, '2026-01-05T08:00', '2026-01-05T10:00')).toBe(2);
		expect(possible(rules, '2026-01-05T08:00', '2026-01-05T10:01')).toBe(3);
	});

	const limit = fc.option(fc.integer({ min: 1, max: 5 }));
	it('is never fewer than somebody makes who starts whenever the limits allow', () => {
		fc.assert(
			fc.property(
				fc.record({ perRound: limit, perDay: limit, perWeek: limit }),
				fc.constantFrom(0, 30, 600),
				fc.nat({ max: 300 }),
				fc.integer({ min: 1, max: 200 }),
				(limits, cooldownMinutes, start, hours) => {
					const rules = { ...free, ...limits, cooldownMinutes };
					const opensAt = at('2026-01-01T00:00') + start * hour;
					const closesAt = opensAt + hours * hour;
					const made: number[] = [];
					for (let now = opensAt; now < closesAt; now += 30 * minute) {
						const count = (same: (then: number) => boolean) => made.filter(same).length;
						const last = made.at(-1);
						const allowed =
							made.length < (rules.perRound ?? Infinity) &&
							count((then) => vietnamDay(then) === vietnamDay(now)) < (rules.perDay ?? Infinity) &&
							count((then) => vietnamWeek(then) === vietnamWeek(now)) <
								(rules.perWeek ?? Infinity) &&
							(last === undefined || now >= last + cooldownMinutes * minute);
						if (allowed) made.push(now);
					}
					expect(attemptsPossible(rules, { opensAt, closesAt })).toBeGreaterThanOrEqual(
						made.length
					);
				}
			)
		);
	});
});

describe('unreachableLimits', () => {
	const week = { opensAt: at('2026-01-05T00:00'), closesAt: at('2026-01-12T00:00') };

	it('asks whether any round can reach the limit of rounds', () => {
		const day = { opensAt: week.opensAt, closesAt: at('2026-01-06T00:00') };
		const limits = (rounds: (typeof week)[]) =>
			unreachableLimits({ ...free, perDay: 1, perRound: 7 }, rounds);
		expect(limits([day, week])).toEqual([]);
		expect(limits([day])).toEqual([{ limit: 'perRound', allowed: 7, reachable: 1 }]);
	});

	it('finds none where the limits are the only one', () => {
		for (const limits of [{ perRound: 1000 }, { perDay: 100 }, { perWeek: 500 }])
			expect(unreachableLimits({ ...free, ...limits }, [week])).toEqual([]);
	});
});

describe('freshAttempts', () => {
	const line = (pool: string, count: number, available: number) => ({ pool, count, available });

	it('ends with the first pool that runs out', () => {
		const lines = [line('a', 2, 10), line('b', 3, 10)];
		expect(freshAttempts([{ attempts: 9, lines }])).toBe(3);
		expect(freshAttempts([{ attempts: 2, lines }])).toBe(2);
		expect(freshAttempts([{ attempts: Infinity, lines }])).toBe(3);
	});

	it('shares the items of a pool between its lines and between rounds', () => {
		const twice = { attempts: 2, lines: [line('a', 1, 10), line('a', 1, 10)] };
		expect(freshAttempts([twice])).toBe(2);
		expect(freshAttempts([twice, twice, twice])).toBe(5);
		expect(freshAttempts([twice, { attempts: 2, lines: [line('b', 1, 9)] }])).toBe(4);
	});

	it('is what comes of taking fresh items first, one attempt after the other', () => {
		const anyUse: fc.Arbitrary<PaperUse> = fc.record({
			attempts: fc.integer({ min: 1, max: 5 }),
			lines: fc
				.uniqueArray(fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.integer({ min: 1, max: 4 })), {
					selector: ([pool]) => pool,
					minLength: 1
				})
				.map((lines) => lines.map(([pool, count]) => line(pool, count, 12)))
		});
		fc.assert(
			fc.property(fc.array(anyUse, { maxLength: 4 }), (uses) => {
				const left: Record<string, number> = { a: 12, b: 12, c: 12 };
				let fresh = 0;
				for (const { attempts, lines } of uses)
					for (let attempt = 0; attempt < attempts; attempt++) {
						if (lines.every(({ pool, count }) => (left[pool] ?? 0) >= count)) fresh++;
						for (const { pool, count } of lines)
							left[pool] = Math.max(0, (left[pool] ?? 0) - count);
					}
				expect(freshAttempts(uses)).toBe(fresh);
			})
		);
	});
});
