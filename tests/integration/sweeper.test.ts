import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { responseGrace } from '#lib/domain/timing.ts';
import { startSweeper } from '#lib/server/sweeper.ts';
import { createContestWorld, minute, type ContestWorld } from '../support/contest-world.ts';
import { storedResult } from '../support/exam.ts';
import { morning } from '../support/test-app.ts';
import { waitUntil } from '../support/wait-until.ts';

let world: ContestWorld;
beforeAll(async () => void (world = await createContestWorld()));
afterEach(() => void (world.clock.time = morning));
afterAll(() => world.close());

async function overdue() {
	const contest = await world.contest();
	const { actor } = await world.candidate();
	const ref = await world.app.attempts.start(actor, contest.id);
	return { ref, after: morning + 20 * minute + responseGrace + 1 };
}

it('closes what is overdue while the node runs, also after an error, until it is ended', async () => {
	const errors: unknown[] = [];
	const { ref, after } = await overdue();
	// What the first sweep needs is not there.
	await world.sql`alter table standing rename to standing_away`;
	world.clock.time = after;
	const end = startSweeper(world.app, (error) => errors.push(error));
	try {
		await waitUntil('the sweep fails', () => errors.length > 0);
		expect(await storedResult(world.sql, ref)).toBeNull();
		await world.sql`alter table standing_away rename to standing`;
		await waitUntil('the attempt is closed', () => storedResult(world.sql, ref));
	} finally {
		await end();
	}
	world.clock.time = morning;
	const later = await overdue();
	world.clock.time = later.after;
	expect(await storedResult(world.sql, later.ref)).toBeNull();
});
