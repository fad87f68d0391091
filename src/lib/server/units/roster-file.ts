import type { SheetRows } from '#lib/domain/sheet.ts';
import { readCsv } from '../files/csv.ts';
import { emptyFile } from '../files/file-errors.ts';
import type { FileLimits } from '../files/file-limits.ts';
import { openSourceFile, requireKind } from '../files/source-file.ts';
import { readFirstSheet } from '../files/xlsx.ts';

/** How large a roster file may be. */
const rosterFileLimits: FileLimits = {
	bytes: 20 * 2 ** 20,
	unpackedBytes: 200 * 2 ** 20,
	rows: 200_000,
	columns: 50
};

/**
 * Reads an uploaded roster as a table of texts. The kind of file is told by its content; the name
 * only decides what to say when that fails. XLSX, and CSV with comma, semicolon or tab in UTF-8,
 * UTF-16 or Windows-1258. Throws an AppError whose issues say what is wrong with the file.
 */
export async function readRosterFile(fileName: string, bytes: Uint8Array): Promise<SheetRows> {
	const file = await openSourceFile(fileName, bytes, rosterFileLimits);
	requireKind(file, ['xlsx', 'text']);
	const table =
		file.text === null
			? await readFirstSheet(bytes, rosterFileLimits)
			: readCsv(file.text, rosterFileLimits);
	const rows = table.filter((row) => row.cells.some((cell) => cell.trim() !== ''));
	if (rows.length === 0) throw emptyFile();
	return { rows };
}
