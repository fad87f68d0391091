import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { responseGrace } from '#lib/domain/timing.ts';
import { createContestWorld, minute, type ContestWorld } from '../support/contest-world.ts';
import { answerSheet, choices } from '../support/exam.ts';
import { untilBlocked } from '../support/locks.ts';
import { morning, refusal } from '../support/test-app.ts';

let world: ContestWorld;
beforeAll(async () => void (world = await createContestWorld()));
afterEach(() => void (world.clock.time = morning));
afterAll(() => world.close());

const dump = (contestId: number) =>
	Promise.all([
		world.sql`select * from standing where contest_id = ${contestId} order by person_id`,
		world.sql`select * from participant where contest_id = ${contestId} order by person_id`,
		world.sql`select * from unit_tally where contest_id = ${contestId} and submitted > 0 order by unit_id`,
		world.sql`select * from standing_stretch where contest_id = ${contestId} order by place`
	]);

/** Takes the exam once with so many right answers, in so much time. */
async function sit(
	candidate: { actor: Parameters<typeof world.app.attempts.start>[0] },
	contestId: number,
	right: number,
	duration: number
) {
	const ref = await world.app.attempts.start(candidate.actor, contestId);
	const sheet = await answerSheet(world.sql, ref);
	world.clock.time += duration;
	await world.app.attempts.submit(candidate.actor, ref, choices(sheet.right.slice(0, right)));
	return ref;
}

describe('standings', () => {
	it('keep the best of several attempts, in whatever order they come', async () => {
		const contest = await world.contest({ passPercent: 60 });
		const { round } = await world.app.contests.find(contest.id);
		const find = async (personId: number) =>
			world.app.standings.ofPerson(await world.app.contests.find(contest.id), personId);
		const candidate = await world.candidate();
		expect(round.id).toBe(contest.roundId);
		expect(await find(candidate.personId)).toBeNull();

		const first = await sit(candidate, contest.id, 2, minute);
		expect(await find(candidate.personId)).toMatchObject({
			...{ attemptId: first.attemptId, score: 200, passed: false, rank: 1, people: 1 }
		});
		const better = await sit(candidate, contest.id, 4, 3 * minute);
		expect(await find(candidate.personId)).toMatchObject({
			...{ attemptId: better.attemptId, score: 400, duration: 3 * minute, passed: true }
		});
		// Worse, as good but slower, as good and as fast but later: the earlier one stands.
		await sit(candidate, contest.id, 3, minute);
		await sit(candidate, contest.id, 4, 4 * minute);
		await sit(candidate, contest.id, 4, 3 * minute);
		expect(await find(candidate.personId)).toMatchObject({ attemptId: better.attemptId });
		const faster = await sit(candidate, contest.id, 4, 2 * minute);
		expect(await find(candidate.personId)).toMatchObject({ attemptId: faster.attemptId });
		const [counted] = await world.sql`
			select attempts from participant where person_id = ${candidate.personId}`;
		expect(counted).toEqual({ attempts: 6 });
	});

	it('built again from the attempts are the same to the byte', async () => {
		const contest = await world.contest({ passPercent: 50, closesAt: morning + 600 * minute });
		const candidates = await world.candidates('XA.T1', 12);
		const step = fc.record({
			who: fc.nat({ max: candidates.length - 1 }),
			right: fc.nat({ max: 5 }),
			// Few values: ties of every kind.
			duration: fc.constantFrom(0, 1_000, 2_000),
			forgets: fc.boolean()
		});
		for (const { who, right, duration, forgets } of fc.sample(step, { seed: 57, numRuns: 80 })) {
			const candidate = candidates[who]!;
			if (forgets && right === 0) {
				await world.app.attempts.start(candidate.actor, contest.id);
				world.clock.time += 20 * minute + responseGrace + 1;
				await world.app.closing.sweep();
			} else {
				await sit(candidate, contest.id, right, duration);
			}
		}
		await world.app.attempts.start(candidates[0]!.actor, contest.id);
		const before = await dump(contest.id);
		expect(before[0].length).toBeGreaterThan(5);
		const people = await world.app.standings.rebuild(world.administrator, contest.id);
		expect(people).toBe(before[0].length);
		expect(await dump(contest.id)).toEqual(before);

		// Also when they were lost or wrong.
		await world.sql`delete from standing where contest_id = ${contest.id} and score > 200`;
		await world.sql`update standing set score = 1 where contest_id = ${contest.id}`;
		await world.sql`update unit_tally set submitted = 7 where contest_id = ${contest.id}`;
		await world.sql`update standing_stretch set people = 3 where contest_id = ${contest.id}`;
		await world.sql`update participant set attempts = 99 where contest_id = ${contest.id}`;
		await world.app.standings.rebuildAsOperator(contest.id);
		expect(await dump(contest.id)).toEqual(before);
	});

	it('can be built again while people start and submit', async () => {
		const contest = await world.contest();
		const candidates = await world.candidates('SO.P2', 60);
		const rebuilding = (async () => {
			for (let round = 0; round < 15; round++) {
				await world.app.standings.rebuildAsOperator(contest.id);
			}
		})();
		await Promise.all([
			rebuilding,
			...candidates.map(async ({ actor }, index) => {
				const ref = await world.app.attempts.start(actor, contest.id);
				if (index % 2 === 0) await world.app.attempts.submit(actor, ref, []);
			})
		]);
		const kept = await dump(contest.id);
		expect(kept.slice(0, 2).map((rows) => rows.length)).toEqual([30, 60]);
		await world.app.standings.rebuildAsOperator(contest.id);
		expect(await dump(contest.id)).toEqual(kept);
	});

	it('let a start wait while people are counted again', async () => {
		const contest = await world.contest();
		const [early, late] = await world.candidates('SO.P2', 2);
		await world.app.attempts.start(early!.actor, contest.id);
		// Holds the rebuild between forgetting the counters and counting again.
		await world.sql`
			create function hold_rebuild() returns trigger language plpgsql as $$
			begin
				perform pg_advisory_xact_lock(57);
				return null;
			end $$`;
		await world.sql`
			create trigger hold_rebuild after delete on participant
			for each statement execute function hold_rebuild()`;
		const { done } = await world.sql.begin(async (sql) => {
			await sql`select pg_advisory_xact_lock(57)`;
			const rebuilt = world.app.standings.rebuildAsOperator(contest.id);
			await untilBlocked(world.sql, 1);
			const started = world.app.attempts.start(late!.actor, contest.id);
			await untilBlocked(world.sql, 2);
			return { done: Promise.all([rebuilt, started]) };
		});
		await done;
		await world.sql`drop function hold_rebuild cascade`;
		const [, participants] = await dump(contest.id);
		expect(participants.map(({ attempts }) => attempts)).toEqual([1, 1]);
	});

	it('are rebuilt only by those who manage the contest', async () => {
		const contest = await world.contest({}, { unitId: world.units.SO.id });
		const rebuild = async (role: 'organizer' | 'focal_point', unitId: number) => {
			const { actor } = await world.account({ grants: [[role, unitId]] });
			return refusal(world.app.standings.rebuild(actor, contest.id));
		};
		expect(await refusal(world.app.standings.rebuild(null, contest.id))).toBe('UNAUTHENTICATED');
		expect(await rebuild('focal_point', world.units.SO.id)).toBe('FORBIDDEN');
		expect(await rebuild('organizer', world.units.XA.id)).toBe('FORBIDDEN');
		expect(await rebuild('organizer', world.units.SO.id)).toBe('nothing was refused');
	});
});
