import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile } from 'node:fs/promises';
import { request } from 'node:http';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { io } from 'socket.io-client';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi, type TestContext } from 'vitest';
import { copyDataDir, removeFolder, temporaryFolder } from '../support/embedded-postgres.ts';
import {
	processesNaming,
	requireBuild,
	runProgram,
	startProgram,
	type Program
} from '../support/program.ts';
import { waitUntil } from '../support/wait-until.ts';

// Real processes on a machine that may be busy; a build may come first.
vi.setConfig({ testTimeout: 60_000, hookTimeout: 240_000 });

const command = [process.execPath, 'src/server.ts'];
const administrator = {
	displayName: 'Nguyễn Thị Quản',
	username: 'quan-tri',
	password: 'mật khẩu dài'
};
/** A sentence on a line of its own, without a stack below it. */
const oneSentence = /^[A-ZT].*[^.]\.$/;

let folder = '';
/** A data directory as the first start leaves it: prepared, without an administrator. */
let template = '';
let directories = 0;
const programs: Program[] = [];

/** A data directory of the test's own. */
function newDataDir(options: { fresh?: boolean } = {}): string {
	const dataDir = join(folder, `dữ liệu ${++directories}`);
	return options.fresh ? dataDir : copyDataDir(template, dataDir);
}

function start(settings: Record<string, string>, how: readonly string[] = command): Program {
	const program = startProgram(how, { PORT: '0', LOG_LEVEL: 'warn', ...settings });
	programs.push(program);
	return program;
}

async function serving(program: Program): Promise<string> {
	return (await program.says(/serves on (http:\/\/\S+)/))[1] ?? '';
}

async function setupLink(program: Program): Promise<string> {
	return (await program.says(/^ {2}(http\S+\/setup\?token=\S+)$/m))[1] ?? '';
}

function hasEnded(program: Program): Promise<boolean> {
	return Promise.race([program.ended.then(() => true), Promise.resolve(false)]);
}

/** Sends a form as a page does; gives the status and where it leads. */
async function sendForm(url: string, fields: Record<string, string>) {
	const { origin } = new URL(url);
	const response = await fetch(url, {
		method: 'POST',
		headers: { origin, accept: 'text/html' },
		body: new URLSearchParams(fields),
		redirect: 'manual'
	});
	return { status: response.status, location: response.headers.get('location') };
}

/** A form whose body of `length` bytes is yet to be sent. */
function openForm(url: string, length: number) {
	return request(url, {
		method: 'POST',
		headers: {
			origin: new URL(url).origin,
			accept: 'text/html',
			'content-type': 'application/x-www-form-urlencoded',
			'content-length': length
		}
	});
}

function signIn(origin: string) {
	const { username, password } = administrator;
	return sendForm(`${origin}/sign-in`, { username, password });
}

async function health(origin: string): Promise<number> {
	return (await fetch(`${origin}/api/health`)).status;
}

/** Expects that a start fails with one sentence, and gives it. */
async function failure(
	settings: Record<string, string>,
	how: readonly string[] = command
): Promise<string> {
	const { code, output } = await runProgram(how, { PORT: '0', ...settings });
	const last = output.trim().split('\n').at(-1) ?? '';
	expect(last).toMatch(oneSentence);
	expect(output).not.toMatch(/^\s+at /m);
	expect(code).toBe(1);
	return last;
}

beforeAll(async () => {
	await requireBuild();
	folder = await temporaryFolder();
	template = join(folder, 'mẫu');
	const program = start({ DATA_DIR: template });
	await setupLink(program);
	program.signal('SIGTERM');
	expect(await program.ended).toBe(0);
});

afterEach(async () => {
	for (const program of programs.splice(0)) {
		if (await hasEnded(program)) continue;
		program.signal('SIGTERM');
		await program.ended;
	}
});

afterAll(async () => {
	const left = await processesNaming(folder);
	await removeFolder(folder);
	expect(left).toEqual([]);
});

