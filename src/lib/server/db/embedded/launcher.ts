import { execFile, spawn, type ChildProcess, type StdioOptions } from 'node:child_process';
import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { ServerAccount } from './account.ts';
import type { PostgresBinaries } from './binaries.ts';
import { EmbeddedPostgresError } from './errors.ts';

/** Starts the PostgreSQL programs as the right user. */
export interface Launcher {
	/** the user that they run as, null for this process's own */
	account: ServerAccount | null;
	/** the major version of the programs, e.g. 18 */
	majorVersion: number;
	/**
	 * Starts a program in a session of its own, so that the terminal's Ctrl-C does not reach it. An
	 * application that ends without stopping it takes it along; only SIGKILL leaves an orphan, which
	 * the next start ends.
	 */
	spawn(program: string, args: string[], stdio: StdioOptions): ChildProcess;
}

interface Way {
	prefix: string[];
	ids: { uid?: number; gid?: number };
}

/**
 * Finds a way to run the programs that really works here, by running `initdb --show`, which itself
 * runs `postgres` (a program run through setpriv may start and still be refused its children).
 *
 * As root, the server's user can often not enter the project (a checkout below /root, a 0700
 * directory). Then the programs start through setpriv with one capability kept: to pass through and
 * read any directory (DAC_READ_SEARCH) or, where a container withholds that, DAC_OVERRIDE.
 * Throws START_FAILED or BINARY_MISSING with what to do when no way works.
 */
export async function chooseLauncher(
	account: ServerAccount | null,
	binaries: PostgresBinaries,
	dataRoot: string
): Promise<Launcher> {
	let complaint = 'a folder above is closed to it';
	for (const way of await waysToRun(account, dataRoot)) {
		const probe = ['--show', `--pgdata=${dataRoot}`];
		const [program = '', ...args] = [...way.prefix, binaries.initdb, ...probe];
		try {
			const options = { ...way.ids, env: environment(), cwd: '/', timeout: 30_000 };
			const { stderr } = await promisify(execFile)(program, args, options);
			const version = /^VERSION=(\d+)/m.exec(stderr)?.[1];
			if (version) return { account, majorVersion: Number(version), spawn: spawner(way) };
			complaint = stderr;
		} catch (error) {
			complaint = (error as { stderr?: string }).stderr || (error as Error).message;
		}
	}
	const reason = complaint.trim().split('\n')[0];
	if (account) {
		throw new EmbeddedPostgresError(
			'START_FAILED',
			`PostgreSQL does not run as root, and the user "${account.name}" cannot run its programs or reach ${dataRoot} (${reason}): install setpriv (package util-linux), or move the project to a directory that all users may enter, or set DATABASE_URL.`
		);
	}
	throw new EmbeddedPostgresError(
		'BINARY_MISSING',
		`The program ${binaries.initdb} does not run on this machine (${reason}): run "npm install" again, or set DATABASE_URL to a PostgreSQL 18 server.`
	);
}

async function waysToRun(account: ServerAccount | null, dataRoot: string): Promise<Way[]> {
	if (!account) return [{ prefix: [], ids: {} }];
	const { uid, gid } = account;
	const ways: Way[] = [];
	if (await canReach(account, dataRoot)) ways.push({ prefix: [], ids: { uid, gid } });
	const setpriv = await findProgram('setpriv');
	if (setpriv) {
		for (const capability of ['dac_read_search', 'dac_override']) {
			ways.push({ prefix: [setpriv, ...setprivArguments(account, capability)], ids: {} });
		}
	}
	return ways;
}

function setprivArguments({ uid, gid }: ServerAccount, capability: string): string[] {
	const only = `-all,+${capability}`;
	return [
		`--reuid=${uid}`,
		`--regid=${gid}`,
		'--clear-groups',
		`--inh-caps=${only}`,
		`--ambient-caps=${only}`,
		`--bounding-set=${only}`,
		// PostgreSQL looks at its own files with access(2), which ignores the capabilities of an
		// ordinary user unless this bit is set.
		'--securebits=+no_setuid_fixup',
		'--no-new-privs',
		'--'
	];
}

function spawner(way: Way): Launcher['spawn'] {
	return (program, args, stdio) => {
		const [command = '', ...rest] = [...way.prefix, program, ...args];
		const child = spawn(command, rest, {
			...way.ids,
			stdio,
			env: environment(),
			cwd: '/',
			detached: true
		});
		const takeAlong = () => void child.kill('SIGINT');
		process.once('exit', takeAlong);
		child.once('exit', () => process.removeListener('exit', takeAlong));
		return child;
	};
}

/** Nothing of the application's environment: no secrets, no PGDATA, PGPORT and the like. */
function environment(): NodeJS.ProcessEnv {
	return { PATH: process.env['PATH'] ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };
}

/** Whether the permission bits let the account enter `directory` and everything above it. */
export async function canReach(account: ServerAccount, directory: string): Promise<boolean> {
	for (let path = directory; ; path = dirname(path)) {
		const { mode, uid, gid } = await stat(path);
		const bit = uid === account.uid ? 0o100 : gid === account.gid ? 0o010 : 0o001;
		if (!(mode & bit)) return false;
		if (path === dirname(path)) return true;
	}
}

async function findProgram(name: string): Promise<string | undefined> {
	const folders = [...(process.env['PATH'] ?? '').split(delimiter), '/usr/bin', '/bin'];
	for (const folder of folders.filter(Boolean)) {
		const path = join(folder, name);
		const found = await access(path, constants.X_OK).then(
			() => true,
			() => false
		);
		if (found) return path;
	}
	return undefined;
}
