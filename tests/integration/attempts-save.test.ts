import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { AttemptRef } from '#lib/domain/attempt-ref.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { responseGrace } from '#lib/domain/timing.ts';
import type { App } from '#lib/server/app.ts';
import { createContestWorld, minute, type ContestWorld } from '../support/contest-world.ts';
import { answerSheet, choices, recompute, storedResult } from '../support/exam.ts';
import { untilBlocked } from '../support/locks.ts';
import { morning } from '../support/test-app.ts';

let world: ContestWorld;
let other: App;
let contestId: number;
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

const save = (actor: Actor, ref: AttemptRef, ...events: [number, number, number[]][]) =>
	world.app.attempts.save(
		actor,
		ref,
		events.map(([sequence, item, chosen]) => ({ sequence, item, chosen }))
	);

describe('saving', () => {
	it('commits what it names as saved, with the server’s time and deadline', async () => {
		const { actor, ref } = await begin();
		world.clock.time += 5_000;
		expect(await save(actor, ref, [1, 0, [0]], [2, 1, [1]])).toEqual({
			saved: [1, 2],
			refused: [],
			nextSequence: null,
			deadline: morning + 20 * minute,
			serverTime: morning + 5_000
		});
		const rows = await world.sql`
			select sequence, item, received_at from response_event
			where attempt_id = ${ref.attemptId} order by sequence`;
		expect(rows).toEqual([
			{ sequence: 1, item: 0, received_at: new Date(morning + 5_000) },
			{ sequence: 2, item: 1, received_at: new Date(morning + 5_000) }
		]);
	});

	it('does not take the same choice of another page under the same number for a repeat', async () => {
		const { actor, ref } = await begin();
		const event = { sequence: 1, item: 0, chosen: [0] };
		await world.app.attempts.save(actor, ref, [{ ...event, client: 1 }]);
		const again = await world.app.attempts.save(actor, ref, [{ ...event, client: 1 }]);
		expect(again).toMatchObject({ saved: [1], refused: [] });
		expect(await world.app.attempts.save(actor, ref, [{ ...event, client: 2 }])).toMatchObject({
			saved: [],
			refused: [{ sequence: 1, code: 'SEQUENCE_CONFLICT' }],
			nextSequence: 2
		});
	});

	it('does not let a submit undo a choice by an earlier one whose number was taken', async () => {
		const { actor, ref } = await begin();
		await world.app.attempts.save(actor, ref, [{ sequence: 1, client: 1, item: 1, chosen: [0] }]);
		await world.app.attempts.submit(actor, ref, [
			{ sequence: 1, client: 2, item: 0, chosen: [0] },
			{ sequence: 2, client: 2, item: 0, chosen: [1] }
		]);
		const attempt = await world.app.attempts.find(actor, ref);
		expect((await world.app.attempts.progress(attempt)).chosen).toEqual({ 0: [1], 1: [0] });
	});

	it('refuses each bad choice by name and saves the rest', async () => {
		const { actor, ref } = await begin();
		const { paper } = await world.app.attempts.find(actor, ref);
		const types = await world.sql<{ id: number; type: string }[]>`
			select id, type from item_version`;
		const oneAnswer = paper.findIndex((place) =>
			types.some((item) => item.id === place.versionId && item.type !== 'multiple')
		);
		const answer = await save(
			actor,
			ref,
			[1, 5, [0]],
			[2, 0, [7]],
			[3, oneAnswer, [0, 1]],
			[4, 0, [0]],
			[5, 199, []]
		);
		expect(answer).toMatchObject({
			saved: [4],
			refused: [
				{ sequence: 1, code: 'ITEM_NOT_ON_PAPER' },
				{ sequence: 2, code: 'OPTION_NOT_ON_PAPER' },
				{ sequence: 3, code: 'TOO_MANY_OPTIONS' },
				{ sequence: 5, code: 'ITEM_NOT_ON_PAPER' }
			]
		});
		const [row] = await world.sql`
			select count(*)::integer as events from response_event where attempt_id = ${ref.attemptId}`;
		expect(row).toEqual({ events: 1 });
	});

	it('acknowledges a repeat and writes it once', async () => {
		const { actor, ref } = await begin();
		for (const app of [world.app, other, world.app]) {
			const events = [{ sequence: 1, item: 0, chosen: [1] }];
			expect(await app.attempts.save(actor, ref, [...events, ...events])).toMatchObject({
				saved: [1, 1],
				refused: []
			});
		}
		const [row] = await world.sql`
			select count(*)::integer as events from response_event where attempt_id = ${ref.attemptId}`;
		expect(row).toEqual({ events: 1 });
	});

	it('refuses another choice under a used number and tells the next free one', async () => {
		const { actor, ref } = await begin();
		await save(actor, ref, [1, 0, [0]], [7, 1, [0]]);
		const answer = await save(actor, ref, [1, 0, [1]], [8, 2, [0]], [7, 1, [0]]);
		expect(answer).toMatchObject({
			saved: [7, 8],
			refused: [{ sequence: 1, code: 'SEQUENCE_CONFLICT' }],
			nextSequence: 9
		});
		const { progress } = await world.app.sittings.exam(actor, ref);
		expect(progress).toEqual({ chosen: { 0: [0], 1: [0], 2: [0] }, nextSequence: 9 });
	});

	it('lets one of two choices under the same number in, whoever sends them when', async () => {
		const { actor, ref } = await begin();
		for (let sequence = 1; sequence <= 10; sequence++) {
			const answers = await Promise.all(
				[world.app, other].map((app, option) =>
					app.attempts.save(actor, ref, [{ sequence, item: 0, chosen: [option] }])
				)
			);
			expect(answers.flatMap(({ saved }) => saved)).toEqual([sequence]);
			expect(answers.flatMap(({ refused }) => refused)).toEqual([
				{ sequence, code: 'SEQUENCE_CONFLICT' }
			]);
			const winner = answers.findIndex(({ saved }) => saved.length > 0);
			const { progress } = await world.app.sittings.exam(actor, ref);
			expect(progress.chosen[0]).toEqual([winner]);
		}
	});

	it('takes the same responses in different orders at once', async () => {
		const { actor, ref } = await begin();
		const events = (...sequences: number[]) =>
			sequences.map((sequence) => ({ sequence, item: sequence, chosen: [] }));
		const { answers } = await world.sql.begin(async (sql) => {
			// Holds back both statements in their middle.
			await sql`
				insert into response_event (contest_id, attempt_id, sequence, client, item, chosen, received_at)
				values (${ref.contestId}, ${ref.attemptId}, 3, 0, 3, 0, now())`;
			const first = world.app.attempts.save(actor, ref, events(1, 3, 2));
			const second = other.attempts.save(actor, ref, events(2, 3, 1));
			await untilBlocked(world.sql, 2);
			return { answers: Promise.all([first, second]) };
		});
		for (const { saved } of await answers) expect(saved).toEqual([1, 2, 3]);
	});

	it('does not depend on the order, grouping and repetition of requests', async () => {
		const event = fc.record({
			item: fc.nat({ max: 4 }),
			chosen: fc.subarray([0, 1], { maxLength: 1 })
		});
		const plan = fc
			.array(event, { minLength: 1, maxLength: 12 })
			.map((list) => list.map((each, index) => ({ ...each, sequence: index + 1 })))
			.chain((list) =>
				fc.tuple(
					fc.constant(list),
					fc
						.shuffledSubarray([...list, ...list], { minLength: list.length })
						.map((some) => [...some, ...list]),
					fc.integer({ min: 1, max: 5 })
				)
			);
		await fc.assert(
			fc.asyncProperty(plan, async ([list, sent, size]) => {
				const { actor, ref } = await begin();
				const requests: Promise<unknown>[] = [];
				for (let start = 0; start < sent.length; start += size) {
					const app = start % 2 === 0 ? world.app : other;
					requests.push(app.attempts.save(actor, ref, sent.slice(start, start + size)));
				}
				await Promise.all(requests);
				const expected: Record<number, readonly number[]> = {};
				for (const { item, chosen } of list) expected[item] = chosen;
				const { progress } = await world.app.sittings.exam(actor, ref);
				expect(progress).toEqual({ chosen: expected, nextSequence: list.length + 1 });
			}),
			{ numRuns: 25 }
		);
	});
});

