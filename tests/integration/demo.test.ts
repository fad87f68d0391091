import { mkdtemp, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Answer, BoardSnapshot } from '#lib/realtime/events.ts';
import { createApp, type App } from '#lib/server/app.ts';
import { prepareDemo, type DemoPlace } from '../../src/cli/demo/installation.ts';
import { prepareInstallation } from '../../src/cli/prepare.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { removeFolder, temporaryFolder } from '../support/embedded-postgres.ts';
import { processesNaming, requireBuild, startProgram, type Program } from '../support/program.ts';
import { withServer } from '../support/postgres-server.ts';
import { waitUntil } from '../support/wait-until.ts';

vi.setConfig({ testTimeout: 90_000, hookTimeout: 240_000 });

const root = resolve(import.meta.dirname, '../..');
let folder = '';
const programs: Program[] = [];

function command(dataDir: string): string[] {
	const options = ['--port', '0', '--takers', '5', '--seconds', '1'];
	return [process.execPath, 'src/cli/main.ts', 'demo', '--data-dir', dataDir, ...options];
}

/** Starts a demo and reads what it prints: where it is, its contest, and who can sign in. */
async function startDemo(dataDir: string) {
	const program = startProgram(command(dataDir), { DATABASE_URL: 'postgres://not.used.invalid/x' });
	programs.push(program);
	const [, origin = '', contest = ''] = await program.says(
		/contest +(http:\/\/\S+)\/contests\/(\d+)$/m
	);
	await program.says(/^─+\n[\s\S]*^─+$/m);
	const roles = ['administrator', 'organizer', 'focal point', 'candidate'];
	const users = roles.map(
		(role) => new RegExp(`/ ${role} +(\\S+)`).exec(program.output())?.[1] ?? ''
	);
	return { program, origin, contestId: Number(contest), users };
}

/** Waits until so many people are on the board; gives it. */
async function board(origin: string, contestId: number, people: number): Promise<BoardSnapshot> {
	const socket = io(origin, { transports: ['websocket'] });
	let newest: BoardSnapshot | undefined;
	socket.on('board:update', (snapshot: BoardSnapshot) => (newest = snapshot));
	socket.emit('board:subscribe', { contestId }, (answer: Answer<BoardSnapshot>) => {
		if (answer.ok) newest ??= answer.value;
	});
	try {
		const enough = () => (newest && newest.submitted >= people ? newest : null);
		return await waitUntil(`${people} people are on the board`, enough, 40_000);
	} finally {
		socket.close();
	}
}

async function signIn(origin: string, username: string): Promise<number> {
	const response = await fetch(`${origin}/sign-in`, {
		method: 'POST',
		headers: { origin, accept: 'text/html' },
		body: new URLSearchParams({ username, password: 'hoithi-demo-2026' }),
		redirect: 'manual'
	});
	return response.status;
}

beforeAll(async () => {
	await requireBuild();
	folder = await temporaryFolder();
});

afterEach(async () => {
	for (const program of programs.splice(0)) {
		program.signal('SIGTERM');
		await program.ended;
	}
});

afterAll(async () => {
	const left = await processesNaming(folder);
	await removeFolder(folder);
	expect(left).toEqual([]);
});

it('keeps people taking the exam, ends without a trace and goes on the next time', async () => {
	const dataDir = join(folder, 'dùng thử');
	const first = await startDemo(dataDir);
	const { origin, contestId } = first;
	for (const user of first.users) expect(await signIn(origin, user)).toBe(303);
	const { people } = await board(origin, contestId, 3);
	expect(people[0]).toMatchObject({ rank: 1, maxScore: 2000 });
	expect(people[0]?.score).toBeGreaterThan(0);
	await first.program.says(/Bảng xếp hạng: \d+ người đã nộp bài/);
	expect((await stat(join(dataDir, 'demo.json'))).mode & 0o777).toBe(0o600);
	first.program.signal('SIGTERM');
	expect(await first.program.ended).toBe(0);
	expect(first.program.output()).not.toMatch(/tries again|could not take part|have ended/);
	expect(await processesNaming(dataDir)).toEqual([]);

	const second = await startDemo(dataDir);
	expect(second.users).toEqual(first.users);
	expect(second.contestId).toBe(contestId);
	const before = await board(second.origin, contestId, 3);
	await board(second.origin, contestId, before.submitted + 1);
	// Ctrl+C reaches the candidates too, who wait for what the server's process says.
	second.program.signalGroup('SIGINT');
	expect(await second.program.ended).toBe(0);
	expect(second.program.output()).not.toMatch(/tries again|could not take part|have ended/);
	expect(await processesNaming(dataDir)).toEqual([]);
});

describe('the sample', () => {
	let database: TestDatabase;
	let place: DemoPlace;
	const said: string[] = [];

	beforeEach(async () => {
		database = await createTestDatabase();
		const dataDir = await mkdtemp(join(folder, 'mẫu '));
		place = { databaseUrl: database.url, dataDir, root, say: (line) => said.push(line) };
		await prepareInstallation(database.url, root, () => undefined);
	});

	afterEach(() => database.drop());

	it('is made anew when its making was interrupted', async () => {
		await withApp(database.url, (app) => setUp(app));
		await writeFile(join(place.dataDir, 'demo.json'), '{"made":false}');
		const { logins, contestId } = await prepareDemo(place);
		expect(logins.map(({ role }) => role)).toContain('candidate');
		expect(said.at(-2)).toContain('starting over');
		await withApp(database.url, (app) => app.contests.findPublished(contestId));
	});

	it('is not put into a real installation', async () => {
		await withApp(database.url, (app) => setUp(app));
		await expect(prepareDemo(place)).rejects.toThrow(
			/holds an installation that is no demo: .*\.$/
		);
	});

	it('gets a new contest, and codes that work, once the contest is over', async () => {
		const first = await prepareDemo(place);
		expect(await prepareDemo(place)).toEqual(first);
		const [active] = first.people;
		await withServer(database.url, async (sql) => {
			const soon = Date.now() + 300_000;
			await sql`
				update contest set rules = jsonb_set(rules, '{rounds,0,closesAt}', to_jsonb(${soon}::bigint))`;
		});
		await withApp(database.url, (app) =>
			app.activation.activate({ ...active, password } as never, 'test')
		);
		const second = await prepareDemo(place);
		expect(second.contestId).not.toBe(first.contestId);
		expect(second.people.map(({ staffCode }) => staffCode)).toEqual(
			first.people.map(({ staffCode }) => staffCode)
		);
		expect(second.people[0]?.code).toBeNull();
		await withApp(database.url, (app) =>
			app.activation.activate({ ...second.people[1], password } as never, 'test')
		);
	});
});

const password = 'mật khẩu dài';

async function setUp(app: App): Promise<void> {
	const token = (await app.accounts.issueSetupToken()) ?? '';
	await app.accounts.setUp({ token, displayName: 'Quản trị', username: 'quan-tri', password });
}

async function withApp(databaseUrl: string, work: (app: App) => Promise<unknown>): Promise<void> {
	const app = createApp({ databaseUrl, pool: 2 });
	try {
		await work(app);
	} finally {
		await app.close();
	}
}
