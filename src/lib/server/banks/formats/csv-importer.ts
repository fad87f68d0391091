import type { NotedRow } from '#lib/domain/sheet.ts';
import { isAppError } from '#lib/domain/errors.ts';
import { readCsv } from '#lib/server/files/csv.ts';
import { decodeTextFile } from '#lib/server/files/text-decoding.ts';
import { bankFileLimits } from './bank-file-limits.ts';
import type { BankImporter } from './format.ts';
import { conversionsBetween } from './table-conversion.ts';
import { importTables, looksLikeQuestions } from './table-import.ts';

/** As much of a file as must hold its headings. */
const headLength = 20_000;
/** An apostrophe keeps a spreadsheet from computing what stands behind it. */
const guarded = /^'+[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/;

/** Reads tables as text, parted by commas, semicolons or tabs, with a row of headings. */
export const csvImporter: BankImporter = {
	format: 'csv',

	detect({ text }) {
		if (text === null) return false;
		// Whatever the end is torn out of, the headings stand before.
		for (const end of [headLength, text.lastIndexOf('\n', headLength), text.indexOf('\n', 1)]) {
			if (end <= 0) continue;
			try {
				return looksLikeQuestions(readCsv(text.slice(0, end), bankFileLimits));
			} catch (error) {
				if (!isAppError(error)) throw error;
			}
		}
		return false;
	},

	async parse({ text, bytes }, progress) {
		const rows = rowsOf(text ?? '');
		const table = { name: '', rows: () => rows };
		const encoding = decodeTextFile(bytes)?.encoding;
		const isOld = encoding === 'tcvn3' || encoding === 'vni' || encoding === 'windows-1258';
		const decoded = isOld
			? conversionsBetween(rowsOf(new TextDecoder('windows-1252').decode(bytes)), rows, encoding)
			: undefined;
		return importTables('csv', [table], [], progress, decoded);
	}
};

function rowsOf(text: string): NotedRow[] {
	return readCsv(text, bankFileLimits).map(({ number, cells }): NotedRow => {
		return { number, cells: cells.map(unguarded) };
	});
}

function unguarded(cell: string): string {
	return guarded.test(cell) ? cell.slice(1) : cell;
}

/** The text as a cell that no spreadsheet computes and that the importer reads as it was. */
export function guardedCell(text: string): string {
	// What is written adds the apostrophe before the signs themselves.
	return guarded.test(text) ? `'${text}` : text;
}
