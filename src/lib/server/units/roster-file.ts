import { extname } from 'node:path';
import type { SheetRow, SheetRows } from '#lib/domain/sheet.ts';
import { readCsv } from '../files/csv.ts';
import { emptyFile, fileTooBig, unsupportedFile } from '../files/file-errors.ts';
import type { FileLimits } from '../files/file-limits.ts';
import { decodeText } from '../files/text-decoding.ts';
import { readFirstSheet } from '../files/xlsx.ts';
import type { FileIssue } from '#lib/domain/errors.ts';

/** How large a roster file may be. */
export const rosterFileLimits: FileLimits = {
	bytes: 20 * 2 ** 20,
	unpackedBytes: 200 * 2 ** 20,
	rows: 200_000,
	columns: 50
};

/** First bytes of a zip archive, also of an empty one. */
const zipMagic = ['504b0304', '504b0506', '504b0708'];
/** First bytes of an OLE container: .xls of Excel 97–2003, or an .xlsx locked with a password. */
const oleMagic = 'd0cf11e0';

/**
 * Reads an uploaded roster as a table of texts. The kind of file is told by its content; the name
 * only decides what to say when that fails. XLSX, and CSV with comma, semicolon or tab in UTF-8,
 * UTF-16 or Windows-1258. Throws an AppError whose issues say what is wrong with the file.
 */
export async function readRosterFile(fileName: string, bytes: Uint8Array): Promise<SheetRows> {
	if (bytes.length > rosterFileLimits.bytes) throw fileTooBig(rosterFileLimits.bytes);
	const magic = Buffer.from(bytes.subarray(0, 4)).toString('hex');
	let rows: SheetRow[];
	if (zipMagic.includes(magic)) rows = await readFirstSheet(bytes, rosterFileLimits);
	else if (magic === oleMagic) throw unsupportedFile(oleKind(bytes));
	else rows = readText(fileName, bytes);
	rows = rows.filter((row) => row.cells.some((cell) => cell.trim() !== ''));
	if (rows.length === 0) throw emptyFile();
	return { rows };
}

function readText(fileName: string, bytes: Uint8Array): SheetRow[] {
	const text = decodeText(bytes);
	if (text === null || /^\s*(?:%PDF|\{\\rtf|<(?:!doctype|html|\?xml|table|meta))/i.test(text)) {
		// Old programs save web pages and XML under the name of an Excel file.
		const isNamedXls = extname(fileName).toLowerCase() === '.xls';
		throw unsupportedFile(isNamedXls ? 'FILE_OLD_EXCEL' : 'FILE_KIND_UNKNOWN');
	}
	return readCsv(text, rosterFileLimits);
}

/** An OLE container with this stream is a workbook locked with a password. */
const encryptedStream = Buffer.from('EncryptedPackage', 'utf16le');

function oleKind(bytes: Uint8Array): FileIssue['code'] {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(encryptedStream)
		? 'FILE_ENCRYPTED'
		: 'FILE_OLD_EXCEL';
}
