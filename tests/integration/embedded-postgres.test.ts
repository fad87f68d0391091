import { execFileSync, spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, chown, mkdir, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi, type TestContext } from 'vitest';
import { chooseAccount } from '#lib/server/db/embedded/account.ts';
import { findBinaries, prepareBinaries } from '#lib/server/db/embedded/binaries.ts';
import { createCluster } from '#lib/server/db/embedded/cluster.ts';
import {
	EmbeddedPostgresError,
	startEmbeddedPostgres,
	type EmbeddedPostgres,
	type EmbeddedPostgresOptions
} from '#lib/server/db/embedded/index.ts';
import { canReach, chooseLauncher } from '#lib/server/db/embedded/launcher.ts';
import { prepareDataDir } from '#lib/server/db/embedded/layout.ts';
import { freePort, startPostmaster } from '#lib/server/db/embedded/postmaster.ts';
import { isAlive, serverProcesses, waitUntil } from '#lib/server/db/embedded/processes.ts';
import { clusterTag, endServer } from '#lib/server/db/embedded/recovery.ts';
import {
	childrenOf,
	copyDataDir,
	endOwner,
	killOwner,
	ownerReport,
	processField,
	query,
	removeFolder,
	spawnOwner,
	temporaryFolder,
	type OwnerReport
} from '../support/embedded-postgres.ts';

// Real servers on a machine that may be busy.
vi.setConfig({ testTimeout: 30_000, hookTimeout: 60_000 });

const IS_ROOT = process.getuid?.() === 0;
const NOBODY = { name: 'nobody', uid: 65534, gid: 65534 };
const AS_NOBODY = ['setpriv', '--reuid=65534', '--regid=65534', '--clear-groups', '--'];
const HAS_SETPRIV = spawnSync('setpriv', ['--version']).status === 0;
const WRITE_ROW = `create table note (text text); insert into note values ('còn nguyên')`;

/** An initialised data directory: copied by tests that change it, used as it is by others. */
let template = '';
let templateFolder = '';

const servers: EmbeddedPostgres[] = [];
const owners: ChildProcess[] = [];
const folders: string[] = [];
const dataDirs: string[] = [];

/** A folder of this test's own; `mode` is that of the folder above the data directory. */
async function newDataDir(options: { copy?: boolean; mode?: number } = {}): Promise<string> {
	const folder = await temporaryFolder(options.mode);
	folders.push(folder);
	const dataDir = join(folder, 'dữ liệu');
	dataDirs.push(dataDir);
	return options.copy ? copyDataDir(template, dataDir) : dataDir;
}

async function start(options: EmbeddedPostgresOptions): Promise<EmbeddedPostgres> {
	const server = await startEmbeddedPostgres({ durability: 'off', ...options });
	servers.push(server);
	return server;
}

function own(dataDir: string, statement = '', prefix: string[] = []): ChildProcess {
	const owner = spawnOwner(dataDir, statement, prefix);
	owners.push(owner);
	return owner;
}

async function failure(dataDir: string): Promise<EmbeddedPostgresError> {
	const error = await start({ dataDir }).then(
		() => new Error('it started'),
		(reason: unknown) => reason
	);
	expect(error).toBeInstanceOf(EmbeddedPostgresError);
	return error as EmbeddedPostgresError;
}

/** One sentence: it ends with a full stop and has no other line. */
const ONE_SENTENCE = /^[^\n]+: [^\n]+\.$/;

beforeAll(async () => {
	templateFolder = await temporaryFolder();
	template = join(templateFolder, 'data');
	await (await startEmbeddedPostgres({ dataDir: template, durability: 'off' })).stop();
});

afterAll(() => removeFolder(templateFolder));

afterEach(async () => {
	await Promise.all(servers.splice(0).map((server) => server.stop()));
	await Promise.all(owners.splice(0).map(endOwner));
	for (const dataDir of [template, ...dataDirs.splice(0)]) {
		// What a failed test may have left behind.
		const tag = await clusterTag(join(dataDir, 'cluster')).catch(() => null);
		if (tag) await endServer(tag, undefined);
	}
	await Promise.all(folders.splice(0).map(removeFolder));
});

