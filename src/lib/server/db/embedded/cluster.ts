import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { chmod, chown, lchown, mkdir, readdir, readFile, rm, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { PostgresBinaries } from './binaries.ts';
import { EmbeddedPostgresError, explainOutput, systemErrorCode } from './errors.ts';
import { exists, renameDurably, writeNewFile, type DataLayout } from './layout.ts';
import type { Launcher } from './launcher.ts';
import { listProcesses, signal } from './processes.ts';

/** The superuser's name. */
export const SUPERUSER = 'hoithi';

const STAGING = '.init-';

/**
 * Makes a new cluster. It grows in a directory of its own and takes its name in one step when it
 * is complete, so a start that is killed in between leaves nothing that looks like a cluster.
 * With `durable` false nothing is forced to disk. Throws DISK_FULL, START_FAILED or a system error.
 */
export async function createCluster(
	layout: DataLayout,
	launcher: Launcher,
	binaries: PostgresBinaries,
	durable: boolean
): Promise<void> {
	const staging = `${layout.cluster}${STAGING}${randomBytes(6).toString('hex')}`;
	const handover = `${staging}.password`;
	const password = randomBytes(24).toString('base64url');
	try {
		await mkdir(staging, { mode: 0o700 });
		await writeNewFile(handover, password);
		if (launcher.account) {
			const { uid, gid } = launcher.account;
			await Promise.all([chown(staging, uid, gid), chown(handover, uid, gid)]);
		}
		await runInitdb(layout, launcher, binaries, [
			`--pgdata=${staging}`,
			`--username=${SUPERUSER}`,
			`--pwfile=${handover}`,
			'--auth=scram-sha-256',
			'--encoding=UTF8',
			// Sorting by code point is fast and never changes with the machine's libraries; where
			// people read the order, queries ask for the collation "vi-x-icu".
			'--locale-provider=builtin',
			'--builtin-locale=C.UTF-8',
			'--locale=C',
			'--no-instructions',
			...(durable ? [] : ['--no-sync'])
		]);
		await rm(layout.password, { force: true });
		await writeNewFile(layout.password, password);
		await renameDurably(staging, layout.cluster);
	} finally {
		await rm(handover, { force: true });
		await rm(staging, { recursive: true, force: true, maxRetries: 5 });
	}
}

async function runInitdb(
	layout: DataLayout,
	launcher: Launcher,
	binaries: PostgresBinaries,
	args: string[]
): Promise<void> {
	const child = launcher.spawn(binaries.initdb, args, ['ignore', 'pipe', 'pipe']);
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream?.setEncoding('utf8').on('data', (text: string) => (output += text));
	}
	const [code] = (await once(child, 'close')) as [number | null];
	if (code !== 0) throw await explainOutput(output, layout.root);
}

/** Clears away what earlier starts left that were killed while they made a cluster. */
export async function removeUnfinishedClusters(layout: DataLayout): Promise<void> {
	const prefix = `${layout.cluster}${STAGING}`;
	// An initdb that outlived its killed parent would go on writing there.
	for (const { pid, args } of listProcesses()) {
		const isInitdb = args.some((arg) => basename(arg) === 'initdb');
		if (isInitdb && args.some((arg) => arg.includes(prefix))) signal(pid, 'SIGKILL');
	}
	for (const name of await readdir(layout.root)) {
		if (!name.startsWith(basename(prefix))) continue;
		await rm(join(layout.root, name), { recursive: true, force: true, maxRetries: 5 });
	}
}

/**
 * Checks that the existing cluster is of this major version and can be opened, and repairs owner
 * and mode of a copy that root restored. Throws DATA_DIR_UNUSABLE.
 */
export async function checkCluster(layout: DataLayout, launcher: Launcher): Promise<void> {
	const version = await readFile(join(layout.cluster, 'PG_VERSION'), 'utf8').catch(
		(error: unknown) => {
			if (systemErrorCode(error) !== 'ENOENT') throw error;
			return '';
		}
	);
	if (!version) {
		throw unusable(
			`${layout.cluster} is not a PostgreSQL cluster: move it away, or restore a backup there.`
		);
	}
	if (Number.parseInt(version) !== launcher.majorVersion) {
		throw unusable(
			`${layout.cluster} was made by PostgreSQL ${version.trim()} but this program brings PostgreSQL ${launcher.majorVersion}: dump it with the old version and restore the dump into a new directory.`
		);
	}
	if (!(await exists(layout.password))) {
		throw unusable(
			`The file ${layout.password} with the password of ${layout.cluster} is missing: restore it from a backup.`
		);
	}
	const { uid, mode } = await stat(layout.cluster);
	if (launcher.account && uid === 0) {
		await giveTree(layout.cluster, launcher.account.uid, launcher.account.gid);
	}
	// PostgreSQL insists on 0700 or 0750.
	if (mode & 0o027) await chmod(layout.cluster, 0o700);
}

function unusable(message: string): EmbeddedPostgresError {
	return new EmbeddedPostgresError('DATA_DIR_UNUSABLE', message);
}

async function giveTree(path: string, uid: number, gid: number): Promise<void> {
	for (const entry of await readdir(path, { recursive: true })) {
		await lchown(join(path, entry), uid, gid);
	}
	// The directory itself comes last: until then an interrupted change is done over.
	await lchown(path, uid, gid);
}

/** Reads the superuser's password. */
export async function readPassword(layout: DataLayout): Promise<string> {
	return (await readFile(layout.password, 'utf8')).trim();
}
