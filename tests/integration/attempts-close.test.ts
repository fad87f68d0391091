import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AttemptRef } from '#lib/domain/attempt-ref.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { responseGrace } from '#lib/domain/timing.ts';
import type { App } from '#lib/server/app.ts';
import { createContestWorld, minute, type ContestWorld } from '../support/contest-world.ts';
import { answerSheet, choices, recompute, storedResult } from '../support/exam.ts';
import { morning, refusal } from '../support/test-app.ts';

let world: ContestWorld;
let other: App;
let contestId: number;
const deadline = morning + 20 * minute;

beforeAll(async () => {
	world = await createContestWorld();
	other = world.node();
	contestId = (await world.contest()).id;
});
afterEach(() => void (world.clock.time = morning));
afterAll(() => world.close());

async function begin(): Promise<{ actor: Actor; ref: AttemptRef }> {
	const { actor } = await world.candidate();
	return { actor, ref: await world.app.attempts.start(actor, contestId) };
}

describe('submitting', () => {
	it('saves what the page still holds and scores the log', async () => {
		const { actor, ref } = await begin();
		const { right, wrong } = await answerSheet(world.sql, ref);
		await world.app.attempts.save(actor, ref, choices([right[0]!, wrong[1]!, right[2]!]));
		world.clock.time += 5 * minute;
		const last = [
			...choices([right[1]!], { sequence: 4, item: 1 }),
			...choices([[]], { sequence: 5, item: 2 })
		];
		const answer = await world.app.attempts.submit(actor, ref, last);
		expect(answer).toMatchObject({ saved: [4, 5], refused: [] });
		const attempt = await world.app.attempts.find(actor, ref);
		expect(attempt).toMatchObject({
			status: 'submitted',
			result: {
				...{ score: 200, maxScore: 500, correct: 2, answered: 2 },
				...{ endedAt: morning + 5 * minute, duration: 5 * minute }
			}
		});
		expect(await storedResult(world.sql, ref)).toMatchObject(await recompute(world.sql, ref));
	});

	it('again, on whatever node, changes nothing', async () => {
		const { actor, ref } = await begin();
		const { right } = await answerSheet(world.sql, ref);
		await world.app.attempts.submit(actor, ref, choices(right));
		const before = await world.sql`select * from attempt where id = ${ref.attemptId}`;
		world.clock.time += minute;
		for (const app of [world.app, other]) {
			expect(await app.attempts.submit(actor, ref, choices(right))).toMatchObject({
				saved: [1, 2, 3, 4, 5],
				refused: []
			});
			expect(await app.attempts.submit(actor, ref, choices([[]], { sequence: 6 }))).toMatchObject({
				refused: [{ sequence: 6, code: 'ATTEMPT_CLOSED' }]
			});
		}
		expect(await world.sql`select * from attempt where id = ${ref.attemptId}`).toEqual(before);
	});

	it('counts from the first of two requests that come together', async () => {
		const { ref } = await begin();
		let time = morning + minute;
		const ticking = world.node({ clock: { now: () => time++ } });
		await Promise.all([1, 2, 3].map(() => ticking.closing.close(ref, { submitted: true })));
		const [row] = await world.sql`select ended_at from attempt where id = ${ref.attemptId}`;
		expect(row).toEqual({ ended_at: new Date(morning + minute) });
	});

	it('keeps last choices whose numbers another page used', async () => {
		const { actor, ref } = await begin();
		const { right, wrong } = await answerSheet(world.sql, ref);
		await world.app.attempts.save(actor, ref, choices(wrong));
		const answer = await other.attempts.submit(actor, ref, choices(right));
		expect(answer).toMatchObject({ saved: [1, 2, 3, 4, 5], refused: [], nextSequence: null });
		expect(await storedResult(world.sql, ref)).toMatchObject({ correct: 5, answered: 5 });
	});

	it('does not let such a choice come after a later one of the same item', async () => {
		const { actor, ref } = await begin();
		const { right, wrong } = await answerSheet(world.sql, ref);
		// Another page used number 1; this page chose wrongly, and then rightly.
		await world.app.attempts.save(actor, ref, choices([wrong[1]!], { item: 1 }));
		const last = [...choices([wrong[0]!]), ...choices([right[0]!], { sequence: 2 })];
		expect((await other.attempts.submit(actor, ref, last)).saved).toEqual([2]);
		expect(await storedResult(world.sql, ref)).toMatchObject({ correct: 1, answered: 2 });
	});

	it('during the grace counts as submitted, at the deadline; later it was closed by itself', async () => {
		const inGrace = await begin();
		const late = await begin();
		const event = { sequence: 1, item: 0, chosen: [0] };
		world.clock.time = deadline + responseGrace;
		await world.app.attempts.submit(inGrace.actor, inGrace.ref, [event]);
		world.clock.time += 1;
		expect(await world.app.attempts.submit(late.actor, late.ref, [event])).toMatchObject({
			refused: [{ sequence: 1, code: 'DEADLINE_PASSED' }]
		});
		const ended = { endedAt: deadline, duration: 20 * minute };
		expect(await world.app.attempts.find(inGrace.actor, inGrace.ref)).toMatchObject({
			status: 'submitted',
			result: { ...ended, answered: 1 }
		});
		expect(await world.app.attempts.find(late.actor, late.ref)).toMatchObject({
			status: 'auto_submitted',
			result: { ...ended, answered: 0 }
		});
	});
});

