import { isUtf8 } from 'node:buffer';
import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';

/** A file in a zip archive, as the archive's directory describes it. */
export interface ZipEntry {
	readonly name: string;
	readonly encrypted: boolean;
	/** CRC-32 of the content. */
	readonly checksum: number;
	readonly method: number;
	readonly packedSize: number;
	readonly size: number;
	readonly headerOffset: number;
}

/** The archive is damaged, or its directory says one thing and its content another. */
export class ZipError extends Error {}

const inflate = promisify(inflateRaw);
const endSignature = 0x06054b50;
const directorySignature = 0x02014b50;
const localSignature = 0x04034b50;
const end64Signature = 0x06064b50;
const locator64Signature = 0x07064b50;
const mostEntries = 0xffff;

/** Files of an archive by its central directory; nothing is unpacked. */
export function readZipDirectory(archive: Buffer): ZipEntry[] {
	const end = findEnd(archive);
	const { count, start } = readEnd(archive, end);
	if (count > mostEntries) throw new ZipError('too many entries');
	let offset = start;
	const entries: ZipEntry[] = [];
	for (let index = 0; index < count; index++) {
		if (offset + 46 > end || archive.readUInt32LE(offset) !== directorySignature) {
			throw new ZipError('directory is damaged');
		}
		const nameEnd = offset + 46 + archive.readUInt16LE(offset + 28);
		const extraEnd = nameEnd + archive.readUInt16LE(offset + 30);
		if (extraEnd > end) throw new ZipError('directory is damaged');
		const sizes = zip64Sizes(archive.subarray(nameEnd, extraEnd), [
			archive.readUInt32LE(offset + 24),
			archive.readUInt32LE(offset + 20),
			archive.readUInt32LE(offset + 42)
		]);
		entries.push({
			name: decodeName(archive.subarray(offset + 46, nameEnd)),
			encrypted: (archive.readUInt16LE(offset + 8) & 1) === 1,
			checksum: archive.readUInt32LE(offset + 16),
			method: archive.readUInt16LE(offset + 10),
			size: sizes[0],
			packedSize: sizes[1],
			headerOffset: sizes[2]
		});
		offset = extraEnd + archive.readUInt16LE(offset + 32);
	}
	return entries;
}

/** The record at the end of the archive, before its comment. */
function findEnd(archive: Buffer): number {
	const last = archive.length - 22;
	for (let offset = last; offset >= Math.max(0, last - 0xffff); offset--) {
		if (archive.readUInt32LE(offset) === endSignature) return offset;
	}
	throw new ZipError('archive has no end');
}

/** How many files the directory lists, and where it starts; from the zip64 record if there is one. */
function readEnd(archive: Buffer, end: number): { count: number; start: number } {
	const count = archive.readUInt16LE(end + 10);
	const start = archive.readUInt32LE(end + 16);
	const locator = end - 20;
	if (locator < 0 || archive.readUInt32LE(locator) !== locator64Signature) return { count, start };
	const record = Number(archive.readBigUInt64LE(locator + 8));
	if (record + 56 > locator || archive.readUInt32LE(record) !== end64Signature) {
		throw new ZipError('directory is damaged');
	}
	return {
		count: Number(archive.readBigUInt64LE(record + 32)),
		start: Number(archive.readBigUInt64LE(record + 48))
	};
}

/**
 * A name is UTF-8; in archives of old programs some code page, where each byte at least keeps a
 * character of its own.
 */
function decodeName(bytes: Buffer): string {
	return isUtf8(bytes) ? bytes.toString('utf8') : bytes.toString('latin1');
}

/** Size, packed size and offset, from the zip64 field where the plain ones are full. */
function zip64Sizes(
	extra: Buffer,
	plain: readonly [number, number, number]
): [number, number, number] {
	const sizes: [number, number, number] = [...plain];
	for (let offset = 0; offset + 4 <= extra.length;) {
		const length = extra.readUInt16LE(offset + 2);
		if (extra.readUInt16LE(offset) === 1) {
			let value = offset + 4;
			for (const index of [0, 1, 2] as const) {
				if (plain[index] !== 0xffffffff) continue;
				if (value + 8 > Math.min(extra.length, offset + 4 + length)) break;
				sizes[index] = Number(extra.readBigUInt64LE(value));
				value += 8;
			}
		}
		offset += 4 + length;
	}
	return sizes;
}

/** Unpacks one file; never yields more bytes than the directory promises. */
export async function unpackZipEntry(archive: Buffer, entry: ZipEntry): Promise<Buffer> {
	const header = entry.headerOffset;
	if (header + 30 > archive.length || archive.readUInt32LE(header) !== localSignature) {
		throw new ZipError('entry is damaged');
	}
	const start = header + 30 + archive.readUInt16LE(header + 26) + archive.readUInt16LE(header + 28);
	const packed = archive.subarray(start, start + entry.packedSize);
	if (packed.length !== entry.packedSize) throw new ZipError('entry is cut off');
	if (entry.method !== 0 && entry.method !== 8) throw new ZipError('unknown compression');
	let content = packed;
	if (entry.method === 8) {
		try {
			content = await inflate(packed, { maxOutputLength: Math.max(1, entry.size) });
		} catch (error) {
			throw new ZipError('entry is damaged', { cause: error });
		}
	}
	if (content.length !== entry.size) throw new ZipError('entry is not as long as promised');
	if (crc32(content) !== entry.checksum) throw new ZipError('entry is damaged');
	return content;
}
