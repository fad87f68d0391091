import type { BankFormat } from '#lib/domain/bank-import.ts';
import { lineIssueCodes, type FileIssue, type FileIssueCode } from '#lib/domain/errors.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { unknown } from '#lib/ui/format.ts';
import { bankPlace } from '../_components/issue-place.ts';

/** Where something of a file is, in the words of its kind: its row, its paragraph, its line, its question. */
export function filePlace(format: BankFormat, row: number | null): string {
	if (row === null) return unknown;
	switch (format) {
		case 'xlsx':
		case 'csv':
			return m.banks_import_place_row({ row });
		case 'docx':
			return m.banks_import_place_paragraph({ row });
		case 'hoithi':
		case 'qti':
			return m.item_number({ row });
		default:
			return m.row_number({ row });
	}
}

const ofLines: ReadonlySet<FileIssueCode> = new Set([...lineIssueCodes, 'XML_SYNTAX']);

/** Where a problem of a file is; `format` is null for a file that was not read. */
export function problemPlace(issue: FileIssue, format: BankFormat | null): string {
	if (issue.row === null) return m.banks_import_place_file();
	if (format === null || ofLines.has(issue.code)) return m.row_number({ row: issue.row });
	return format === 'hoithi' ? bankPlace(issue) : filePlace(format, issue.row);
}

const columns: Record<string, () => string> = {
	stem: m.banks_stem,
	options: m.banks_options,
	key: m.banks_key,
	rationale: m.banks_rationale,
	topic: m.organizer_column_topic,
	difficulty: m.organizer_form_difficulty,
	points: m.banks_points,
	place: m.banks_place,
	'citation.place': m.banks_place,
	document: m.banks_document,
	facts: m.banks_facts,
	title: m.banks_title,
	slug: m.banks_slug
};

/** The field that a problem is about, in words; a heading of the file stays as it is. */
export function problemField(column: string | null): string | null {
	if (column === null) return null;
	const [, letter] = /^options\.([a-h])$/.exec(column) ?? [];
	if (letter) return m.banks_option({ letter: letter.toUpperCase() });
	return Object.hasOwn(columns, column) ? (columns[column]?.() ?? column) : column;
}
