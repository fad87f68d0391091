import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AttemptRef } from '#lib/domain/attempt-ref.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { responseGrace } from '#lib/domain/timing.ts';
import type { App } from '#lib/server/app.ts';
import type { SaveResult } from '#lib/server/attempts/attempts.service.ts';
import { createContestWorld, minute, type ContestWorld } from '../support/contest-world.ts';
import { recompute, storedResult } from '../support/exam.ts';
import { untilBlocked } from '../support/locks.ts';
import { morning } from '../support/test-app.ts';

let world: ContestWorld;
beforeAll(async () => {
	world = await createContestWorld();
	// Every change of an attempt is written down by the database itself.
	await world.sql`create table attempt_change (attempt_id uuid, closes boolean)`;
	await world.sql`
		create function note_attempt_change() returns trigger language plpgsql as $$
		begin
			insert into attempt_change
			values (new.id, old.status = 'in_progress' and new.status <> 'in_progress');
			return new;
		end $$`;
	await world.sql`
		create trigger attempt_change after update on attempt
		for each row execute function note_attempt_change()`;
});
afterEach(() => void (world.clock.time = morning));
afterAll(() => world.close());

/** People who need no session: whoever is asked for trusts the actor it is given. */
async function actors(count: number): Promise<Actor[]> {
	const people = await world.people('SO.P2', count);
	return people.map(({ personId, staffCode }) => ({
		...{ accountId: staffCode, personId, displayName: staffCode, grants: [] }
	}));
}

/** Attempts of the contest that were not changed exactly once, by closing them. */
async function notClosedOnce(contestId: number): Promise<readonly unknown[]> {
	return world.sql`
		select attempt.id, status, count(closes)::integer as changes from attempt
		left join attempt_change on attempt_id = attempt.id
		where contest_id = ${contestId}
		group by attempt.contest_id, attempt.id
		having count(*) filter (where closes) <> 1 or count(closes) <> 1`;
}

const lastMoment = morning + 20 * minute + responseGrace;

describe('closing', () => {
	it('loses no acknowledged response and closes once, whoever saves, submits and sweeps', async () => {
		const nodes: App[] = [world.app, world.node(), world.node({ pool: 2 })];
		// The clocks of two machines are never quite the same: one is past the end already.
		const sweepers = [1, 2].map((ahead) =>
			world.node({ clock: { now: () => world.clock.time + ahead } })
		);
		const contest = await world.contest();
		for (let round = 0; round < 6; round++) {
			world.clock.time = morning;
			const candidates = await Promise.all(
				(await actors(30)).map(async (actor) => ({
					actor,
					ref: await world.app.attempts.start(actor, contest.id)
				}))
			);
			world.clock.time = lastMoment;
			const acknowledged = new Map<string, number[]>();
			const work = candidates.flatMap(({ actor, ref }, index) => {
				const saves = Array.from({ length: 8 }, async (_, number) => {
					// Spread over the event loop, so that saves meet closings at every stage.
					for (let turn = 0; turn < number * 3; turn++) {
						await new Promise((resolve) => setImmediate(resolve));
					}
					const node = nodes[(index + number) % nodes.length]!;
					const events = [1, 2].map((step) => ({
						sequence: number * 2 + step,
						item: (number + step) % 5,
						chosen: [(round + number) % 2]
					}));
					const act = number === 5 && index % 3 > 0 ? node.attempts.submit : node.attempts.save;
					const { saved } = await act(actor, ref, events);
					acknowledged.set(ref.attemptId, [...(acknowledged.get(ref.attemptId) ?? []), ...saved]);
				});
				return saves;
			});
			await Promise.all([...work, ...sweepers.map((app) => app.closing.sweep())]);
			world.clock.time += 1;
			await world.app.closing.sweep();
			for (const { ref } of candidates) {
				const logged = await world.sql<{ sequence: number }[]>`
					select sequence from response_event where attempt_id = ${ref.attemptId}
					order by sequence`;
				const said = (acknowledged.get(ref.attemptId) ?? []).sort((a, b) => a - b);
				expect(logged.map(({ sequence }) => sequence)).toEqual(said);
				expect(await storedResult(world.sql, ref)).toMatchObject(await recompute(world.sql, ref));
			}
		}
		expect(await notClosedOnce(contest.id)).toEqual([]);
		const [counts] = await world.sql`
			select count(*)::integer as standings from standing where contest_id = ${contest.id}`;
		expect(counts).toEqual({ standings: 180 });
	});

	it.each<[string, (app: App, actor: Actor, ref: AttemptRef) => Promise<unknown>]>([
		['the person', (app, actor, ref) => app.attempts.submit(actor, ref, [])],
		['the sweeper', (app) => app.closing.sweep()]
	])('by %s lets nothing in between reading the log and writing the result', async (who, close) => {
		const contest = await world.contest();
		const [actor] = (await actors(1)) as [Actor];
		const ref = await world.app.attempts.start(actor, contest.id);
		const ahead = world.node({ clock: { now: () => world.clock.time + 1 } });
		world.clock.time = lastMoment;
		const { saved } = await world.sql.begin(async (sql) => {
			await sql`lock table standing in share mode`;
			const closed = close(who === 'the sweeper' ? ahead : world.app, actor, ref);
			await untilBlocked(world.sql, 1);
			const save = world.app.attempts.save(actor, ref, [{ sequence: 1, item: 0, chosen: [0] }]);
			await untilBlocked(world.sql, 2);
			return { saved: Promise.all([save, closed]) };
		});
		const [answer] = await saved;
		expect(answer).toMatchObject({ saved: [], refused: [{ sequence: 1, code: 'ATTEMPT_CLOSED' }] });
		expect(await storedResult(world.sql, ref)).toMatchObject({ answered: 0 });
	});

	it('waits for responses that are being written', async () => {
		const contest = await world.contest();
		const [actor] = (await actors(1)) as [Actor];
		const ref = await world.app.attempts.start(actor, contest.id);
		const done = await world.sql
			.begin(async (sql) => {
				await sql`
					insert into response_event (contest_id, attempt_id, sequence, client, item, chosen, received_at)
					values (${ref.contestId}, ${ref.attemptId}, 1, 0, 4, 0, now())`;
				const save = world.app.attempts.save(actor, ref, [{ sequence: 1, item: 0, chosen: [0] }]);
				await untilBlocked(world.sql, 1);
				const submit = world.app.attempts.submit(actor, ref, []);
				await untilBlocked(world.sql, 2);
				throw Object.assign(new Error('rolled back'), { answers: Promise.all([save, submit]) });
			})
			.catch((error: Error & { answers: Promise<[SaveResult, SaveResult]> }) => error);
		const [answer] = await (done as { answers: Promise<[SaveResult, SaveResult]> }).answers;
		expect(answer).toMatchObject({ saved: [1] });
		expect(await storedResult(world.sql, ref)).toMatchObject({ answered: 1 });
	});

	it('by two sweepers at once closes each attempt once', async () => {
		const contest = await world.contest();
		const people = await actors(650);
		await Promise.all(people.map((actor) => world.app.attempts.start(actor, contest.id)));
		world.clock.time = lastMoment + 1;
		const other = world.node();
		const closed = await Promise.all([
			world.app.closing.sweep(),
			other.closing.sweep(),
			world.app.closing.sweep()
		]);
		expect(closed.reduce((sum, each) => sum + each)).toBe(650);
		expect(await world.app.closing.sweep()).toBe(0);
		expect(await notClosedOnce(contest.id)).toEqual([]);
	});
});
