import { readFileSync, readlinkSync } from 'node:fs';
import { readFile, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { EmbeddedPostgresError, systemErrorCode } from './errors.ts';
import {
	isAlive,
	listProcesses,
	pidInUse,
	serverProcesses,
	signal,
	waitUntil
} from './processes.ts';

/** What a running postmaster says about itself in its `postmaster.pid`. */
export interface PostmasterFile {
	pid: number;
	/** id of the System V shared memory segment that guards the cluster, if written yet */
	sharedMemoryId: number | null;
	/** `starting`, `ready`, `stopping`, or empty if not written yet */
	status: string;
}

/** Reads `postmaster.pid`; null when there is none or it is not written yet. */
export async function readPostmasterFile(cluster: string): Promise<PostmasterFile | null> {
	const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch((error: unknown) => {
		if (systemErrorCode(error) !== 'ENOENT') throw error;
		return '';
	});
	const lines = text.split('\n').map((line) => line.trim());
	// A negative id marks a single-user server; its process counts all the same.
	const pid = Math.abs(Number.parseInt(lines[0] ?? ''));
	if (!pid) return null;
	const segment = Number(lines[6]?.split(/\s+/)[1] ?? '');
	return { pid, sharedMemoryId: segment || null, status: lines[7] ?? '' };
}

/**
 * The `cluster_name` by which the processes of a cluster are known, from any program's view. Made
 * of the directory's inode: it stays when the directory is renamed and differs for a copy.
 */
export async function clusterTag(cluster: string): Promise<string> {
	const { dev, ino } = await stat(cluster);
	return `hoithi-${dev.toString(36)}-${ino.toString(36)}`;
}

/**
 * Makes a cluster ready to start after its owner died: ends a postmaster that was left behind, then
 * children left by a postmaster that died too, and removes a `postmaster.pid` that PostgreSQL itself
 * would wrongly take for a living server's. Everything committed stays: PostgreSQL replays its log.
 * Throws ALREADY_RUNNING for a server that somebody else started by hand.
 */
export async function recoverCluster(cluster: string, log: (line: string) => void): Promise<void> {
	const tag = await clusterTag(cluster);
	const file = await readPostmasterFile(cluster);
	if (file) refuseForeignServer(cluster, tag, file);
	if (serverProcesses(tag).length > 0) {
		log('Stopping the PostgreSQL that an earlier run of this program left behind.');
		await endServer(tag, file?.pid);
	}
	await removeStaleFile(cluster);
}

/**
 * Ends all processes of a cluster whose owner is dead: fast shutdown, after 10 s immediate, at last
 * kill. Children without a postmaster get 3 s to notice that before they are ended.
 */
export async function endServer(tag: string, postmasterPid: number | undefined): Promise<void> {
	const gone = () => serverProcesses(tag).length === 0;
	const tagged = serverProcesses(tag);
	const postmaster =
		tagged.find(({ pid }) => pid === postmasterPid) ??
		tagged.find(({ args }) => args.includes(`cluster_name=${tag}`));
	if (postmaster) {
		signal(postmaster.pid, 'SIGINT');
		if (await waitUntil(gone, 10_000)) return;
		signal(postmaster.pid, 'SIGQUIT');
		if (await waitUntil(gone, 7_000)) return;
	} else if (await waitUntil(gone, 3_000)) {
		return;
	}
	for (const { pid } of serverProcesses(tag)) signal(pid, 'SIGKILL');
	await waitUntil(gone, 5_000);
}

function refuseForeignServer(cluster: string, tag: string, file: PostmasterFile): void {
	if (!isAlive(file.pid)) return;
	const args = listProcesses().find(({ pid }) => pid === file.pid)?.args ?? [];
	if (basename(args[0] ?? '') !== 'postgres' || args.includes(`cluster_name=${tag}`)) return;
	if (!args.some((arg) => arg.includes(cluster)) && worksElsewhere(file.pid, cluster)) return;
	throw new EmbeddedPostgresError(
		'ALREADY_RUNNING',
		`A PostgreSQL server that this program did not start (process ${file.pid}) uses ${cluster}: stop it first.`
	);
}

function worksElsewhere(pid: number, cluster: string): boolean {
	try {
		return readlinkSync(`/proc/${pid}/cwd`) !== cluster;
	} catch {
		// Unknown: better to refuse than to run two servers on one cluster.
		return false;
	}
}

/**
 * PostgreSQL clears a stale `postmaster.pid` away itself when its pid is free. When the pid was given
 * to another process, or is a zombie's, it refuses to start; then the file is removed here, after
 * the same look at the shared memory segment that PostgreSQL takes.
 */
async function removeStaleFile(cluster: string): Promise<void> {
	const file = await readPostmasterFile(cluster);
	if (!file || !pidInUse(file.pid)) return;
	if (file.sharedMemoryId !== null && attachedProcesses(file.sharedMemoryId) > 0) {
		throw new EmbeddedPostgresError(
			'ALREADY_RUNNING',
			`Processes of an earlier PostgreSQL still use ${cluster}: wait until they end, or restart the machine.`
		);
	}
	await rm(join(cluster, 'postmaster.pid'), { force: true });
}

function attachedProcesses(sharedMemoryId: number): number {
	try {
		const [head = '', ...rows] = readFileSync('/proc/sysvipc/shm', 'utf8').trim().split('\n');
		const columns = head.trim().split(/\s+/);
		const cells = rows
			.map((row) => row.trim().split(/\s+/))
			.find((row) => Number(row[columns.indexOf('shmid')]) === sharedMemoryId);
		return Number(cells?.[columns.indexOf('nattch')] ?? 0);
	} catch {
		return 0;
	}
}
