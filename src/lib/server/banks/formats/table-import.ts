import { emptyHead, type ImportedBank, type ImportedItem } from '#lib/domain/bank-import.ts';
import { trueFalseOptions, type BankLanguage } from '#lib/domain/bank.ts';
import type { FileIssue } from '#lib/domain/errors.ts';
import { findQuestionHeader } from '#lib/domain/question-table/header.ts';
import { questionHeadings } from '#lib/domain/question-table/headings.ts';
import { readInfo } from '#lib/domain/question-table/info.ts';
import { nameReader } from '#lib/domain/question-table/names.ts';
import { readQuestionTable } from '#lib/domain/question-table/reading.ts';
import type { NotedRow } from '#lib/domain/sheet.ts';
import { foldVietnamese } from '#lib/domain/text.ts';
import { emptyFile } from '#lib/server/files/file-errors.ts';
import type { Progress } from './format.ts';
import { convertRows, shownConversions, type ConvertedRows } from './table-conversion.ts';
import { guideSheets } from './table-guide.ts';

/** A table of a file: a sheet, or the whole of a CSV file. */
export interface SourceTable {
	readonly name: string;
	/** Numbers are written as in the language. */
	rows(language: BankLanguage): NotedRow[];
}

/** Names that spreadsheets and people give a sheet without saying what is in it. */
const plainName =
	/^(?:sheet|trang tinh|trang|bang tinh|data|du lieu|table|cau hoi|questions?|ngan hang(?: cau hoi)?|de(?: thi)?|bo cau hoi)?[\s_-]*\d*$/;

/**
 * Reads every table with headings of questions; a sheet about the bank gives the head. The name of a
 * sheet is the topic of its questions where no column says it. Throws FILE_EMPTY.
 */
export function importTables(
	format: 'xlsx' | 'csv',
	tables: readonly SourceTable[],
	found: readonly FileIssue[],
	progress: Progress = () => {},
	decoded: Pick<ConvertedRows, 'conversions' | 'count'> = { conversions: [], count: 0 }
): ImportedBank {
	const conversions = [...decoded.conversions];
	let conversionCount = decoded.count;
	const inUnicode = (rows: readonly NotedRow[]) => {
		const { rows: converted, conversions: more, count } = convertRows(rows);
		conversions.push(...more);
		conversionCount += count;
		return converted;
	};
	const filled = tables
		.map((table) => ({ ...table, shown: inUnicode(table.rows('vi')) }))
		.filter(({ shown }) => shown.length > 0);
	if (filled.length === 0) throw emptyFile();
	const notices: FileIssue[] = [...found];
	const issues: FileIssue[] = [];
	const items: ImportedItem[] = [];
	let head = emptyHead;
	const questions = filled.flatMap((table) => {
		const info = head === emptyHead ? readInfo(table.shown) : null;
		if (info) {
			head = info.head;
			issues.push(...info.issues.map((issue) => inSheet(issue, table.name)));
			return [];
		}
		const header = findQuestionHeader(table.shown);
		if (header) return [{ table, header }];
		if (!guideSheets.has(table.name)) notices.push(sheetNotice('SHEET_NOT_READ', table.name));
		return [];
	});
	if (questions.length === 0) {
		const { stem, key } = questionHeadings[head.language ?? 'vi'];
		for (const column of [stem, key]) issues.push({ row: null, column, code: 'COLUMN_MISSING' });
	}
	const names = nameReader(head);
	for (const { table, header } of questions) {
		const rows = header.language === 'vi' ? table.shown : table.rows(header.language);
		const read = readQuestionTable(rows, header, (count) => progress(items.length + count));
		const place = (issue: FileIssue) => (questions.length > 1 ? inSheet(issue, table.name) : issue);
		issues.push(...read.issues.map(place));
		notices.push(...read.notices.map(place));
		const isPlain = header.columns.has('topic') || plainName.test(foldVietnamese(table.name));
		const topic = isPlain ? null : table.name;
		for (const item of read.items) {
			const named = item.topic ?? topic;
			items.push({
				...item,
				options:
					item.type === 'true_false' && head.language
						? trueFalseOptions[head.language]
						: item.options,
				topic: named === null ? null : (names.topic(named) ?? named),
				document: item.document === null ? null : (names.document(item.document) ?? item.document)
			});
		}
	}
	return {
		format,
		head,
		items,
		issues,
		notices,
		conversions: conversions.slice(0, shownConversions),
		conversionCount
	};
}

/** A row alone does not say in which sheet it is. */
function inSheet(issue: FileIssue, sheet: string): FileIssue {
	return { ...issue, column: issue.column === null ? sheet : `${sheet}: ${issue.column}` };
}

/** What became of a sheet as a whole. */
export function sheetNotice(
	code: FileIssue['code'],
	name: string,
	params: Record<string, number> = {}
): FileIssue {
	return { row: null, column: null, code, params: { value: name, ...params } };
}

/** True for rows that are a table of questions, or say something of a bank. */
export function looksLikeQuestions(rows: readonly NotedRow[]): boolean {
	return findQuestionHeader(rows) !== null;
}