describe('starting and stopping', () => {
	it('makes a private, durable cluster on the first start and keeps its data for the next', async () => {
		const dataDir = await newDataDir();
		const first = await start({ dataDir, durability: 'full', settings: { work_mem: '24MB' } });
		expect(first.url).toMatch(/^postgres:\/\/hoithi:[\w-]{32}@127\.0\.0\.1:\d+\/hoithi$/);
		expect((await stat(join(dataDir, 'password'))).mode & 0o777).toBe(0o600);
		expect((await stat(join(dataDir, 'owner.json'))).mode & 0o777).toBe(0o600);

		const settings = await query(
			first.url,
			`select name, setting from pg_settings where name in ('fsync', 'synchronous_commit',
			'full_page_writes', 'work_mem', 'listen_addresses', 'unix_socket_directories', 'TimeZone',
			'jit', 'wal_compression', 'server_encoding', 'data_checksums')`
		);
		expect(Object.fromEntries(settings.map((row) => [row['name'], row['setting']]))).toEqual({
			fsync: 'on',
			synchronous_commit: 'on',
			full_page_writes: 'on',
			work_mem: String(24 * 1024),
			listen_addresses: '127.0.0.1',
			unix_socket_directories: '',
			TimeZone: 'UTC',
			jit: 'off',
			wal_compression: 'pglz',
			server_encoding: 'UTF8',
			data_checksums: 'on'
		});
		expect(
			await query(
				first.url,
				`select string_agg(word, ' ' order by word collate "vi-x-icu") as vi, lower('ĐẶNG') as lower
				from unnest(array['đa', 'da', 'e', 'dô', 'ơ', 'o', 'ô']) as word`
			)
		).toEqual([{ vi: 'da dô đa e o ô ơ', lower: 'đặng' }]);
		await query(
			first.url,
			'create extension ltree; create extension pg_trgm; create extension unaccent; create extension pgcrypto; create extension citext'
		);
		await expect(query(first.url.replace(/:[\w-]{32}@/, ':wrong@'), 'select 1')).rejects.toThrow(
			/password authentication failed/
		);
		await query(first.url, WRITE_ROW);
		await first.stop();
		expect(await readdir(dataDir)).toEqual(
			expect.not.arrayContaining([expect.stringMatching(/owner|init/)])
		);

		const second = await start({ dataDir, durability: 'full' });
		expect(second.pid).not.toBe(first.pid);
		expect(await query(second.url, 'select text from note')).toEqual([{ text: 'còn nguyên' }]);
	});

	it('leaves no process after stop, which may be called again', async () => {
		const server = await start({ dataDir: template });
		const sql = query(server.url, 'select pg_sleep(60)').catch((error: Error) => error.message);
		const tag = await clusterTag(join(server.dataDir, 'cluster'));
		await waitUntil(
			() => serverProcesses(tag).some(({ args }) => /SELECT/.test(args[0] ?? '')),
			5000
		);
		const children = await childrenOf(server.pid);
		expect(children.length).toBeGreaterThan(4);

		await Promise.all([server.stop(), server.stop()]);
		await server.stop();
		expect(await sql).toMatch(/terminating connection|CONNECTION/);
		expect([server.pid, ...children].filter(isAlive)).toEqual([]);
		expect(await childrenOf(server.pid)).toEqual([]);
	});

	it("is out of reach of the terminal's Ctrl-C", async () => {
		const server = await start({ dataDir: template });
		const stats = (await readFile(`/proc/${server.pid}/stat`, 'latin1')).split(') ')[1];
		const [, , group, session] = (stats ?? '').split(' ').map(Number);
		expect([group, session]).toEqual([server.pid, server.pid]);
	});

	it('tells when the server dies, and stop() still cleans up', async () => {
		const dataDir = await newDataDir({ copy: true });
		const server = await start({ dataDir });
		const exit = new Promise((resolve) => server.onExit(resolve));
		process.kill(server.pid, 'SIGKILL');
		expect(await exit).toEqual({ code: null, signal: 'SIGKILL' });
		expect(await new Promise((resolve) => server.onExit(resolve))).toEqual(await exit);
		await server.stop();
		expect(serverProcesses(await clusterTag(join(dataDir, 'cluster')))).toEqual([]);
		await start({ dataDir });
	});

	it('tries another port when the chosen one is taken', async () => {
		const layout = await prepareDataDir(template);
		const binaries = await findBinaries();
		const launcher = await chooseLauncher(await chooseAccount(layout), binaries, layout.root);
		const blocker = createServer().listen(0, '127.0.0.1');
		await once(blocker, 'listening');
		const ports = [(blocker.address() as AddressInfo).port, await freePort()];
		const tried: number[] = [];
		const postmaster = await startPostmaster({
			layout,
			launcher,
			binaries,
			durability: 'off',
			settings: {},
			log: () => undefined,
			choosePort: async () => {
				tried.push(ports[tried.length] ?? 0);
				return tried.at(-1) ?? 0;
			}
		});
		expect(postmaster.port).toBe(ports[1]);
		expect(tried).toEqual(ports);
		await endServer(postmaster.tag, postmaster.pid);
		await postmaster.logFile.close();
		blocker.close();
	});

	it('names a wrong setting', async () => {
		await expect(
			start({ dataDir: template, settings: { no_such_thing: '1' } })
		).rejects.toMatchObject({
			code: 'START_FAILED',
			message: expect.stringContaining('no_such_thing') as string
		});
	});

	it('does not wait for whoever reads its log', async () => {
		const server = await start({ dataDir: template });
		await query(
			server.url,
			`do $$ begin for i in 1..3000 loop raise log '%', repeat('x', 1000); end loop; end $$`
		);
		expect((await stat(join(template, 'postgres.log'))).size).toBeGreaterThan(3_000_000);
	});
});