describe('a plain form', () => {
	const answers = (chosen: readonly (readonly number[])[]) =>
		new Map(chosen.map((options, item) => [item, [...options]]));

	it('is saved as far as it differs from the log, and submitted', async () => {
		const { actor, ref } = await begin();
		const { right, wrong } = await answerSheet(world.sql, ref);
		await world.app.attempts.save(actor, ref, choices([right[0]!, wrong[1]!, right[2]!]));
		// Item 0 as saved, item 1 changed, item 2 cleared, item 3 new.
		const form = answers([right[0]!, right[1]!, [], right[3]!]);
		expect(await world.app.attempts.submitForm(actor, ref, form)).toMatchObject({
			saved: [4, 5, 6],
			refused: []
		});
		expect(await storedResult(world.sql, ref)).toEqual({
			...{ status: 'submitted', score: 300, maxScore: 500, correct: 3, answered: 3 }
		});
		// Sent again, as by a reload: nothing new.
		expect(await world.app.attempts.submitForm(actor, ref, form)).toMatchObject({
			saved: [],
			refused: []
		});
		expect(await world.app.attempts.submitForm(actor, ref, answers([wrong[0]!]))).toMatchObject({
			saved: [],
			nextSequence: null
		});
		expect(await storedResult(world.sql, ref)).toMatchObject({ score: 300 });
	});

	it('ignores what is not on the paper', async () => {
		const { actor, ref } = await begin();
		const { right } = await answerSheet(world.sql, ref);
		const form = new Map([
			[0, [...right[0]!]],
			[1, [7]],
			[99, [0]]
		]);
		expect(await world.app.attempts.submitForm(actor, ref, form)).toMatchObject({
			saved: [1],
			refused: [{ sequence: 2, code: 'OPTION_NOT_ON_PAPER' }]
		});
		expect(await storedResult(world.sql, ref)).toMatchObject({ correct: 1, answered: 1 });
	});
});

describe('an attempt nobody submitted', () => {
	it('is closed by the sweeper once its grace is over, not before', async () => {
		const { actor, ref } = await begin();
		const { right } = await answerSheet(world.sql, ref);
		await world.app.attempts.save(actor, ref, choices(right));
		world.clock.time = deadline + responseGrace;
		await world.app.closing.sweep();
		expect(await storedResult(world.sql, ref)).toBeNull();
		world.clock.time += 1;
		await world.app.closing.sweep();
		expect(await storedResult(world.sql, ref)).toMatchObject({
			...{ status: 'auto_submitted', correct: 5, answered: 5 }
		});
		expect((await world.app.attempts.find(actor, ref)).result).toMatchObject({
			endedAt: deadline,
			duration: 20 * minute
		});
	});

	it.each<[string, (app: App, actor: Actor, ref: AttemptRef) => Promise<unknown>]>([
		['its page', (app, actor, ref) => refusal(app.sittings.exam(actor, ref))],
		['its result', (app, actor, ref) => app.sittings.result(actor, ref)],
		['the list of attempts', (app, actor) => app.attempts.list(actor, contestId)],
		['another start', (app, actor) => app.attempts.start(actor, contestId)]
	])('is closed by whoever asks for %s first', async (_what, ask) => {
		const { actor, ref } = await begin();
		world.clock.time = deadline + responseGrace + 1;
		const asked = await Promise.all([ask(world.app, actor, ref), ask(other, actor, ref)]);
		expect(await storedResult(world.sql, ref)).toMatchObject({ status: 'auto_submitted' });
		expect(await world.app.attempts.list(actor, contestId)).toHaveLength(
			_what === 'another start' ? 2 : 1
		);
		if (_what === 'its page') expect(asked).toEqual(['ATTEMPT_CLOSED', 'ATTEMPT_CLOSED']);
	});
});
