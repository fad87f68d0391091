import { stringify } from 'csv-stringify/sync';
import { foldVietnamese } from '#lib/domain/text.ts';

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

/** The rows, heading first, as a file to download; `fileName` ends in `.csv`. */
export function csvResponse(fileName: string, rows: CsvCell[][]): Response {
	// Browsers take the second name; the first is for those that know ASCII only.
	const plain = foldVietnamese(fileName).replace(/[^a-z0-9._-]+/g, '-');
	return new Response(csvText(rows), {
		headers: {
			'content-type': 'text/csv; charset=utf-8',
			'content-disposition': `attachment; filename="${plain}"; filename*=UTF-8''${encodeName(fileName)}`,
			'cache-control': 'no-store',
			'x-content-type-options': 'nosniff'
		}
	});
}

/** Percent-encoding of RFC 8187, which forbids more characters than a URL does. */
function encodeName(name: string): string {
	return encodeURIComponent(name.toWellFormed()).replace(
		/['()*]/g,
		(character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`
	);
}
