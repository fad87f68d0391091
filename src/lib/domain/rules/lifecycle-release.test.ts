import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { releaseTimes } from '../release.ts';
import { responseGrace } from '../timing.ts';
import { releaseInterval, type ContestDecisions } from './lifecycle.ts';

const hour = 3_600_000;
const nothing: ContestDecisions = {
	publishedAt: null,
	resultsPublishedAt: null,
	archivedAt: null
};
const instant = fc.integer({ min: 1, max: 1000 }).map((value) => value * 1000);
const someInstant = fc.option(instant);

describe('what is released', () => {
	const round = { opensAt: 100 * hour, closesAt: 110 * hour, openPeriods: [] };
	const roundFinal = round.closesAt + responseGrace + 1;
	const decided = { publishedAt: 50 * hour, resultsPublishedAt: 140 * hour, archivedAt: null };

	it.each([
		['at_submit', 50 * hour],
		['after_close', roundFinal],
		['after_results', 140 * hour]
	] as const)('%s is shown from its instant on', (time, from) => {
		for (const now of [from - 2, from - 1]) {
			const expected = { released: false, from: -Infinity, until: from };
			expect([now, releaseInterval(time, round, decided, now)]).toEqual([now, expected]);
		}
		for (const now of [from, from + 1]) {
			const expected = { released: true, from, until: Infinity };
			expect([now, releaseInterval(time, round, decided, now)]).toEqual([now, expected]);
		}
	});

	it('waits for each round by itself, not for the end of the contest', () => {
		const early = { opensAt: 60 * hour, closesAt: 70 * hour, openPeriods: [] };
		expect(releaseInterval('after_close', early, decided, 75 * hour).released).toBe(true);
		expect(releaseInterval('after_close', round, decided, 75 * hour).released).toBe(false);
	});

	it('shows nothing "never", nothing of a draft, and no results that were not published', () => {
		const forever = { released: false, from: -Infinity, until: Infinity };
		expect(releaseInterval('never', round, decided, 1e15)).toEqual(forever);
		for (const time of [...releaseTimes, 'after_results'] as const)
			expect(releaseInterval(time, round, nothing, 1e15)).toEqual(forever);
		const archived = { ...decided, resultsPublishedAt: null, archivedAt: 150 * hour };
		expect(releaseInterval('after_results', round, archived, 1e15)).toEqual(forever);
	});

	it('is never taken back, not by archiving either', () => {
		fc.assert(
			fc.property(
				fc.constantFrom(...releaseTimes, 'after_results' as const),
				fc.record({
					publishedAt: someInstant,
					resultsPublishedAt: someInstant,
					archivedAt: someInstant
				}),
				instant,
				fc.nat({ max: 1_400_000 }),
				fc.nat({ max: 1_400_000 }),
				(time, decisions, closesAt, now, later) => {
					const some = { opensAt: 0, closesAt, openPeriods: [] };
					if (!releaseInterval(time, some, decisions, now).released) return;
					const archived = { ...decisions, archivedAt: now };
					expect(releaseInterval(time, some, archived, now + later).released).toBe(true);
				}
			)
		);
	});
});