describe('npm start', () => {
	it('serves from a fresh directory and prints a link that works once', async () => {
		const dataDir = newDataDir({ fresh: true });
		const program = start({ DATA_DIR: dataDir });
		const origin = await serving(program);
		const link = await setupLink(program);
		expect(await health(origin)).toBe(200);
		expect((await fetch(link)).status).toBe(200);

		const token = new URL(link).searchParams.get('token') ?? '';
		expect(await sendForm(`${origin}/setup`, { token, ...administrator })).toMatchObject({
			status: 303
		});
		const again = { token, ...administrator, username: 'ke-khac' };
		expect((await sendForm(`${origin}/setup`, again)).status).toBe(409);
		expect((await fetch(link)).status).toBe(409);
		expect(await signIn(origin)).toEqual({ status: 303, location: '/' });

		program.signal('SIGTERM');
		expect(await program.ended).toBe(0);
		expect(await processesNaming(dataDir)).toEqual([]);
	});

	it('recovers everything after it was killed', async () => {
		const dataDir = newDataDir();
		const killed = start({ DATA_DIR: dataDir });
		const link = await setupLink(killed);
		const token = new URL(link).searchParams.get('token') ?? '';
		await sendForm(new URL('/setup', link).href, { token, ...administrator });
		killed.signal('SIGKILL');
		expect(await killed.ended).toBe('SIGKILL');

		const program = start({ DATA_DIR: dataDir });
		const origin = await serving(program);
		expect(await signIn(origin)).toEqual({ status: 303, location: '/' });
		expect(program.output()).toContain('left behind');
		expect(program.output()).not.toContain('/setup?token=');
		program.signal('SIGTERM');
		expect(await program.ended).toBe(0);
	});

	it('ends with a sentence when its PostgreSQL is killed', async () => {
		const dataDir = newDataDir();
		const program = start({ DATA_DIR: dataDir });
		await serving(program);
		const cluster = join(dataDir, 'postgres/cluster');
		const [pid = ''] = (await readFile(join(cluster, 'postmaster.pid'), 'utf8')).split('\n');
		process.kill(Number(pid), 'SIGKILL');
		expect(await program.ended).toBe(1);
		// The log may have more to say after it.
		expect(program.output()).toMatch(/^The embedded PostgreSQL ended unexpectedly: .*\.$/m);
	});
});

