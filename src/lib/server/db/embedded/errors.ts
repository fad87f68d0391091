import { statfs } from 'node:fs/promises';

/** Why the embedded server cannot be had; see {@link EmbeddedPostgresError}. */
export type EmbeddedPostgresErrorCode =
	'ALREADY_RUNNING' | 'DATA_DIR_UNUSABLE' | 'DISK_FULL' | 'BINARY_MISSING' | 'START_FAILED';

/** A failure of the embedded server whose message is one sentence that tells what to do. */
export class EmbeddedPostgresError extends Error {
	override readonly name = 'EmbeddedPostgresError';
	readonly code: EmbeddedPostgresErrorCode;

	constructor(code: EmbeddedPostgresErrorCode, message: string, options?: ErrorOptions) {
		super(message, options);
		this.code = code;
	}
}

/** The `code` of a Node system error (`ENOENT`, `EACCES` …), or undefined for any other value. */
export function systemErrorCode(error: unknown): string | undefined {
	return error instanceof Error && 'code' in error && typeof error.code === 'string'
		? error.code
		: undefined;
}

/** The error for a full disk under `dataDir`. */
export function diskFullError(dataDir: string, cause?: unknown): EmbeddedPostgresError {
	return new EmbeddedPostgresError(
		'DISK_FULL',
		`The disk that holds ${dataDir} is full: free some space and start again.`,
		{ cause }
	);
}

const UNUSABLE: Record<string, string> = {
	EACCES: 'this user may not read and write it',
	EPERM: 'this user may not read and write it',
	EROFS: 'it lies on a read-only file system',
	EEXIST: 'it is not a directory',
	ENOTDIR: 'it, or a folder above it, is not a directory',
	ELOOP: 'its symbolic links form a loop',
	ENAMETOOLONG: 'its path is too long'
};

/**
 * Turns anything caught while starting into an EmbeddedPostgresError: full disks and unusable
 * directories by their system error code, everything else as START_FAILED with its own message.
 */
export function toEmbeddedPostgresError(error: unknown, dataDir: string): EmbeddedPostgresError {
	if (error instanceof EmbeddedPostgresError) return error;
	const code = systemErrorCode(error) ?? '';
	if (code === 'ENOSPC' || code === 'EDQUOT') return diskFullError(dataDir, error);
	const reason = UNUSABLE[code];
	if (reason) {
		return new EmbeddedPostgresError(
			'DATA_DIR_UNUSABLE',
			`The data directory ${dataDir} cannot be used because ${reason}: correct that or choose another directory.`,
			{ cause: error }
		);
	}
	const message = error instanceof Error ? error.message : String(error);
	return new EmbeddedPostgresError(
		'START_FAILED',
		`The embedded PostgreSQL in ${dataDir} could not be started (${oneLine(message)}): see the log there, or set DATABASE_URL to use another server.`,
		{ cause: error }
	);
}

// PostgreSQL cannot make even one 16 MiB segment of its write-ahead log below this.
const LEAST_FREE_BYTES = 16 * 1024 * 1024;

/**
 * Reads what `initdb` or `postgres` printed before it gave up and gives the error that says so.
 * `output` may be empty: on a full disk the log could not be written either, so free space is
 * looked at too.
 */
export async function explainOutput(
	output: string,
	dataDir: string
): Promise<EmbeddedPostgresError> {
	if (/No space left on device|Disk quota exceeded/i.test(output)) return diskFullError(dataDir);
	const space = await statfs(dataDir).catch(() => null);
	if (space && space.bavail * space.bsize < LEAST_FREE_BYTES) return diskFullError(dataDir);
	const complaint =
		/^.*?\b(?:FATAL|PANIC):\s*(.*)$/m.exec(output)?.[1] ??
		/^\S*(?:initdb|postgres|setpriv): (?:error: )?(.*)$/m.exec(output)?.[1] ??
		output.trim().split('\n').at(-1);
	const reason = oneLine(complaint || 'it ended without a message');
	if (
		/incompatible with server|wrong ownership|invalid permissions|could not (?:open|access|create) (?:file|directory).*(?:Permission denied|Read-only)/.test(
			reason
		)
	) {
		return new EmbeddedPostgresError(
			'DATA_DIR_UNUSABLE',
			`PostgreSQL cannot use the data directory ${dataDir} (${reason}): correct that or choose another directory.`
		);
	}
	return new EmbeddedPostgresError(
		'START_FAILED',
		`PostgreSQL could not be started in ${dataDir} (${reason}): see the log there, or set DATABASE_URL to use another server.`
	);
}

function oneLine(text: string): string {
	return text.replace(/\s+/g, ' ').trim().replace(/\.$/, '').slice(0, 300);
}
