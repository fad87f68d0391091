import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isRoundFinal, responseGrace } from '../timing.ts';
import {
	contestActions,
	contestOpensAt,
	contestPhase,
	contestPhases,
	mayAct,
	type ContestAction,
	type ContestDecisions,
	type ContestPhase
} from './lifecycle.ts';

const hour = 3_600_000;
const rounds = [
	{ opensAt: 100 * hour, closesAt: 110 * hour, openPeriods: [] },
	{ opensAt: 60 * hour, closesAt: 70 * hour, openPeriods: [] },
	{ opensAt: 80 * hour, closesAt: 120 * hour, openPeriods: [] }
];
const final = 120 * hour + responseGrace + 1;
const nothing: ContestDecisions = {
	publishedAt: null,
	resultsPublishedAt: null,
	archivedAt: null
};

interface Case {
	readonly decisions?: Partial<ContestDecisions>;
	readonly settledAt?: number | null;
}

const phaseAt = ({ decisions, settledAt = null }: Case, now: number) =>
	contestPhase({ rounds }, { ...nothing, ...decisions }, { settledAt }, now);

/** Instants in every phase of the usual timeline, for intervals without an end. */
const anyTime = [0, 55 * hour, 75 * hour, final, 135 * hour, 145 * hour, 1e15];

/** Probes a timeline of intervals, one after the other, a millisecond around each boundary. */
function probe(each: Case, timeline: readonly (readonly [ContestPhase, number])[]): void {
	timeline.forEach(([phase, from], index) => {
		const until = timeline[index + 1]?.[1] ?? Infinity;
		for (const now of [from, from + 1, until - 1, ...anyTime]) {
			if (!Number.isFinite(now) || now < from || now >= until) continue;
			expect([now, phaseAt(each, now)]).toEqual([now, { phase, from, until }]);
		}
	});
}

describe('timeline of a contest', () => {
	const usual = { publishedAt: 50 * hour, resultsPublishedAt: 140 * hour, archivedAt: 900 * hour };

	it('goes through every phase in its order', () => {
		probe({ decisions: usual, settledAt: 130 * hour }, [
			['draft', -Infinity],
			['published', 50 * hour],
			['running', 60 * hour],
			['closed', final],
			['under_review', 130 * hour],
			['results_published', 140 * hour],
			['archived', 900 * hour]
		]);
	});

	it('stays a draft as long as nobody publishes it', () => {
		probe({}, [['draft', -Infinity]]);
		probe({ decisions: { resultsPublishedAt: 10 * hour }, settledAt: 130 * hour }, [
			['draft', -Infinity]
		]);
	});

	it('runs at once when published after its first round opened', () => {
		probe({ decisions: { publishedAt: 60 * hour } }, [
			['draft', -Infinity],
			['running', 60 * hour],
			['closed', final]
		]);
		probe({ decisions: { publishedAt: 60 * hour - 1 } }, [
			['draft', -Infinity],
			['published', 60 * hour - 1],
			['running', 60 * hour],
			['closed', final]
		]);
	});

	it('waits in "closed" for the settlement and in "under review" for the organizer', () => {
		const decisions = { publishedAt: 0 };
		const before = [
			['draft', -Infinity],
			['published', 0],
			['running', 60 * hour]
		] as const;
		probe({ decisions }, [...before, ['closed', final]]);
		probe({ decisions, settledAt: final + 1 }, [
			...before,
			['closed', final],
			['under_review', final + 1]
		]);
		// Settled in the very moment it became final: no time passes in between.
		probe({ decisions, settledAt: final }, [...before, ['under_review', final]]);
	});

	it('takes what was settled before an extension for not settled', () => {
		const each = { decisions: { publishedAt: 0 }, settledAt: final - 1 };
		expect(phaseAt(each, final).phase).toBe('closed');
		expect(phaseAt(each, 10 * final).phase).toBe('closed');
	});

	it('keeps results published while a correction is settled anew', () => {
		const decisions = { publishedAt: 0, resultsPublishedAt: 140 * hour };
		for (const settledAt of [null, 130 * hour, 150 * hour])
			expect(phaseAt({ decisions, settledAt }, 145 * hour).phase).toBe('results_published');
	});

	it('is archived from wherever it stands', () => {
		probe({ decisions: { archivedAt: 5 * hour } }, [
			['draft', -Infinity],
			['archived', 5 * hour]
		]);
		probe({ decisions: { publishedAt: 0, archivedAt: 5 * hour } }, [
			['draft', -Infinity],
			['published', 0],
			['archived', 5 * hour]
		]);
	});

	it('closes a round exactly where timing.ts calls it final', () => {
		const last = { ...rounds[2], opensAt: 80 * hour, closesAt: 120 * hour, openPeriods: [] };
		for (const now of [final - 2, final - 1, final, final + 1]) {
			const phase = phaseAt({ decisions: { publishedAt: 0 } }, now).phase;
			expect(phase).toBe(isRoundFinal(last, now) ? 'closed' : 'running');
		}
	});
});

