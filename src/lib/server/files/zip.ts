import { fileTooBig, unreadableFile, unsupportedFile } from './file-errors.ts';
import type { FileLimits } from './file-limits.ts';
import { readZipDirectory, unpackZipEntry, ZipError, type ZipEntry } from './zip-archive.ts';

/** The files of a zip archive by name. */
export interface ZipReader {
	/** Names and sizes in bytes, in the order of the archive's directory; folders are left out. */
	readonly entries: readonly { readonly name: string; readonly size: number }[];
	has(name: string): boolean;
	/**
	 * Content of a file; null when the archive has none of this name. Throws FILE_UNREADABLE when it
	 * is damaged, FILE_TOO_BIG when it is larger than `mostBytes`.
	 */
	read(name: string, mostBytes?: number): Promise<Buffer | null>;
}

/** Deflate reaches 1032:1 on repeated bytes; tables and texts that people made stay far below this. */
const highestRatio = 250;
/** Below this an archive cannot do harm, however well it is packed. */
const harmlessBytes = 10 * 2 ** 20;

/**
 * Opens a zip archive without unpacking anything. The whole content is bounded by what the directory
 * promises, and no file yields more than that. Archives inside it are files like any other; names
 * that lead out of the archive are left out. Throws an AppError: FILE_ENCRYPTED, FILE_TOO_BIG, or
 * FILE_UNREADABLE for an archive that is damaged, empty or has two files of one name.
 */
export function readZip(bytes: Uint8Array, limits: Pick<FileLimits, 'unpackedBytes'>): ZipReader {
	const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const listed = orUnreadable(() => readZipDirectory(archive));
	if (listed.length === 0) throw unreadableFile();
	if (listed.some((entry) => entry.encrypted)) throw unsupportedFile('FILE_ENCRYPTED');
	const total = listed.reduce((sum, entry) => sum + entry.size, 0);
	const isBomb = total > harmlessBytes && total > archive.length * highestRatio;
	if (total > limits.unpackedBytes || isBomb) throw fileTooBig(limits.unpackedBytes);
	const byName = new Map<string, ZipEntry>();
	for (const entry of listed) {
		const name = plainName(entry.name);
		if (name === null) continue;
		// Readers differ in which of the two they take: what one checks, another would use.
		if (byName.has(name)) throw unreadableFile();
		byName.set(name, entry);
	}
	return {
		entries: [...byName].map(([name, { size }]) => ({ name, size })),
		has: (name) => byName.has(name),
		async read(name, mostBytes = Infinity) {
			const entry = byName.get(name);
			if (!entry) return null;
			if (entry.size > mostBytes) throw fileTooBig(mostBytes);
			try {
				return await unpackZipEntry(archive, entry);
			} catch (error) {
				throw error instanceof ZipError ? unreadableFile() : error;
			}
		}
	};
}

function orUnreadable<T>(read: () => T): T {
	try {
		return read();
	} catch (error) {
		throw error instanceof ZipError ? unreadableFile() : error;
	}
}

/** A name with plain slashes; null for a folder and for a path that leads out of the archive. */
function plainName(name: string): string | null {
	const segments = name.replaceAll('\\', '/').split('/');
	if (segments.at(-1) === '' || segments.includes('..') || name.includes('\0')) return null;
	return segments.filter((segment) => segment !== '' && segment !== '.').join('/') || null;
}

/**
 * The file that a reference inside the file `from` means: relative to its folder, or to the root of
 * the archive after a slash. Null when it leads out of the archive or elsewhere (`http:`).
 */
export function resolveZipPath(from: string, reference: string): string | null {
	let path = reference.replace(/[?#].*$/s, '').replaceAll('\\', '/');
	if (/^(?:[a-z][a-z0-9+.-]*:|\/\/)/i.test(path)) return null;
	try {
		path = decodeURIComponent(path);
	} catch {
		// A percent sign may also be a percent sign.
	}
	const resolved = path.startsWith('/') ? [] : from.split('/').slice(0, -1);
	for (const segment of path.split('/')) {
		if (segment === '..') {
			if (resolved.pop() === undefined) return null;
		} else if (segment !== '' && segment !== '.') resolved.push(segment);
	}
	return resolved.join('/') || null;
}
