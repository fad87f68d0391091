import { CsvError, parse } from 'csv-parse/sync';
import type { SheetRow } from '#lib/domain/sheet.ts';
import { tooManyColumns, tooManyRows, unreadableFile } from './file-errors.ts';
import type { FileLimits } from './file-limits.ts';

/**
 * Rows of a CSV text; the delimiter (comma, semicolon, tab) is the one that occurs most in the first
 * lines. Blank rows are left out.
 */
export function readCsv(text: string, limits: Pick<FileLimits, 'rows' | 'columns'>): SheetRow[] {
	// Excel takes a first line "sep=;" as an instruction and does not show it as a row.
	const instruction = /^sep=([,;\t])\r?\n/i.exec(text);
	const body = instruction ? text.slice(instruction[0].length) : text;
	const rows: SheetRow[] = [];
	try {
		parse(body, {
			delimiter: instruction?.[1] ?? detectDelimiter(body),
			relax_column_count: true,
			// A quotation mark inside a name is part of the name.
			relax_quotes: true,
			max_record_size: 100_000,
			on_record: (record: string[], { records }) => {
				const cells = trimRight(record);
				if (cells.length > limits.columns) throw tooManyColumns(records, limits);
				if (cells.length > 0) rows.push({ number: records, cells });
				if (rows.length > limits.rows) throw tooManyRows(records, limits);
				// Nothing is collected twice.
				return null;
			}
		});
	} catch (error) {
		if (!(error instanceof CsvError)) throw error;
		throw unreadableFile(rows.length === 0 ? null : (rows.at(-1)?.number ?? 0) + 1);
	}
	return rows;
}

/** Cells up to the last that is not blank; spreadsheets write empty cells to the edge. */
function trimRight(cells: string[]): string[] {
	let length = cells.length;
	while (length > 0 && cells[length - 1]?.trim() === '') length--;
	return length === cells.length ? cells : cells.slice(0, length);
}

function detectDelimiter(text: string): string {
	const sample = text
		.slice(0, 20_000)
		.replace(/"[^"]*"/g, '')
		.split(/\r\n|\n|\r/)
		.slice(0, 20);
	// Titles above the table hold commas too, but no line of them as many as the headings.
	const score = (delimiter: string) =>
		Math.max(...sample.map((line) => line.split(delimiter).length));
	return [';', '\t', ','].reduce((best, next) => (score(next) > score(best) ? next : best));
}