const instant = fc.nat({ max: 1000 }).map((value) => value * 1000);
const someInstant = fc.option(instant);
const anyDecisions = fc.record({
	publishedAt: someInstant,
	resultsPublishedAt: someInstant,
	archivedAt: someInstant
});
const anyRounds = fc.array(
	fc.tuple(instant, fc.integer({ min: 1, max: 300_000 })).map(([opensAt, length]) => ({
		opensAt,
		closesAt: opensAt + length,
		openPeriods: []
	})),
	{ minLength: 1, maxLength: 5 }
);

describe('phases of any contest', () => {
	it('tile the time line and never go back', () => {
		fc.assert(
			fc.property(anyRounds, anyDecisions, someInstant, (some, decisions, settledAt) => {
				const at = (now: number) => contestPhase({ rounds: some }, decisions, { settledAt }, now);
				let interval = at(-1e9);
				expect(interval).toMatchObject({ phase: 'draft', from: -Infinity });
				for (let steps = 0; Number.isFinite(interval.until); steps++) {
					expect(steps).toBeLessThan(contestPhases.length);
					expect(at(interval.until - 1)).toEqual(interval);
					const next = at(interval.until);
					expect(next.from).toBe(interval.until);
					expect(contestPhases.indexOf(next.phase)).toBeGreaterThan(
						contestPhases.indexOf(interval.phase)
					);
					interval = next;
				}
				expect(at(1e12)).toEqual(interval);
			})
		);
	});

	it('hold for every instant of their interval', () => {
		fc.assert(
			fc.property(
				anyRounds,
				anyDecisions,
				someInstant,
				fc.integer({ min: -10, max: 1_400_000 }),
				(some, decisions, settledAt, now) => {
					const at = (then: number) =>
						contestPhase({ rounds: some }, decisions, { settledAt }, then);
					const interval = at(now);
					expect(interval.from).toBeLessThanOrEqual(now);
					expect(interval.until).toBeGreaterThan(now);
					for (const edge of [interval.from, interval.until - 1])
						if (Number.isFinite(edge)) expect(at(edge)).toEqual(interval);
				}
			)
		);
	});

	it('do not change when a decision is put down that is still to come', () => {
		fc.assert(
			fc.property(
				anyRounds,
				anyDecisions,
				fc.constantFrom('publishedAt', 'resultsPublishedAt', 'archivedAt'),
				fc.nat({ max: 900_000 }),
				(some, decisions, which, now) => {
					const phase = (changed: ContestDecisions) =>
						contestPhase({ rounds: some }, changed, { settledAt: null }, now).phase;
					const without = { ...decisions, [which]: null };
					expect(phase({ ...without, [which]: now + 1 })).toBe(phase(without));
				}
			)
		);
	});
});

describe('contestOpensAt', () => {
	it('is the earliest opening, in whatever order the rounds stand', () => {
		expect(contestOpensAt(rounds)).toBe(60 * hour);
		expect(contestOpensAt(rounds.slice(0, 1))).toBe(100 * hour);
	});
});

describe('what an organizer may do', () => {
	const table: Record<ContestAction, ContestPhase[]> = {
		edit_rules: ['draft'],
		publish: ['draft'],
		correct: ['published', 'running', 'closed', 'under_review', 'results_published'],
		wipe_rehearsal: ['running', 'closed', 'under_review', 'results_published'],
		draw_lots: ['under_review'],
		publish_results: ['under_review'],
		archive: ['draft', 'published', 'under_review', 'results_published']
	};

	it.each(contestActions)('%s only in its phases', (action) => {
		expect(contestPhases.filter((phase) => mayAct(action, phase))).toEqual(table[action]);
	});
});
