import { CsvError, parse } from 'csv-parse/sync';
import type { SheetRow } from '#lib/domain/roster.ts';
import {
	rosterFileLimits,
	tooManyColumns,
	tooManyRows,
	unreadableFile
} from './roster-file-errors.ts';

/**
 * Text of a file: UTF-16 by its byte-order mark, else UTF-8 when it is valid, else Windows-1258, the
 * code page of Vietnamese Windows. Null when the bytes are no text.
 */
export function decodeText(bytes: Uint8Array): string | null {
	const [first, second] = bytes;
	let text: string;
	if (first === 0xff && second === 0xfe) text = new TextDecoder('utf-16le').decode(bytes);
	else if (first === 0xfe && second === 0xff) text = new TextDecoder('utf-16be').decode(bytes);
	else {
		try {
			text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
		} catch {
			// The code page writes tones as separate marks; composed, the text reads as it was typed.
			text = new TextDecoder('windows-1258').decode(bytes).normalize('NFC');
		}
	}
	// eslint-disable-next-line no-control-regex -- no text has them, every other kind of file does
	return /[\u0000-\u0008\u000e-\u0019\u001c-\u001f]/.test(text) ? null : text;
}

/** Rows of a CSV text; the delimiter is the one that occurs most in the first lines. */
export function readCsv(text: string): SheetRow[] {
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
				if (cells.length > rosterFileLimits.columns) throw tooManyColumns(records);
				if (cells.length > 0) rows.push({ number: records, cells });
				if (rows.length > rosterFileLimits.rows) throw tooManyRows(records);
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
