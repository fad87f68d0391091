/** Data directories and owner processes for the tests of the embedded PostgreSQL. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import postgres from 'postgres';

const OWNER_SCRIPT = fileURLToPath(new URL('embedded-postgres-owner.ts', import.meta.url));

/** What an owner process reported: a running server, or the error's code and message. */
export type OwnerReport = {
	url?: string;
	pid?: number;
	code?: string;
	message?: string;
};

/** A new folder below the system's temporary one, with the given permission bits. */
export async function temporaryFolder(mode = 0o755): Promise<string> {
	const folder = await mkdtemp(join(tmpdir(), 'hội thi '));
	await chmod(folder, mode);
	return folder;
}

/** Copies a stopped data directory with owners and modes; gives the copy's path. */
export function copyDataDir(from: string, to: string): string {
	execFileSync('cp', ['-a', from, to]);
	return to;
}

/** Starts the owner script; `prefix` is put before the command, e.g. setpriv with its options. */
export function spawnOwner(dataDir: string, statement = '', prefix: string[] = []): ChildProcess {
	const [program = '', ...args] = [...prefix, process.execPath, OWNER_SCRIPT, dataDir, statement];
	return spawn(program, args, { stdio: ['pipe', 'pipe', 'inherit'] });
}

/** Waits for the one line that an owner process prints. */
export async function ownerReport(owner: ChildProcess): Promise<OwnerReport> {
	if (!owner.stdout) throw new Error('the owner process has no stdout');
	for await (const line of createInterface({ input: owner.stdout })) {
		return JSON.parse(line) as OwnerReport;
	}
	throw new Error('the owner process ended without a report');
}

/** Lets an owner process stop its server and waits for its end; gives the exit code. */
export async function endOwner(owner: ChildProcess): Promise<number | null> {
	if (owner.exitCode !== null || owner.signalCode !== null) return owner.exitCode;
	const exited = once(owner, 'exit');
	owner.stdin?.end();
	await exited;
	return owner.exitCode;
}

/** Kills an owner process as a crash would, and waits for its end. */
export async function killOwner(owner: ChildProcess): Promise<void> {
	const exited = once(owner, 'exit');
	owner.kill('SIGKILL');
	await exited;
}

/** Runs one statement on a connection of its own and gives its rows. */
export async function query(url: string, statement: string): Promise<Record<string, unknown>[]> {
	const sql = postgres(url, { max: 1, onnotice: () => undefined });
	try {
		return [...(await sql.unsafe(statement))];
	} finally {
		// Without a limit this would wait for ever when the server ended meanwhile.
		await sql.end({ timeout: 1 });
	}
}

/** Process ids whose parent is `parent`. */
export async function childrenOf(parent: number): Promise<number[]> {
	const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
	const parents = await Promise.all(pids.map((pid) => processField(pid, 'PPid')));
	return pids.filter((_, index) => parents[index] === String(parent));
}

/** A field of /proc/<pid>/status such as `Uid` or `CapEff`; undefined when the process is gone. */
export async function processField(pid: number, name: string): Promise<string | undefined> {
	const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
	return new RegExp(`^${name}:(.*)$`, 'm').exec(status)?.[1]?.trim();
}

/** Removes a folder with all that is in it. */
export async function removeFolder(folder: string): Promise<void> {
	await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
