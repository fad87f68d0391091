import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { responseGrace } from '#lib/domain/timing.ts';
import { createContestWorld, minute, type ContestWorld } from '../support/contest-world.ts';
import { answerSheet, choices } from '../support/exam.ts';
import { startRealtimeServer, type RealtimeServer } from '../support/realtime.ts';
import { morning } from '../support/test-app.ts';
import { waitUntil } from '../support/wait-until.ts';

let world: ContestWorld;
let server: RealtimeServer;
beforeAll(async () => void (world = await createContestWorld()));
beforeEach(async () => void (server = await startRealtimeServer(world.app)));
afterEach(async () => {
	world.clock.time = morning;
	await server.close();
	expect(server.errors).toEqual([]);
});
afterAll(() => world.close());

/** Takes the exam at once, with so many right answers. */
async function sit(contestId: number, right: number): Promise<number> {
	const { actor, personId } = await world.candidate();
	const ref = await world.app.attempts.start(actor, contestId);
	const sheet = await answerSheet(world.sql, ref);
	await world.app.attempts.submit(actor, ref, choices(sheet.right.slice(0, right)));
	return personId;
}

describe('a board', () => {
	it('is given on subscribing and pushed after a submit', async () => {
		const { id } = await world.contest();
		const first = await sit(id, 3);
		const page = await server.connect();
		expect(await page.board(id)).toMatchObject({
			ok: true,
			value: { contestId: id, submitted: 1, people: [{ personId: first, score: 300, rank: 1 }] }
		});
		const second = await sit(id, 5);
		const pushed = await waitUntil('the board shows the submit', () =>
			page.boards.find(({ people }) => people[0]?.personId === second)
		);
		expect(pushed).toMatchObject({
			...{ contestId: id, submitted: 2, attempts: 2 },
			people: [
				{ rank: 1, personId: second, score: 500 },
				{ rank: 2, personId: first, score: 300 }
			]
		});
	});

	it('is pushed to everybody who watches, and to nobody else', async () => {
		const [watched, other] = [await world.contest(), await world.contest()];
		const pages = await Promise.all([1, 2, 3].map(() => server.connect()));
		const [left, elsewhere] = await Promise.all([server.connect(), server.connect()]);
		for (const page of [...pages, left]) await page.board(watched.id);
		await elsewhere.board(other.id);
		left.socket.emit('board:unsubscribe', { contestId: watched.id });
		// Requests of one socket are dealt with in order.
		await left.board(other.id);
		await sit(watched.id, 1);
		for (const page of pages) {
			await waitUntil('the push arrives', () => page.boards.at(-1)?.submitted === 1);
		}
		expect([...left.boards, ...elsewhere.boards]).toEqual([]);
	});

	it('coalesces many submits, and the last push is right', async () => {
		const { id } = await world.contest();
		const page = await server.connect();
		await page.board(id);
		const candidates = await world.candidates('SO.P1', 60);
		const begun = performance.now();
		await Promise.all(
			candidates.map(async ({ actor }) => {
				const ref = await world.app.attempts.start(actor, id);
				await world.app.attempts.submit(actor, ref, []);
			})
		);
		await waitUntil('the last submit is shown', () => page.boards.at(-1)?.submitted === 60);
		const seconds = (performance.now() - begun) / 1_000;
		// 120 changes; never more than one push per interval of 0.4 s.
		expect(page.boards.length).toBeLessThanOrEqual(Math.ceil(seconds / 0.4) + 1);
		expect(page.boards.at(-1)).toMatchObject({ submitted: 60, attempts: 60 });
		const answer = await page.board(id);
		expect(answer).toMatchObject({
			value: { people: page.boards.at(-1)?.people, units: page.boards.at(-1)?.units }
		});
	});

	it('is refused while the rules withhold it, but to those who run the contest', async () => {
		const contest = await world.contest({
			release: { score: 'at_submit', answers: 'never', board: 'after_close' }
		});
		const hidden = await world.contest({
			release: { score: 'at_submit', answers: 'never', board: 'never' }
		});
		const draft = await world.app.contests.create(world.administrator, world.draft());
		const role = (grant: 'organizer' | 'focal_point') =>
			world.account({ grants: [[grant, world.units.TINH.id]] });
		const withheld = { ok: false, code: 'RESULTS_WITHHELD' };
		const anybody = await server.connect();
		const candidate = await server.connect((await world.candidate()).token);
		const focal = await server.connect((await role('focal_point')).token);
		for (const page of [anybody, candidate, focal]) {
			expect(await page.board(contest.id)).toEqual(withheld);
			expect(await page.board(hidden.id)).toEqual(withheld);
			expect(await page.board(draft)).toEqual({ ok: false, code: 'CONTEST_NOT_PUBLISHED' });
			expect(await page.board(999_999)).toEqual({ ok: false, code: 'CONTEST_NOT_FOUND' });
		}
		const organizer = await server.connect((await role('organizer')).token);
		expect(await organizer.board(contest.id)).toMatchObject({ ok: true });
		expect(await organizer.board(hidden.id)).toMatchObject({ ok: true });
		await sit(contest.id, 2);
		await waitUntil('the organizer sees it', () => organizer.boards.at(-1)?.submitted === 1);
		for (const page of [anybody, candidate, focal]) expect(page.boards).toEqual([]);

		world.clock.time = morning + 60 * minute + responseGrace + 1;
		expect(await anybody.board(contest.id)).toMatchObject({ ok: true, value: { submitted: 1 } });
		expect(await anybody.board(hidden.id)).toEqual(withheld);
	});

	it('says nothing of people beyond what a board shows', async () => {
		const { id } = await world.contest();
		await sit(id, 4);
		const page = await server.connect();
		const answer = await page.board(id);
		expect(JSON.stringify(answer)).not.toMatch(/staffCode|email|phone|attemptId|CB-\d/);
	});
});
