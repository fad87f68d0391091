import writeXlsxFile, { type Cell } from 'write-excel-file/node';
import type { BankLanguage } from '#lib/domain/bank.ts';
import { questionHeadings, type QuestionField } from '#lib/domain/question-table/headings.ts';
import { questionWords } from '#lib/domain/question-table/words.ts';
import type { WrittenColumn, WrittenTable } from '#lib/domain/question-table/writing.ts';
import { columnChoices, type ColumnChoice } from '#lib/server/files/xlsx-validation.ts';

/** Name of the sheet of questions. */
export const questionSheet: Readonly<Record<BankLanguage, string>> = {
	vi: 'Câu hỏi',
	en: 'Questions'
};

/** Rows below the questions that offer the lists too. */
const rowsToCome = 1000;

const widths: Partial<Record<QuestionField, number>> = {
	id: 16,
	type: 18,
	topic: 26,
	difficulty: 14,
	stem: 60,
	key: 14,
	rationale: 50,
	document: 20,
	place: 24,
	points: 8,
	facts: 16,
	status: 14
};
const optionWidth = 30;

/** A further sheet of plain texts. */
export interface TextSheet {
	readonly name: string;
	readonly rows: readonly (readonly string[])[];
	readonly widths: readonly number[];
	/** Rows that are set as headings, from 0. */
	readonly headings: ReadonlySet<number>;
}

/**
 * A workbook of a table of questions with lists to choose from, and further sheets. Prepared rows carry
 * the format of texts, so that what is typed there stays as it was typed.
 */
export async function writeWorkbook(
	{ columns, headings, rows }: WrittenTable,
	language: BankLanguage,
	others: readonly TextSheet[],
	preparedRows = 0
): Promise<Uint8Array> {
	const name = questionSheet[language];
	const prepared = Array.from({ length: preparedRows }, () => columns.map(() => textCell('')));
	const sheets = [
		{
			sheet: name,
			data: [headings.map(headingCell), ...rows.map((row) => row.map(questionCell)), ...prepared],
			columns: columns.map((column) => ({ width: widthOf(column) })),
			stickyRowsCount: 1
		},
		...others.map((other) => ({
			sheet: other.name,
			data: other.rows.map((row, index) =>
				row.map((text) => (other.headings.has(index) ? headingCell(text) : textCell(text)))
			),
			columns: other.widths.map((width) => ({ width }))
		}))
	];
	const choices = choicesOf(columns, language, rows.length + rowsToCome);
	const file = writeXlsxFile(sheets, {
		fontFamily: 'Times New Roman',
		fontSize: 13,
		features: [columnChoices(name, choices)]
	});
	return await file.toBuffer();
}

function widthOf(column: WrittenColumn): number {
	return typeof column === 'object' ? optionWidth : (widths[column] ?? 20);
}

function headingCell(value: string): Cell {
	return {
		value,
		type: String,
		fontWeight: 'bold',
		backgroundColor: '#F3E4E4',
		alignVertical: 'center',
		wrap: true
	};
}

function questionCell(value: string | number): Cell {
	return typeof value === 'number'
		? { value, type: Number, alignVertical: 'top' }
		: textCell(value);
}

/** A text that stays one when somebody edits it: "1/2" becomes no date and "=1+1" no formula. */
function textCell(value: string): Cell {
	return {
		value: escapedCodes(value),
		type: String,
		format: '@',
		wrap: true,
		alignVertical: 'top'
	};
}

/** What looks like the code of a character ("_x0041_") is written so that it is read as it stands. */
function escapedCodes(value: string): string {
	return value.replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

function choicesOf(
	columns: readonly WrittenColumn[],
	language: BankLanguage,
	toRow: number
): ColumnChoice[] {
	const words = questionWords[language];
	const message =
		language === 'vi' ? 'Hãy chọn một giá trị trong danh sách.' : 'Choose a value of the list.';
	const lists: [QuestionField, readonly string[], boolean][] = [
		['type', Object.values(words.type), true],
		['difficulty', Object.values(words.difficulty), true],
		['key', language === 'vi' ? [...letters, 'Đúng', 'Sai'] : [...letters, 'True', 'False'], false],
		['status', Object.values(words.status), true]
	];
	return lists.flatMap(([field, choices, strict]): ColumnChoice[] => {
		const index = columns.indexOf(field);
		if (index === -1) return [];
		const heading = questionHeadings[language][field];
		const shown = strict ? `${heading}: ${message}` : message;
		return [{ column: index + 1, fromRow: 2, toRow, choices, strict, message: shown }];
	});
}

const letters = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];
