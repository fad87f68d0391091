import { crc32, deflateRawSync } from 'node:zlib';

/** A file to put into an archive; what the archive says of it may be a lie. */
export interface ZipFile {
	readonly name: string | Buffer;
	readonly content: Buffer | string;
	readonly stored?: boolean;
	readonly encrypted?: boolean;
	/** Length that the archive promises instead of the true one. */
	readonly claimedSize?: number;
	/** Checksum that the archive gives instead of the true one. */
	readonly claimedChecksum?: number;
}

/** A zip archive of these files; with `zip64`, sizes, offsets and counts stand only in zip64 records. */
export function makeZip(
	files: readonly ZipFile[],
	options: { zip64?: boolean; comment?: string } = {}
): Buffer {
	const full = options.zip64 === true;
	const local: Buffer[] = [];
	const directory: Buffer[] = [];
	let offset = 0;
	for (const file of files) {
		const content = Buffer.from(file.content as string);
		const name = Buffer.from(file.name as string);
		const packed = file.stored ? content : deflateRawSync(content);
		const size = file.claimedSize ?? content.length;
		const common = Buffer.alloc(26);
		common.writeUInt16LE(full ? 45 : 20, 0);
		common.writeUInt16LE(file.encrypted ? 0x0801 : 0x0800, 2);
		common.writeUInt16LE(file.stored ? 0 : 8, 4);
		common.writeUInt32LE(file.claimedChecksum ?? crc32(content), 10);
		common.writeUInt32LE(full ? 0xffffffff : packed.length, 14);
		common.writeUInt32LE(full ? 0xffffffff : size, 18);
		common.writeUInt16LE(name.length, 22);
		const wide = full ? zip64Field([size, packed.length, offset]) : Buffer.alloc(0);
		common.writeUInt16LE(wide.length, 24);
		const rest = Buffer.alloc(14);
		rest.writeUInt32LE(full ? 0xffffffff : offset, 10);
		const head = Buffer.from('PK\u0003\u0004');
		local.push(head, common, name, wide, packed);
		directory.push(Buffer.from('PK\u0001\u0002\u0014\u0000'), common, rest, name, wide);
		offset += head.length + common.length + name.length + wide.length + packed.length;
	}
	const listed = Buffer.concat(directory);
	const end = Buffer.alloc(22);
	end.write('PK\u0005\u0006');
	end.writeUInt16LE(full ? 0xffff : files.length, 8);
	end.writeUInt16LE(full ? 0xffff : files.length, 10);
	end.writeUInt32LE(full ? 0xffffffff : listed.length, 12);
	end.writeUInt32LE(full ? 0xffffffff : offset, 16);
	const comment = Buffer.from(options.comment ?? '');
	end.writeUInt16LE(comment.length, 20);
	const wideEnd = full ? zip64End(files.length, listed.length, offset) : Buffer.alloc(0);
	return Buffer.concat([...local, listed, wideEnd, end, comment]);
}

function zip64Field(values: readonly number[]): Buffer {
	const field = Buffer.alloc(4 + 8 * values.length);
	field.writeUInt16LE(1, 0);
	field.writeUInt16LE(8 * values.length, 2);
	for (const [index, value] of values.entries()) {
		field.writeBigUInt64LE(BigInt(value), 4 + 8 * index);
	}
	return field;
}

/** The zip64 record at the end of the directory, and the locator that points to it. */
function zip64End(count: number, size: number, start: number): Buffer {
	const record = Buffer.alloc(56);
	record.write('PK\u0006\u0006');
	record.writeBigUInt64LE(44n, 4);
	record.writeBigUInt64LE(BigInt(count), 24);
	record.writeBigUInt64LE(BigInt(count), 32);
	record.writeBigUInt64LE(BigInt(size), 40);
	record.writeBigUInt64LE(BigInt(start), 48);
	const locator = Buffer.alloc(20);
	locator.write('PK\u0006\u0007');
	locator.writeBigUInt64LE(BigInt(start + size), 8);
	locator.writeUInt32LE(1, 16);
	return Buffer.concat([record, locator]);
}