describe('one owner at a time', () => {
	it('refuses a second start while the first lives', async () => {
		const dataDir = template;
		const server = await start({ dataDir });
		const other = own(dataDir);
		const errors: OwnerReport[] = [await failure(dataDir), await ownerReport(other)];
		for (const error of errors) {
			expect(error.code).toBe('ALREADY_RUNNING');
			expect(error.message).toMatch(ONE_SENTENCE);
			expect(error.message).toContain(String(process.pid));
		}
		expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
	});

	it('refuses a cluster that somebody runs by hand', async () => {
		const dataDir = template;
		const layout = await prepareDataDir(dataDir);
		const binaries = await findBinaries();
		const launcher = await chooseLauncher(await chooseAccount(layout), binaries, layout.root);
		const byHand = launcher.spawn(
			binaries.postgres,
			['-D', layout.cluster, '-p', String(await freePort()), '-k', ''],
			'ignore'
		);
		try {
			const lockFile = join(layout.cluster, 'postmaster.pid');
			const ready = async () =>
				(await readFile(lockFile, 'utf8').catch(() => '')).includes('ready');
			expect(await waitUntil(ready, 10_000)).toBe(true);
			expect(await failure(dataDir)).toMatchObject({
				code: 'ALREADY_RUNNING',
				message: expect.stringContaining(`process ${byHand.pid}`) as string
			});
		} finally {
			const exited = once(byHand, 'exit');
			byHand.kill('SIGINT');
			await exited;
		}
	});

	it('lets exactly one of several processes win, also over a dead owner', async () => {
		const dataDir = await newDataDir({ copy: true });
		const crashed = own(dataDir, WRITE_ROW);
		await ownerReport(crashed);
		await killOwner(crashed);
		const racers = [1, 2, 3].map(() => own(dataDir));
		const reports = await Promise.all(racers.map(ownerReport));
		expect(reports.map(({ code }) => code ?? 'started').sort()).toEqual([
			'ALREADY_RUNNING',
			'ALREADY_RUNNING',
			'started'
		]);
		const url = reports.find((report) => report.url)?.url ?? '';
		expect(await query(url, 'select text from note')).toEqual([{ text: 'còn nguyên' }]);
	});
});