describe('what stands in the way is one sentence', () => {
	it('another start on the same directory, and the first one goes on', async () => {
		const dataDir = newDataDir();
		const first = start({ DATA_DIR: dataDir });
		const origin = await serving(first);
		expect(await failure({ DATA_DIR: dataDir })).toContain(`process ${first.pid} `);
		expect(await health(origin)).toBe(200);
		expect(await signIn(origin)).toEqual({ status: 401, location: null });
	});

	it('a port in use', async () => {
		const blocker = createServer().listen(0, '127.0.0.1');
		await once(blocker, 'listening');
		const { port } = blocker.address() as AddressInfo;
		const dataDir = newDataDir();
		const sentence = await failure({ DATA_DIR: dataDir, PORT: String(port) });
		expect(sentence).toContain(`Port ${port} is in use`);
		expect(await processesNaming(dataDir)).toEqual([]);
		blocker.close();
	});

	it('a setting that cannot be used', async () => {
		expect(await failure({ PORT: 'ba nghìn' })).toContain('PORT: expected a whole number');
		expect(await failure({ DATABASE_URL: 'mysql://x' })).toContain(
			'DATABASE_URL: expected postgres:'
		);
	});

	it('a database that does not answer', async () => {
		const unused = createServer().listen(0, '127.0.0.1');
		await once(unused, 'listening');
		const { port } = unused.address() as AddressInfo;
		unused.close();
		const url = `postgres://a:b@127.0.0.1:${port}/hoithi`;
		expect(await failure({ DATABASE_URL: url })).toMatch(
			/DATABASE_URL does not answer \(.*REFUSED/
		);
	});

	it('a data directory that may not be written', async (context) => {
		const closed = join(folder, 'đóng');
		await mkdir(closed);
		await chmod(closed, 0o555);
		const asNobody = unprivileged(context);
		const settings = { DATA_DIR: join(closed, 'data') };
		expect(await failure(settings, [...asNobody, ...command])).toContain('may not read and write');
		expect(await failure({ DATA_DIR: join(process.execPath, 'data') })).toContain(
			'not a directory'
		);
	});
});

describe('stopping', () => {
	it('answers a request under way, closes sockets and leaves nothing behind', async () => {
		const dataDir = newDataDir();
		const program = start({ DATA_DIR: dataDir });
		const origin = await serving(program);
		const link = await setupLink(program);
		const socket = io(origin, { transports: ['websocket'], reconnection: false });
		await new Promise((done) => socket.once('connect', () => done(null)));
		const disconnected = new Promise((done) => socket.once('disconnect', done));

		const token = new URL(link).searchParams.get('token') ?? '';
		const form = new URLSearchParams({ token, ...administrator }).toString();
		const slow = openForm(`${origin}/setup`, form.length);
		const answered = once(slow, 'response');
		slow.write(form.slice(0, 20));
		await new Promise((done) => setTimeout(done, 300));
		program.signal('SIGTERM');
		await program.says(/Stopping/);
		await waitUntil('it accepts nobody any more', () =>
			health(origin).then(
				() => false,
				() => true
			)
		);
		slow.end(form.slice(20));
		const [response] = await answered;
		expect(response.statusCode).toBe(303);
		expect(response.headers.connection).toBe('close');
		response.resume();
		await disconnected;
		expect(await program.ended).toBe(0);
		expect(await processesNaming(dataDir)).toEqual([]);

		const next = start({ DATA_DIR: dataDir });
		expect(await signIn(await serving(next))).toEqual({ status: 303, location: '/' });
	});

	it('is one request however often a terminal and npm repeat it', async () => {
		const dataDir = newDataDir();
		const program = start({ DATA_DIR: dataDir }, ['npm', 'start']);
		await serving(program);
		program.signalGroup('SIGINT');
		program.signalGroup('SIGINT');
		expect(await program.ended).toBe(0);
		expect(program.output().match(/Stopping/g)).toHaveLength(1);
		expect(await processesNaming(dataDir)).toEqual([]);
	});

	it('works through npm alone', async () => {
		const dataDir = newDataDir();
		const program = start({ DATA_DIR: dataDir }, ['npm', 'start']);
		await serving(program);
		program.signal('SIGTERM');
		expect(await program.ended).toBe(0);
		expect(await processesNaming(dataDir)).toEqual([]);
	});

	it('works while it starts', async () => {
		const dataDir = newDataDir({ fresh: true });
		const program = start({ DATA_DIR: dataDir });
		await program.says(/Making a new PostgreSQL/);
		program.signal('SIGTERM');
		expect(await program.ended).toBe(0);
		expect(program.output()).not.toContain('serves on');
		expect(await processesNaming(dataDir)).toEqual([]);
	});

	it('is immediate when asked a second time, and takes PostgreSQL along', async () => {
		const dataDir = newDataDir();
		const program = start({ DATA_DIR: dataDir });
		const origin = await serving(program);
		const hung = openForm(`${origin}/sign-in`, 10);
		hung.on('error', () => undefined);
		hung.write('x');
		await new Promise((done) => setTimeout(done, 300));
		program.signal('SIGTERM');
		await new Promise((done) => setTimeout(done, 1_300));
		program.signal('SIGTERM');
		expect(await program.ended).toBe(1);
		await waitUntil('PostgreSQL has ended', async () => {
			return (await processesNaming(dataDir)).length === 0;
		});
	});
});

/** A prefix that takes root's rights away; nothing where there are none. Skips where that cannot be. */
function unprivileged(context: TestContext): string[] {
	if (process.getuid?.() !== 0) return [];
	const prefix = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'];
	const [name = '', ...args] = prefix;
	// A checkout that only root may enter: Node may start there, but reads nothing.
	const reads = "require('node:fs').readFileSync(process.argv[1])";
	const probe = [...args, process.execPath, '-e', reads, import.meta.filename];
	context.skip(
		spawnSync(name, probe, { cwd: '/' }).status !== 0,
		'nobody cannot read this checkout'
	);
	return prefix;
}
