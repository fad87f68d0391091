import { foldVietnamese } from '#lib/domain/text.ts';
import { csvText, type CsvCell } from '#lib/server/files/csv-writing.ts';

export { csvText, type CsvCell };

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
