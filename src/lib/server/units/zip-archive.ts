import { promisify } from 'node:util';
import { crc32, inflateRaw } from 'node:zlib';

/** A file in a zip archive, as the archive's directory describes it. */
export interface ZipEntry {
	readonly name: string;
	readonly encrypted: boolean;
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
const mostEntries = 5000;

/** Files of an archive by its central directory; nothing is unpacked. */
export function readZipDirectory(archive: Buffer): ZipEntry[] {
	const end = findEnd(archive);
	const count = archive.readUInt16LE(end + 10);
	let offset = archive.readUInt32LE(end + 16);
	if (count > mostEntries) throw new ZipError('too many entries');
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
			name: archive.toString('utf8', offset + 46, nameEnd),
			encrypted: (archive.readUInt16LE(offset + 8) & 1) === 1,
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
	return content;
}

/** Largest piece handed on at once, so that a reader need not copy a whole file to take a part. */
const pieceSize = 2 ** 16;

/** A zip archive of these files without compression, piece by piece. */
export function* storedZip(files: ReadonlyMap<string, Buffer>): Generator<Buffer> {
	const directory: Buffer[] = [];
	let offset = 0;
	for (const [name, content] of files) {
		const nameBytes = Buffer.from(name);
		// Version 2.0, UTF-8 names, method "stored", no date; the same fields stand in both headers.
		const common = Buffer.alloc(26);
		common.writeUInt16LE(20, 0);
		common.writeUInt16LE(0x0800, 2);
		common.writeUInt32LE(crc32(content), 10);
		common.writeUInt32LE(content.length, 14);
		common.writeUInt32LE(content.length, 18);
		common.writeUInt16LE(nameBytes.length, 22);
		yield Buffer.concat([uint32(localSignature), common, nameBytes]);
		for (let start = 0; start < content.length; start += pieceSize) {
			yield content.subarray(start, start + pieceSize);
		}
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE(offset, 10);
		directory.push(uint32(directorySignature), Buffer.from([20, 0]), common, rest, nameBytes);
		offset += 30 + nameBytes.length + content.length;
	}
	const end = Buffer.alloc(18);
	end.writeUInt16LE(files.size, 4);
	end.writeUInt16LE(files.size, 6);
	end.writeUInt32LE(Buffer.concat(directory).length, 8);
	end.writeUInt32LE(offset, 12);
	yield Buffer.concat([...directory, uint32(endSignature), end]);
}

function uint32(value: number): Buffer {
	const bytes = Buffer.alloc(4);
	bytes.writeUInt32LE(value);
	return bytes;
}
