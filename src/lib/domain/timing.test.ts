import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isReleased, releaseTimes } from './release.ts';
import {
	acceptsResponse,
	attemptDeadline,
	endInstant,
	isOverdue,
	isRoundFinal,
	responseGrace,
	roundPhase,
	type RoundPhase,
	type RoundTiming
} from './timing.ts';

const minute = 60_000;

/** A timeline as intervals [from, until); each is probed at and around both of its ends. */
function probe<T>(intervals: readonly [T, number, number][], at: (now: number) => T): void {
	for (const [expected, from, until] of intervals) {
		for (const now of [from - 1, from, from + 1, until - 1, until, until + 1]) {
			if (!Number.isFinite(now)) continue;
			const inside = now >= from && now < until;
			if (inside) expect([now, at(now)]).toEqual([now, expected]);
			else expect([now, at(now)]).not.toEqual([now, expected]);
		}
	}
}

const round: RoundTiming = {
	opensAt: 1_000 * minute,
	closesAt: 1_060 * minute,
	timeLimit: 20 * minute,
	openPeriods: []
};

describe('timeline of a round', () => {
	const timeline: [RoundPhase, number, number][] = [
		['upcoming', -Infinity, round.opensAt],
		['open', round.opensAt, round.closesAt],
		['closed', round.closesAt, Infinity]
	];

	it('is upcoming, open, closed', () => {
		probe(timeline, (now) => roundPhase(round, now).phase);
		for (const [phase, from, until] of timeline) {
			const inside = Number.isFinite(from) ? from : until - 1;
			expect(roundPhase(round, inside)).toEqual({ phase, from, until });
		}
	});

	it('gives intervals that hold for as long as they say and follow one another', () => {
		const rounds = fc
			.tuple(fc.nat(), fc.integer({ min: 1, max: 1e9 }), fc.integer({ min: 1, max: 480 }))
			.map(([opensAt, length, limit]) => ({
				opensAt,
				closesAt: opensAt + length,
				timeLimit: limit * minute,
				openPeriods: []
			}));
		fc.assert(
			fc.property(rounds, fc.nat({ max: 4e9 }), (each, now) => {
				const interval = roundPhase(each, now);
				expect(now).toBeGreaterThanOrEqual(interval.from);
				expect(now).toBeLessThan(interval.until);
				if (Number.isFinite(interval.until)) {
					expect(roundPhase(each, interval.until - 1)).toEqual(interval);
					expect(roundPhase(each, interval.until).from).toBe(interval.until);
				}
			})
		);
	});

	it('is final only after the grace of its last deadline', () => {
		const final = round.closesAt + responseGrace + 1;
		probe(
			[
				[false, -Infinity, final],
				[true, final, Infinity]
			],
			(now) => isRoundFinal(round, now)
		);
	});
});

describe('timeline of an attempt', () => {
	it.each([
		['in the middle of the window', round.opensAt + minute, round.opensAt + 21 * minute],
		['when all of the limit just fits', round.closesAt - 20 * minute, round.closesAt],
		['a millisecond later', round.closesAt - 20 * minute + 1, round.closesAt],
		['at the last moment', round.closesAt - 1, round.closesAt]
	])('started %s ends in time', (_when, startedAt, deadline) => {
		expect(attemptDeadline(round, startedAt)).toBe(deadline);
		const over = deadline + responseGrace + 1;
		probe(
			[
				[true, -Infinity, over],
				[false, over, Infinity]
			],
			(now) => acceptsResponse(deadline, now)
		);
		probe(
			[
				[false, -Infinity, over],
				[true, over, Infinity]
			],
			(now) => isOverdue(deadline, now)
		);
	});

	it('never takes responses once it may be closed, and never lasts beyond its deadline', () => {
		fc.assert(
			fc.property(
				fc.nat({ max: 59 * minute }),
				fc.integer({ min: -minute, max: 40 * minute }),
				(after, later) => {
					const deadline = attemptDeadline(round, round.opensAt + after);
					const now = deadline + later;
					expect(deadline).toBeLessThanOrEqual(round.closesAt);
					expect(deadline - (round.opensAt + after)).toBeLessThanOrEqual(round.timeLimit);
					expect(acceptsResponse(deadline, now)).toBe(!isOverdue(deadline, now));
					expect(endInstant(deadline, now)).toBe(Math.min(deadline, now));
					// What is final for the round is final for each attempt in it.
					if (isRoundFinal(round, now)) expect(isOverdue(deadline, now)).toBe(true);
				}
			)
		);
	});
});

describe('timeline of what is released', () => {
	const final = round.closesAt + responseGrace + 1;

	it('follows the rule', () => {
		probe(
			[
				[false, -Infinity, final],
				[true, final, Infinity]
			],
			(now) => isReleased('after_close', round, now)
		);
		for (const now of [0, round.opensAt, round.closesAt, final, final + 1]) {
			expect(isReleased('at_submit', round, now)).toBe(true);
			expect(isReleased('never', round, now)).toBe(false);
		}
	});

	it('is never taken back', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...releaseTimes),
				fc.nat({ max: 2 * final }),
				fc.nat(),
				(time, now, later) => {
					if (isReleased(time, round, now)) {
						expect(isReleased(time, round, now + later)).toBe(true);
					}
				}
			)
		);
	});
});
