import { listedProblems, type ImportedItem } from '../bank-import.ts';
import type { FileIssue } from '../errors.ts';
import type { NotedRow } from '../sheet.ts';
import { normalizeText } from '../text.ts';
import type { QuestionHeader } from './header.ts';
import { readQuestionRow } from './rows.ts';

/** What a table of questions holds. */
export interface QuestionTable {
	readonly items: readonly ImportedItem[];
	readonly issues: readonly FileIssue[];
	readonly notices: readonly FileIssue[];
}

/** Reads the rows below the headings of a table. */
export function readQuestionTable(
	rows: readonly NotedRow[],
	header: QuestionHeader,
	progress: (items: number) => void = () => {}
): QuestionTable {
	const headingRow = rows[header.rowIndex]?.number ?? null;
	const issues: FileIssue[] = [
		...header.missing.map((column) => ({
			row: headingRow,
			column,
			code: 'COLUMN_MISSING' as const
		})),
		...header.duplicates.map(({ heading }) => {
			return { row: headingRow, column: heading, code: 'COLUMN_DUPLICATE' as const };
		})
	];
	const notices = rows.slice(0, header.rowIndex).map(textAbove);
	const items: ImportedItem[] = [];
	if (header.missing.length > 0) return { items, issues, notices };
	const body = rows.slice(header.rowIndex + 1);
	for (const { index, heading } of header.unknown) {
		const first = body.find(({ cells }) => (cells[index] ?? '').trim() !== '');
		if (!first) continue;
		const params = { value: heading || `${columnLetters(index)}${first.number}` };
		notices.push({ row: headingRow, column: null, code: 'FEATURE_UNSUPPORTED', params });
	}
	for (const row of body) {
		const read = readQuestionRow(row, header);
		if (read.item) items.push(read.item);
		if (issues.length < listedProblems) issues.push(...read.issues);
		if (notices.length < listedProblems) notices.push(...read.notices);
		if (items.length % 1000 === 0) progress(items.length);
	}
	progress(items.length);
	return { items, issues, notices };
}

/** Agency, title and date, which stand above a table. */
function textAbove({ number, cells }: NotedRow): FileIssue {
	const value = cells.map(normalizeText).filter(Boolean).join(' ').slice(0, 200);
	return { row: number, column: null, code: 'TEXT_UNASSIGNED', params: { value } };
}

/** Letters by which a spreadsheet calls a column, from 0. */
export function columnLetters(index: number): string {
	const letter = String.fromCharCode(65 + (index % 26));
	return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}
