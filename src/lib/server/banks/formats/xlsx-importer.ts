import type { FileIssue } from '#lib/domain/errors.ts';
import { readWorkbook } from '#lib/server/files/workbook.ts';
import type { ZipReader } from '#lib/server/files/zip.ts';
import { unreadableFile } from '#lib/server/files/file-errors.ts';
import { bankFileLimits } from './bank-file-limits.ts';
import type { BankImporter } from './format.ts';
import { importTables, sheetNotice } from './table-import.ts';

/** Pictures that are named one by one. */
const namedPictures = 20;

/** Reads workbooks: a table with a row of headings in Vietnamese or English on each sheet. */
export const xlsxImporter: BankImporter = {
	format: 'xlsx',
	detect: ({ kind }) => kind === 'xlsx',
	async parse({ archive }, progress) {
		if (!archive) throw unreadableFile();
		const sheets = await readWorkbook(archive, bankFileLimits);
		const notices = sheets.flatMap(({ name, hidden, hiddenRows }): FileIssue[] => {
			if (hidden) return [sheetNotice('SHEET_HIDDEN', name)];
			return hiddenRows > 0 ? [sheetNotice('ROWS_HIDDEN', name, { count: hiddenRows })] : [];
		});
		const shown = sheets.filter(({ hidden }) => !hidden);
		return importTables('xlsx', shown, [...notices, ...unread(archive)], progress);
	}
};

/** Pictures and remarks at cells, which no bank has room for. */
function unread({ entries }: ZipReader): FileIssue[] {
	const notice = (code: FileIssue['code'], value: string): FileIssue => {
		return { row: null, column: null, code, params: { value } };
	};
	const names = entries.map(({ name }) => name);
	const pictures = names.filter((name) => /^xl\/media\//i.test(name));
	const hasComments = names.some((name) =>
		/^xl\/(?:.*\/)?(?:threaded)?comments?\d*\.xml$/i.test(name)
	);
	return [
		...pictures
			.slice(0, namedPictures)
			.map((name) => notice('MEDIA_UNSUPPORTED', name.replace(/^.*\//, ''))),
		...(hasComments ? [notice('FEATURE_UNSUPPORTED', 'Ghi chú / Comments')] : [])
	];
}