describe('after a crash', () => {
	it('stops the orphan of a killed owner and keeps what was committed', async () => {
		const dataDir = await newDataDir({ copy: true });
		const owner = own(dataDir, WRITE_ROW);
		const { pid: orphan = 0 } = await ownerReport(owner);
		await killOwner(owner);
		expect(isAlive(orphan)).toBe(true);

		const lines: string[] = [];
		const server = await start({ dataDir, log: (line) => lines.push(line) });
		expect(isAlive(orphan)).toBe(false);
		expect(lines.join()).toMatch(/left behind/);
		expect(await query(server.url, 'select text from note')).toEqual([{ text: 'còn nguyên' }]);
	});

	it('recovers when the postmaster died too and its pid was given to another process', async () => {
		const dataDir = await newDataDir({ copy: true });
		const owner = own(dataDir, WRITE_ROW);
		const { pid: postmaster = 0 } = await ownerReport(owner);
		await killOwner(owner);
		process.kill(postmaster, 'SIGKILL');
		const lockFile = join(dataDir, 'cluster', 'postmaster.pid');
		// A process of the server's user: PostgreSQL alone would take it for a living postmaster.
		const { uid, gid } = await stat(lockFile);
		const innocent = spawn('sleep', ['60'], IS_ROOT ? { uid, gid } : {});
		try {
			await once(innocent, 'spawn');
			const rest = (await readFile(lockFile, 'utf8')).split('\n').slice(1);
			await writeFile(lockFile, [innocent.pid, ...rest].join('\n'));
			const server = await start({ dataDir });
			expect(await query(server.url, 'select text from note')).toEqual([{ text: 'còn nguyên' }]);
			expect(innocent.exitCode).toBeNull();
		} finally {
			innocent.kill();
		}
	});

	it('makes a cluster anew after one was interrupted half-way', async () => {
		const dataDir = await newDataDir();
		const owner = own(dataDir);
		const unfinished = async () =>
			(await readdir(dataDir).catch(() => [])).find((name) => /^cluster\.init-\w+$/.test(name));
		const halfMade = async () => {
			const name = await unfinished();
			return !!name && (await readdir(join(dataDir, name))).includes('base');
		};
		expect(await waitUntil(halfMade, 10_000)).toBe(true);
		await killOwner(owner);
		expect(await unfinished()).toBeDefined();

		const server = await start({ dataDir });
		expect(await query(server.url, 'select 1 as one')).toEqual([{ one: 1 }]);
		expect(await unfinished()).toBeUndefined();
	});
});

