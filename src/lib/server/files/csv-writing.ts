import { stringify } from 'csv-stringify/sync';

export type CsvCell = string | number | null;

/**
 * A table as Excel with Vietnamese regional settings opens it by a double click: UTF-8 with a
 * byte-order mark, semicolons (the comma is the decimal sign), CRLF. Text that a spreadsheet would
 * run as a formula gets an apostrophe in front.
 */
export function csvText(rows: readonly (readonly CsvCell[])[]): string {
	return stringify(
		rows.map((row) => [...row]),
		{
			bom: true,
			delimiter: ';',
			record_delimiter: 'windows',
			// On its own only the whole CRLF is quoted, and a lone line feed would tear the row apart.
			quoted_match: /[\r\n]/,
			escape_formulas: true,
			cast: { number: (value) => String(value).replace('.', ',') }
		}
	);
}
