import { lineIssueCodes, type FileIssue } from '#lib/domain/errors.ts';
import { m } from '#lib/i18n/paraglide/messages.js';
import { unknown } from '#lib/ui/format.ts';

/** Where in a roster a problem is: its row. */
export function rosterPlace({ row }: FileIssue): string {
	return row === null ? unknown : m.row_number({ row });
}

/** Where in a bank file a problem is: the line for its syntax, else the item or other entry. */
export function bankPlace({ row, column, code }: FileIssue): string {
	if (row === null) return unknown;
	if (lineIssueCodes.has(code)) return m.row_number({ row });
	const elsewhere = column?.startsWith('documents.') || column?.startsWith('topics.');
	return elsewhere ? m.organizer_import_entry({ row }) : m.item_number({ row });
}
