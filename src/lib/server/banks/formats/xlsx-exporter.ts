import { infoRows, infoWords } from '#lib/domain/question-table/info.ts';
import { writeQuestionTable } from '#lib/domain/question-table/writing.ts';
import type { BankExporter } from './format.ts';
import { writeWorkbook } from './xlsx-writing.ts';

/** Writes a workbook: the questions, and a sheet about the bank with its topics and documents. */
export const xlsxExporter: BankExporter = {
	format: 'xlsx',
	extension: 'xlsx',
	mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
	async write(bank) {
		const rows = infoRows(bank);
		const words = infoWords[bank.language];
		const titles = [words.documents.id, words.topics.id];
		const headings = new Set(
			rows.flatMap(([first], index) => (titles.includes(first ?? '') ? [index] : []))
		);
		const info = { name: words.sheet, rows, widths: [28, 24, 70, 28, 18], headings };
		return writeWorkbook(writeQuestionTable(bank), bank.language, [info]);
	}
};
