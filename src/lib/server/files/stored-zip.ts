import { crc32 } from 'node:zlib';

const endSignature = 0x06054b50;
const directorySignature = 0x02014b50;
const localSignature = 0x04034b50;

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
