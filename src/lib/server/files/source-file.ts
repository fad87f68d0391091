import { extname } from 'node:path';
import { AppError } from '#lib/domain/errors.ts';
import { emptyFile, fileTooBig, unsupportedFile } from './file-errors.ts';
import { binaryKind, hasMacros, textKind, zipKind, type FileKind } from './file-kind.ts';
import type { FileLimits } from './file-limits.ts';
import { decodeText } from './text-decoding.ts';
import { readZip, type ZipReader } from './zip.ts';

/** An uploaded file and what it is. */
export interface SourceFile {
	/** As uploaded; never decides what the file is. */
	readonly name: string;
	readonly bytes: Uint8Array;
	readonly kind: FileKind;
	/** True for an Office file with programs in it. */
	readonly macros: boolean;
	/** The text of a file of kind `text`, null for every other kind. */
	readonly text: string | null;
	/** The inside of a zip archive of any kind, null for every other file. */
	readonly archive: ZipReader | null;
}

/**
 * Looks what an uploaded file is; of an archive only the directory and a few small parts are read.
 * Throws FILE_TOO_BIG, FILE_EMPTY, or FILE_UNREADABLE for a damaged archive.
 */
export async function openSourceFile(
	name: string,
	bytes: Uint8Array,
	limits: Pick<FileLimits, 'bytes' | 'unpackedBytes'>
): Promise<SourceFile> {
	if (bytes.length > limits.bytes) throw fileTooBig(limits.bytes);
	if (bytes.length === 0) throw emptyFile();
	const file = { name, bytes, macros: false, text: null, archive: null };
	const kind = binaryKind(bytes);
	if (kind === 'zip') return await openArchive(file, limits);
	if (kind !== null) return { ...file, kind };
	const text = decodeText(bytes);
	if (text === null) return { ...file, kind: 'binary' };
	const kindOfText = textKind(text);
	return { ...file, kind: kindOfText, text: kindOfText === 'text' ? text : null };
}

async function openArchive(
	file: Omit<SourceFile, 'kind'>,
	limits: Pick<FileLimits, 'unpackedBytes'>
): Promise<SourceFile> {
	let archive: ZipReader;
	try {
		archive = readZip(file.bytes, limits);
	} catch (error) {
		const isEncrypted = error instanceof AppError && error.issues[0]?.code === 'FILE_ENCRYPTED';
		if (isEncrypted) return { ...file, kind: 'encrypted' };
		throw error;
	}
	return { ...file, archive, kind: await zipKind(archive), macros: await hasMacros(archive) };
}

/**
 * Throws the refusal that helps when the file is of none of these kinds: FILE_ENCRYPTED, FILE_MACROS,
 * FILE_OLD_EXCEL, FILE_OLD_WORD, else FILE_KIND_UNKNOWN. A file with macros is always refused.
 */
export function requireKind(file: SourceFile, kinds: readonly FileKind[]): void {
	if (file.kind === 'encrypted') throw unsupportedFile('FILE_ENCRYPTED');
	if (file.macros) throw unsupportedFile('FILE_MACROS');
	if (kinds.includes(file.kind)) return;
	// Old programs save web pages and XML under the name of an Excel or Word file.
	const extension = extname(file.name).toLowerCase();
	const isWord = file.kind === 'doc' || (file.kind !== 'xls' && extension === '.doc');
	if (isWord) throw unsupportedFile('FILE_OLD_WORD');
	const isExcel = file.kind === 'xls' || extension === '.xls';
	throw unsupportedFile(isExcel ? 'FILE_OLD_EXCEL' : 'FILE_KIND_UNKNOWN');
}
