import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptAllowance, type UsedAttempt } from './attempt-limits.ts';
import { vietnamDay, vietnamWeek } from '../vietnam-time.ts';

const at = (text: string) => Date.parse(`${text}+07:00`);
const attempt = (text: string): UsedAttempt => ({
	startedAt: at(text),
	endedAt: at(text) + 600_000
});
const free = { perRound: null, perDay: null, perWeek: null, cooldownMinutes: 0 };

describe('another attempt', () => {
	it('is always allowed without limits', () => {
		const used = Array.from({ length: 500 }, () => attempt('2026-03-02T08:00'));
		expect(attemptAllowance(free, used, at('2026-03-02T09:00'))).toEqual({
			...{ allowed: true, left: null }
		});
	});

	it('of a round with one is refused for good', () => {
		const rules = { ...free, perRound: 1 };
		expect(attemptAllowance(rules, [], 0)).toEqual({ allowed: true, left: 1 });
		expect(attemptAllowance(rules, [attempt('2026-03-02T08:00')], at('2027-01-01T00:00'))).toEqual({
			...{ allowed: false, limit: 'round', until: null }
		});
	});

	it('of a day waits for midnight in Vietnam, not in London', () => {
		const rules = { ...free, perDay: 1 };
		const used = [attempt('2026-03-02T23:50')];
		expect(attemptAllowance(rules, used, at('2026-03-02T23:59:59.999'))).toEqual({
			...{ allowed: false, limit: 'day', until: at('2026-03-03T00:00') }
		});
		expect(attemptAllowance(rules, used, at('2026-03-03T00:00'))).toMatchObject({ allowed: true });
	});

	it('of a week waits for Monday, and the leap day is a day', () => {
		const rules = { ...free, perWeek: 2, perDay: 1 };
		const used = [attempt('2028-02-28T08:00'), attempt('2028-02-29T08:00')];
		expect(attemptAllowance(rules, used.slice(0, 1), at('2028-02-29T08:00'))).toEqual({
			...{ allowed: true, left: 1 }
		});
		expect(attemptAllowance(rules, used, at('2028-03-05T23:00'))).toEqual({
			...{ allowed: false, limit: 'week', until: at('2028-03-06T00:00') }
		});
	});

	it('waits for the pause after the end of the last one', () => {
		const rules = { ...free, cooldownMinutes: 30 };
		const used = [attempt('2026-03-02T08:00')];
		expect(attemptAllowance(rules, used, at('2026-03-02T08:39:59.999'))).toEqual({
			...{ allowed: false, limit: 'cooldown', until: at('2026-03-02T08:40') }
		});
		expect(attemptAllowance(rules, used, at('2026-03-02T08:40')).allowed).toBe(true);
	});
});

const monday = at('2026-03-02T00:00');
const times = fc.integer({ min: monday, max: monday + 30 * 86_400_000 });
const limit = fc.option(fc.integer({ min: 1, max: 4 }), { nil: null });

it('whoever takes every attempt allowed never has more than the limits say', () => {
	fc.assert(
		fc.property(
			fc.record({
				...{ perRound: limit, perDay: limit, perWeek: limit },
				cooldownMinutes: fc.constantFrom(0, 0, 45)
			}),
			fc.array(times, { maxLength: 60 }),
			(rules, tries) => {
				const taken: UsedAttempt[] = [];
				for (const now of tries.sort((left, right) => left - right)) {
					const answer = attemptAllowance(rules, taken, now);
					if (answer.allowed) taken.push({ startedAt: now, endedAt: now + 60_000 });
					// What is refused until a moment is not refused by the same limit then.
					else if (answer.until !== null) {
						expect(answer.until).toBeGreaterThan(now);
						expect(attemptAllowance(rules, taken, answer.until)).not.toMatchObject({
							limit: answer.limit
						});
					}
				}
				const most = (of: (instant: number) => number) =>
					Math.max(
						0,
						...Map.groupBy(taken, ({ startedAt }) => of(startedAt))
							.values()
							.map((all) => all.length)
					);
				expect(taken.length).toBeLessThanOrEqual(rules.perRound ?? Infinity);
				expect(most(vietnamDay)).toBeLessThanOrEqual(rules.perDay ?? Infinity);
				expect(most(vietnamWeek)).toBeLessThanOrEqual(rules.perWeek ?? Infinity);
				taken.slice(1).forEach(({ startedAt }, index) => {
					const pause = startedAt - (taken[index]?.endedAt ?? 0);
					if (rules.cooldownMinutes > 0)
						expect(pause).toBeGreaterThanOrEqual(rules.cooldownMinutes * 60_000);
				});
			}
		)
	);
});
