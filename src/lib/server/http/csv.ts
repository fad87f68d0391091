import { downloadResponse } from './download.ts';
import { csvText, type CsvCell } from '#lib/server/files/csv-writing.ts';

export { csvText, type CsvCell };

/** The rows, heading first, as a file to download; `fileName` ends in `.csv`. */
export function csvResponse(fileName: string, rows: CsvCell[][]): Response {
	return downloadResponse({
		name: fileName,
		mediaType: 'text/csv; charset=utf-8',
		content: csvText(rows)
	});
}
