import { constants } from 'node:fs';
import { access, mkdir, open, realpath, rename, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { EmbeddedPostgresError } from './errors.ts';

/**
 * What lies in a data directory. The cluster has a directory of its own so that the files beside
 * it stay out of reach of the server's user when the application runs as root.
 */
export interface DataLayout {
	/** the data directory itself, absolute, without symbolic links */
	root: string;
	/** PostgreSQL's own directory (PGDATA) */
	cluster: string;
	/** the superuser's password, mode 0600 */
	password: string;
	/** who runs this cluster now, see owner.ts */
	owner: string;
	/** what the server prints */
	log: string;
}

/**
 * Makes the data directory if need be, checks that this process may use it, and gives its layout.
 * Throws DATA_DIR_UNUSABLE, or a system error such as EACCES or ENOSPC.
 */
export async function prepareDataDir(dataDir: string): Promise<DataLayout> {
	const path = resolve(dataDir);
	await mkdir(dirname(path), { recursive: true });
	// Root's server runs as another user, who has to pass through on the way to the cluster.
	await mkdir(path, { mode: isRoot() ? 0o711 : 0o700 }).catch(async (error: unknown) => {
		if (!(await stat(path)).isDirectory()) throw error;
	});
	await access(path, constants.R_OK | constants.W_OK | constants.X_OK);
	const root = await realpath(path);
	if (await exists(join(root, 'PG_VERSION'))) {
		throw new EmbeddedPostgresError(
			'DATA_DIR_UNUSABLE',
			`The data directory ${path} is itself a PostgreSQL cluster made by another program: choose another directory, or set DATABASE_URL to the server that runs it.`
		);
	}
	return {
		root,
		cluster: join(root, 'cluster'),
		password: join(root, 'password'),
		owner: join(root, 'owner.json'),
		log: join(root, 'postgres.log')
	};
}

/** Whether this process runs as root (never on systems without user ids). */
export function isRoot(): boolean {
	return process.geteuid?.() === 0;
}

/** Whether something is at `path`; throws when that cannot be found out (EACCES). */
export async function exists(path: string): Promise<boolean> {
	try {
		await stat(path);
		return true;
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
		throw error;
	}
}

/**
 * Opens a file that belongs to the owner of its directory, so that root does not leave files in an
 * ordinary user's data directory which that user cannot use later. Symbolic links are refused:
 * root must not be led to write elsewhere.
 */
export async function openOwned(path: string, flags: number, mode = 0o600) {
	const file = await open(path, flags | constants.O_NOFOLLOW, mode);
	try {
		if (isRoot()) {
			const { uid, gid } = await stat(dirname(path));
			await file.chown(uid, gid);
		}
		return file;
	} catch (error) {
		await file.close();
		throw error;
	}
}

/** Makes a new file (mode 0600) with this content, on the disk before it returns. */
export async function writeNewFile(path: string, content: string): Promise<void> {
	const file = await openOwned(path, constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL);
	try {
		await file.writeFile(content);
		await file.sync();
	} finally {
		await file.close();
	}
}

/** Renames so that the new name is on the disk before it returns; replaces a file at `to`. */
export async function renameDurably(from: string, to: string): Promise<void> {
	await rename(from, to);
	const directory = await open(dirname(to), constants.O_RDONLY);
	try {
		await directory.sync();
	} finally {
		await directory.close();
	}
}
