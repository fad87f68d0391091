import { AppError } from '#lib/domain/errors.ts';
import type { BankLanguage } from '#lib/domain/bank.ts';
import type { NotedRow } from '#lib/domain/sheet.ts';
import { fileTooBig, tooManyRows, unreadableFile } from './file-errors.ts';
import type { FileLimits } from './file-limits.ts';
import { shownRows } from './workbook-rows.ts';
import { readSheetCells } from './workbook-sheet.ts';
import { readStyles } from './workbook-styles.ts';
import { readSharedTexts } from './workbook-texts.ts';
import { parseXml } from './xml.ts';
import { attribute, child, children, descendant, type XmlElement } from './xml-tree.ts';
import { resolveZipPath, type ZipReader } from './zip.ts';

/** A sheet of a workbook. */
export interface WorkbookSheet {
	readonly name: string;
	readonly hidden: boolean;
	/** Rows with content that are hidden or filtered out; they are among `rows` too. */
	readonly hiddenRows: number;
	/** Rows with content as the person sees them, numbers written as in the language. */
	rows(language: BankLanguage): NotedRow[];
}

const workbookPath = 'xl/workbook.xml';

/**
 * Reads all sheets of an XLSX file: texts, results of formulas, and numbers as their format shows them.
 * Charts are left out. The limit of rows is for all sheets together. Throws an AppError for a file that
 * is damaged or too large.
 */
export async function readWorkbook(
	archive: ZipReader,
	limits: FileLimits
): Promise<WorkbookSheet[]> {
	try {
		return await readSheetsOf(archive, limits);
	} catch (error) {
		// A line of a part of the file helps nobody.
		throw error instanceof AppError && error.code === 'INVALID_FILE' ? unreadableFile() : error;
	}
}

async function readSheetsOf(archive: ZipReader, limits: FileLimits): Promise<WorkbookSheet[]> {
	const small = async (path: string | null) => {
		const content = path === null ? null : await archive.read(path, limits.bytes);
		return content && parseXml(content);
	};
	const workbook = await small(workbookPath);
	const relations = await small('xl/_rels/workbook.xml.rels');
	if (!workbook || !relations) throw unreadableFile();
	const parts = children(relations).map((relation) => ({
		id: attribute(relation, 'Id') ?? '',
		type: (attribute(relation, 'Type') ?? '').replace(/^.*\//, ''),
		path: resolveZipPath(workbookPath, attribute(relation, 'Target') ?? '')
	}));
	const read = async (type: string) => {
		const path = parts.find((part) => part.type === type)?.path;
		return path ? await archive.read(path) : null;
	};
	const styleSheet = await read('styles');
	if ((styleSheet?.length ?? 0) > limits.bytes) throw fileTooBig(limits.bytes);
	const styles = styleSheet ? readStyles(styleSheet) : [];
	const sharedTexts = await read('sharedStrings');
	const shared = sharedTexts ? readSharedTexts(sharedTexts, limits) : [];
	const from1904 = ['1', 'true'].includes(
		attribute(child(workbook, 'workbookPr') ?? workbook, 'date1904') ?? ''
	);

	const sheets: WorkbookSheet[] = [];
	let rowCount = 0;
	const listed = descendant(workbook, 'sheets');
	for (const sheet of listed ? children(listed, 'sheet') : []) {
		const part = parts.find(({ id, type }) => type === 'worksheet' && id === relationId(sheet));
		const content = part?.path ? await archive.read(part.path) : null;
		if (!content) continue;
		const raw = readSheetCells(content, shared, limits);
		rowCount += raw.rows.length;
		if (rowCount > limits.rows) throw tooManyRows(null, limits);
		sheets.push({
			name: attribute(sheet, 'name') ?? '',
			hidden: ['hidden', 'veryHidden'].includes(attribute(sheet, 'state') ?? ''),
			hiddenRows: raw.rows.filter(({ hidden }) => hidden).length,
			rows: (language) => shownRows(raw, { styles, from1904, language })
		});
	}
	return sheets;
}

/** The reference `r:id`, whose namespace is another one in strict files. */
function relationId(sheet: XmlElement): string | undefined {
	const name = Object.keys(sheet.attributes).find((key) => key.endsWith('}id'));
	return name === undefined ? undefined : sheet.attributes[name];
}
