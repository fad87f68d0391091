import { constants } from 'node:fs';
import { copyFile, rename, rm, stat } from 'node:fs/promises';
import { openOwned } from './layout.ts';

/** The server's log file, open for appending. */
export interface LogFile {
	/** file descriptor to hand to a child process as its stderr */
	fd: number;
	/** What was appended since the file was opened (at most the first 64 KiB of it). */
	newText(): Promise<string>;
	/** Moves the content to `<path>.1` once it has more than the bound; true if it did. */
	keepBounded(): Promise<boolean>;
	/** Ends the watching and closes the file; the child's own descriptor stays open. */
	close(): Promise<void>;
}

const DEFAULT_BOUND = 16 * 1024 * 1024;
const CHECK_EVERY_MS = 15_000;

/**
 * Opens the log file and keeps it bounded (`maxBytes`, plus what arrives within 15 s) while it is
 * open. The server writes into the file itself: unlike a pipe a file never makes it wait, and its
 * words are kept when the application dies. Throws system errors.
 */
export async function openLogFile(path: string, maxBytes = DEFAULT_BOUND): Promise<LogFile> {
	const before = await stat(path).catch(() => null);
	if (before && before.size > maxBytes) await rename(path, `${path}.1`);
	const file = await openOwned(path, constants.O_RDWR | constants.O_CREAT | constants.O_APPEND);
	const start = (await file.stat()).size;

	const keepBounded = async () => {
		if ((await file.stat()).size <= maxBytes) return false;
		// The server holds the file open, so it is emptied in place; a failed copy (full disk) must
		// not keep it from being emptied.
		await rm(`${path}.1`, { force: true });
		await copyFile(path, `${path}.1`, constants.COPYFILE_EXCL).catch(() => undefined);
		await file.truncate(0);
		return true;
	};
	const timer = setInterval(() => void keepBounded().catch(() => undefined), CHECK_EVERY_MS);
	timer.unref();

	return {
		fd: file.fd,
		keepBounded,
		async newText() {
			const buffer = Buffer.alloc(64 * 1024);
			const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
			return buffer.toString('utf8', 0, bytesRead);
		},
		async close() {
			clearInterval(timer);
			await file.close();
		}
	};
}
