import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createContestWorld, type ContestWorld } from '../support/contest-world.ts';
import { startRealtimeServer, type RealtimeServer } from '../support/realtime.ts';
import { waitUntil } from '../support/wait-until.ts';

let world: ContestWorld;
let server: RealtimeServer;
let contestId: number;
beforeAll(async () => {
	world = await createContestWorld();
	contestId = (await world.contest()).id;
});
beforeEach(async () => void (server = await startRealtimeServer(world.app)));
afterEach(async () => {
	await server.close();
	expect(server.errors).toEqual([]);
});
afterAll(() => world.close());

async function submit(): Promise<void> {
	const { actor } = await world.candidate();
	const ref = await world.app.attempts.start(actor, contestId);
	await world.app.attempts.submit(actor, ref, []);
}

describe('what a client sends', () => {
	it('is refused where it is wrong, and the connection goes on', async () => {
		const page = await server.connect();
		const wrong = [
			...[undefined, null, 0, -1, 1.5, '1', [], {}, { contestId: '1' }, { contestId: 0 }],
			...[{ contestId: 2 ** 31 }, { contestId: NaN }, { contestId: { toString: 1 } }]
		];
		for (const value of wrong) {
			for (const event of ['board:subscribe', 'participation:subscribe']) {
				expect(await page.send(event, value)).toEqual({ ok: false, code: 'INVALID_INPUT' });
			}
		}
		expect(await page.board(contestId)).toMatchObject({ ok: true });
	});

	it('without a callback, with too many values or by unknown names does no harm', async () => {
		const page = await server.connect();
		const emit = (event: string, ...values: unknown[]) =>
			(page.socket as unknown as { emit(event: string, ...values: unknown[]): void }).emit(
				event,
				...values
			);
		emit('board:subscribe', { contestId });
		emit('board:subscribe');
		emit('board:subscribe', 'no function', 'instead of a callback');
		emit('board:unsubscribe');
		emit('board:unsubscribe', null);
		emit('participation:subscribe', { contestId, unitId: 1 }, 5, 6, 7);
		emit('participation:unsubscribe', 'x');
		emit('khong:co', { a: 1 });
		expect(await page.board(contestId)).toMatchObject({ ok: true });
		await submit();
		await waitUntil('pushes arrive', () => page.boards.length > 0);
	});

	it('ends the connection when it is huge, and nobody else’s', async () => {
		const [page, other] = [
			await server.connect(undefined, { reconnection: false }),
			await server.connect()
		];
		const socket = page.socket as unknown as { emit(event: string, value: unknown): void };
		socket.emit('board:subscribe', { contestId, filler: 'x'.repeat(100_000) });
		await waitUntil('the connection is closed', () => !page.socket.connected);
		expect(await other.board(contestId)).toMatchObject({ ok: true });
	});

	it('joins a bounded number of rooms, also when asked all at once', async () => {
		const contests = await Promise.all(Array.from({ length: 16 }, () => world.contest()));
		const page = await server.connect();
		const answers = await Promise.all(contests.map(({ id }) => page.board(id)));
		const refused = answers.filter((answer) => !answer.ok);
		expect(answers.length - refused.length).toBe(11);
		expect(new Set(refused.map((answer) => (answer.ok ? '' : answer.code)))).toEqual(
			new Set(['RATE_LIMITED'])
		);
		// Leaving a room makes place; a room one is in already can be asked for again.
		const kept = contests[answers.findIndex((answer) => answer.ok)]!;
		expect(await page.board(kept.id)).toMatchObject({ ok: true });
		page.socket.emit('board:unsubscribe', { contestId: kept.id });
		const missing = contests[answers.findIndex((answer) => !answer.ok)]!;
		expect(await page.board(missing.id)).toMatchObject({ ok: true });
	});
});

describe('who connects', () => {
	it('comes from this site, or from no site at all', async () => {
		for (const origin of ['http://evil.example', 'null', `${server.url}0`, 'http://127.0.0.1']) {
			const page = server.open(undefined, { extraHeaders: { origin }, reconnection: false });
			let error: Error | undefined;
			page.socket.on('connect_error', (each) => (error = each));
			await waitUntil(`${origin} is refused`, () => error !== undefined);
			expect(page.socket.connected).toBe(false);
		}
		for (const origin of [server.url, undefined]) {
			const page = await server.connect(undefined, {
				extraHeaders: origin === undefined ? {} : { origin }
			});
			expect(await page.board(contestId)).toMatchObject({ ok: true });
		}
	});

	it('may also poll, from this site', async () => {
		const page = await server.connect(undefined, { transports: ['polling'] });
		expect(await page.board(contestId)).toMatchObject({ ok: true });
		const foreign = server.open(undefined, {
			...{ transports: ['polling'], reconnection: false },
			extraHeaders: { origin: 'http://evil.example' }
		});
		let refused = false;
		foreign.socket.on('connect_error', () => (refused = true));
		await waitUntil('the foreign page is refused', () => refused);
	});

	it('is who the session says; a session that ended, or never was, is nobody', async () => {
		const unitId = world.units.SO.id;
		const focal = await world.account({ grants: [['focal_point', unitId]] });
		const known = await server.connect(focal.token);
		expect(await known.participation(contestId, unitId)).toMatchObject({ ok: true });
		await world.app.sessions.close(focal.token);
		const nobody = { ok: false, code: 'UNAUTHENTICATED' };
		const after = await server.connect(focal.token);
		expect(await after.participation(contestId, unitId)).toEqual(nobody);
		const forged = await server.connect('không có phiên này'.replace(/[^a-z ]/g, ''));
		expect(await forged.participation(contestId, unitId)).toEqual(nobody);
		// Nobody may still watch what is public.
		expect(await forged.board(contestId)).toMatchObject({ ok: true });
	});
});

describe('a connection that breaks', () => {
	it('comes back, and with its subscription gets what it missed', async () => {
		const page = await server.connect();
		let subscriptions = 0;
		const subscribe = async () => {
			const answer = await page.board(contestId);
			if (answer.ok) page.boards.push(answer.value);
			subscriptions++;
		};
		// An answer may come after a push that is newer, so the last one need not be the newest.
		const shown = () => Math.max(...page.boards.map(({ submitted }) => submitted));
		await subscribe();
		page.socket.on('connect', () => void subscribe());
		const before = shown();
		// As when the way breaks: the transport is gone, the client has not asked for it.
		page.socket.io.engine.close();
		await submit();
		await waitUntil('it has subscribed again', () => subscriptions === 2);
		await waitUntil('it shows what it missed', () => shown() === before + 1);
		await submit();
		await waitUntil('it is pushed to again', () => shown() === before + 2);
	});

	it('also comes back after the server was started again', async () => {
		const port = Number(new URL(server.url).port);
		const page = await server.connect();
		let connections = 0;
		page.socket.on('connect', () => connections++);
		await server.stop();
		await waitUntil('the client has noticed', () => !page.socket.connected);
		const again = await startRealtimeServer(world.app, port);
		try {
			await waitUntil('the client is back', () => connections === 1);
			expect(await page.board(contestId)).toMatchObject({ ok: true });
		} finally {
			await again.close();
		}
	});
});