describe('the end of the time', () => {
	it('is the deadline and its grace, to the millisecond', async () => {
		const { actor, ref } = await begin();
		const last = morning + 20 * minute + responseGrace;
		world.clock.time = last;
		expect(await save(actor, ref, [1, 0, [0]])).toMatchObject({ saved: [1], refused: [] });
		world.clock.time = last + 1;
		expect(await save(actor, ref, [1, 0, [0]], [2, 1, [0]], [1, 0, [1]])).toMatchObject({
			saved: [1],
			refused: [
				{ sequence: 1, code: 'DEADLINE_PASSED' },
				{ sequence: 2, code: 'DEADLINE_PASSED' }
			]
		});
		expect(await world.app.closing.sweep()).toBeGreaterThan(0);
		expect(await storedResult(world.sql, ref)).toEqual({
			status: 'auto_submitted',
			...(await recompute(world.sql, ref))
		});
	});

	it('is judged by the arrival at the server, not by what happens later', async () => {
		const { actor, ref } = await begin();
		world.clock.time = morning + 20 * minute + responseGrace;
		const arrived = save(actor, ref, [1, 0, [0]]);
		world.clock.time += 60_000;
		expect(await arrived).toMatchObject({ saved: [1], refused: [] });
	});
});

describe('after the attempt is closed', () => {
	it('nothing new is saved, and what was saved is still acknowledged', async () => {
		const { actor, ref } = await begin();
		const { right } = await answerSheet(world.sql, ref);
		const [first, second, third] = choices(right.slice(0, 3));
		await world.app.attempts.save(actor, ref, [first!]);
		await world.app.attempts.submit(actor, ref, [second!]);
		for (const app of [world.app, other]) {
			expect(await app.attempts.save(actor, ref, [first!, second!, third!])).toMatchObject({
				saved: [1, 2],
				refused: [{ sequence: 3, code: 'ATTEMPT_CLOSED' }]
			});
		}
		expect(await storedResult(world.sql, ref)).toMatchObject({ correct: 2, answered: 2 });
	});
});

describe('the log', () => {
	it('cannot be changed, not even past the services', async () => {
		const { actor, ref } = await begin();
		await save(actor, ref, [1, 0, [0]]);
		const where = world.sql`where attempt_id = ${ref.attemptId}`;
		await expect(world.sql`update response_event set chosen = 0 ${where}`).rejects.toThrow(
			'rows of response_event are immutable'
		);
		await expect(world.sql`delete from response_event ${where}`).rejects.toThrow(
			'rows of response_event are immutable'
		);
	});
});