describe('what cannot be used is named in one sentence', () => {
	it.each<[string, (path: string) => Promise<string>]>([
		['a file', async (path) => (await writeFile(path, ''), path)],
		['a folder below a file', async (path) => (await writeFile(path, ''), join(path, 'data'))],
		[
			'a cluster of another program',
			async (path) => {
				await mkdir(path);
				await writeFile(join(path, 'PG_VERSION'), '16\n');
				return path;
			}
		],
		[
			'something that is no cluster',
			async (path) => {
				await mkdir(join(path, 'cluster'), { recursive: true });
				await writeFile(join(path, 'cluster', 'notes.txt'), '');
				return path;
			}
		]
	])('%s', async (_, make) => {
		const error = await failure(await make(await newDataDir()));
		expect(error.code).toBe('DATA_DIR_UNUSABLE');
		expect(error.message).toMatch(ONE_SENTENCE);
	});

	it('a cluster of another major version', async () => {
		const dataDir = await newDataDir();
		await mkdir(join(dataDir, 'cluster'), { recursive: true });
		await writeFile(join(dataDir, 'cluster', 'PG_VERSION'), '17\n');
		const error = await failure(dataDir);
		expect(error.code).toBe('DATA_DIR_UNUSABLE');
		expect(error.message).toMatch(/PostgreSQL 17 but this program brings PostgreSQL 18: /);
	});

	it('a password that is missing or does not fit', async () => {
		const dataDir = await newDataDir({ copy: true });
		await writeFile(join(dataDir, 'password'), 'another');
		expect(await failure(dataDir)).toMatchObject({ code: 'DATA_DIR_UNUSABLE' });
		await removeFolder(join(dataDir, 'password'));
		expect(await failure(dataDir)).toMatchObject({ code: 'DATA_DIR_UNUSABLE' });
	});

	it('a directory that this user may not enter', async (ctx) => {
		if (IS_ROOT) await needNobody(ctx);
		const dataDir = await newDataDir();
		await mkdir(dataDir, { mode: IS_ROOT ? 0o700 : 0o000 });
		const report = await ownerReport(own(dataDir, '', IS_ROOT ? AS_NOBODY : []));
		expect(report.code).toBe('DATA_DIR_UNUSABLE');
		expect(report.message).toMatch(ONE_SENTENCE);
	});

	it.for([
		['while the cluster is made', '24m', 0],
		['before anything is written', '1m', 1024 * 1024],
		['while an existing cluster starts', '80m', 80 * 1024 * 1024]
	] as const)('a full disk %s', async ([when, size, filler], ctx) => {
		if (!IS_ROOT) ctx.skip('only root can mount a small file system');
		const folder = await temporaryFolderOfTest();
		const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${size}`, 'tmpfs', folder]);
		if (mounted.status !== 0) ctx.skip(`mounting is not permitted here: ${mounted.stderr}`);
		try {
			await chmod(folder, 0o755);
			const dataDir = join(folder, 'data');
			if (when.includes('existing')) copyDataDir(template, dataDir);
			// Written in small pieces, so that nothing at all is left.
			if (filler) spawnSync('dd', ['if=/dev/zero', `of=${join(folder, 'filler')}`, 'bs=4k']);
			const error = await failure(dataDir);
			expect(error.code).toBe('DISK_FULL');
			expect(error.message).toMatch(ONE_SENTENCE);

			await removeFolder(join(folder, 'filler'));
			if (when.includes('existing')) await (await start({ dataDir })).stop();
		} finally {
			execFileSync('umount', [folder]);
		}
	});
});

describe('any user', () => {
	it('root drops to a user without privileges', async (ctx) => {
		if (!IS_ROOT) ctx.skip('not root');
		const dataDir = template;
		const { pid, url } = await start({ dataDir });
		const { uid } = await stat(join(dataDir, 'cluster'));
		expect(uid).not.toBe(0);
		expect(await processField(pid, 'Uid')).toBe([uid, uid, uid, uid].join('\t'));
		expect(await processField(pid, 'Groups')).toBe('');
		if (await canReach({ ...NOBODY, uid }, process.cwd())) {
			expect(Number(`0x${await processField(pid, 'CapEff')}`)).toBe(0);
		}
		// The server may be told to write files; what lies beside the cluster is not its own.
		await expect(query(url, `copy (select 1) to '${join(dataDir, 'owner.json')}'`)).rejects.toThrow(
			/Permission denied/
		);
	});

	it('root works below a directory that only root can enter, with one capability', async (ctx) => {
		if (!IS_ROOT) ctx.skip('not root');
		if (!HAS_SETPRIV) ctx.skip('no setpriv on this machine');
		const dataDir = await newDataDir({ mode: 0o700 });
		const first = await start({ dataDir });
		const allowed = Number(`0x${await processField(first.pid, 'CapPrm')}`);
		expect([1 << 1, 1 << 2]).toContain(allowed);
		for (const set of ['CapEff', 'CapInh', 'CapBnd']) {
			expect(Number(`0x${await processField(first.pid, set)}`)).toBe(allowed);
		}
		expect(await processField(first.pid, 'NoNewPrivs')).toBe('1');
		await query(first.url, `${WRITE_ROW}; create extension unaccent`);
		await first.stop();
		const second = await start({ dataDir });
		expect(await query(second.url, 'select unaccent(text) as text from note')).toEqual([
			{ text: 'con nguyen' }
		]);
	});

	it('root runs the programs of a checkout that only root can enter', async (ctx) => {
		if (!IS_ROOT) ctx.skip('not root');
		if (!HAS_SETPRIV) ctx.skip('no setpriv on this machine');
		const checkout = await temporaryFolderOfTest();
		const { postgres } = await findBinaries();
		execFileSync('cp', ['-a', join(postgres, '..', '..'), join(checkout, 'native')]);
		// As after "umask 077; git clone; npm install".
		execFileSync('chmod', ['-R', 'go=', checkout]);
		const binaries = await prepareBinaries(checkout);
		const layout = await prepareDataDir(join(checkout, 'data'));
		const launcher = await chooseLauncher(await chooseAccount(layout), binaries, layout.root);
		await createCluster(layout, launcher, binaries, false);
		expect((await readFile(join(layout.cluster, 'PG_VERSION'), 'utf8')).trim()).toBe('18');
	});

	it('an ordinary user, whose data root may use in between', async (ctx) => {
		if (!IS_ROOT) ctx.skip('the other tests already run as an ordinary user');
		await needNobody(ctx);
		const dataDir = await newDataDir();
		await chown(join(dataDir, '..'), NOBODY.uid, NOBODY.gid);
		const before = own(dataDir, WRITE_ROW, AS_NOBODY);
		const { pid = 0 } = await ownerReport(before);
		expect((await processField(pid, 'Uid'))?.split('\t')[0]).toBe(String(NOBODY.uid));
		expect(await endOwner(before)).toBe(0);

		await (await start({ dataDir })).stop();

		const after = own(dataDir, `insert into note values ('lần ba')`, AS_NOBODY);
		const { url = '' } = await ownerReport(after);
		expect(await query(url, 'select text from note')).toHaveLength(2);
	});
});

async function temporaryFolderOfTest(): Promise<string> {
	const folder = await temporaryFolder();
	folders.push(folder);
	return folder;
}

/** Skips the test unless `nobody` can run this project's programs. */
async function needNobody(ctx: TestContext): Promise<void> {
	if (!HAS_SETPRIV) ctx.skip('no setpriv on this machine');
	if (!(await canReach(NOBODY, process.cwd())))
		ctx.skip('the user nobody cannot enter the project');
}
