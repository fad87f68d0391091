import { extname } from 'node:path';
import { AppError, type FileIssue } from '#lib/domain/errors.ts';
import type { SheetRow, SheetRows } from '#lib/domain/roster.ts';
import { decodeText, readCsv } from './roster-csv.ts';
import { fileTooBig, rosterFileLimits, unsupportedFile } from './roster-file-errors.ts';
import { readXlsx } from './roster-xlsx.ts';

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
	if (zipMagic.includes(magic)) rows = await readXlsx(bytes);
	else if (magic === oleMagic) throw unsupportedFile(oleKind(bytes));
	else rows = readText(fileName, bytes);
	rows = rows.filter((row) => row.cells.some((cell) => cell.trim() !== ''));
	if (rows.length === 0) {
		throw new AppError('INVALID_FILE', {}, [{ row: null, column: null, code: 'FILE_EMPTY' }]);
	}
	return { rows };
}

function readText(fileName: string, bytes: Uint8Array): SheetRow[] {
	const text = decodeText(bytes);
	if (text === null || /^\s*(?:%PDF|\{\\rtf|<(?:!doctype|html|\?xml|table|meta))/i.test(text)) {
		// Old programs save web pages and XML under the name of an Excel file.
		const isNamedXls = extname(fileName).toLowerCase() === '.xls';
		throw unsupportedFile(isNamedXls ? 'FILE_OLD_EXCEL' : 'FILE_KIND_UNKNOWN');
	}
	return readCsv(text);
}

/** An OLE container with this stream is a workbook locked with a password. */
const encryptedStream = Buffer.from('EncryptedPackage', 'utf16le');

function oleKind(bytes: Uint8Array): FileIssue['code'] {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(encryptedStream)
		? 'FILE_ENCRYPTED'
		: 'FILE_OLD_EXCEL';
}
