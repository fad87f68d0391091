import { writeQuestionTable } from '#lib/domain/question-table/writing.ts';
import { csvText } from '#lib/server/files/csv-writing.ts';
import { guardedCell } from './csv-importer.ts';
import type { BankExporter } from './format.ts';

/** Writes the questions as CSV; what the bank says of itself has no place there. */
export const csvExporter: BankExporter = {
	format: 'csv',
	extension: 'csv',
	mediaType: 'text/csv; charset=utf-8',
	async write(bank) {
		const { headings, rows } = writeQuestionTable(bank);
		const cells = rows.map((row) =>
			row.map((cell) => (typeof cell === 'string' ? guardedCell(cell) : cell))
		);
		return Buffer.from(csvText([headings, ...cells]));
	}
};
