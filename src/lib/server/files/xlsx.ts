import { Readable } from 'node:stream';
import readWorkbook, { readSheet } from 'read-excel-file/node';
import { AppError } from '#lib/domain/errors.ts';
import type { Sheet, SheetRow } from '#lib/domain/sheet.ts';
import { fileTooBig, tooManyRows, unreadableFile, unsupportedFile } from './file-errors.ts';
import type { FileLimits } from './file-limits.ts';
import { storedZip } from './stored-zip.ts';
import { checkSheetXml, lastExcelRow, type CheckedXml } from './xlsx-limits.ts';
import { readZip } from './zip.ts';

/*
 * The library unpacks whatever the archive holds and makes an array for every row and column an
 * address names, so a file of a few bytes can ask for any amount of memory. We therefore unpack the
 * parts it needs ourselves within limits, look at the addresses, and hand it an archive of those.
 */

/** Rows of the first sheet of an XLSX file; cells as the person sees them, blank rows left out. */
export async function readFirstSheet(bytes: Uint8Array, limits: FileLimits): Promise<SheetRow[]> {
	return await orUnreadable(async () => {
		const parts = await unpackWorkbook(bytes, limits);
		return tableOf(await readSheet<string>(archiveOf(parts), { parseNumber: numberText }));
	});
}

/**
 * All sheets of an XLSX file in their order, also empty and hidden ones; charts on a sheet of their
 * own are left out. The limit of rows is for all sheets together.
 */
export async function readSheets(bytes: Uint8Array, limits: FileLimits): Promise<Sheet[]> {
	return await orUnreadable(async () => {
		const parts = await unpackWorkbook(bytes, limits);
		const sum = (rows: (part: CheckedXml) => number) =>
			[...parts.values()].reduce((total, part) => total + rows(part), 0);
		if (
			sum((part) => part.lastRow) > limits.rows ||
			sum((part) => part.lastMentionedRow) > 2 * lastExcelRow
		) {
			throw tooManyRows(null, limits);
		}
		const sheets = await readWorkbook<string>(archiveOf(parts), { parseNumber: numberText });
		return sheets.flatMap(({ sheet, data }) =>
			// The library lists a chart among the sheets, but reads nothing of it.
			(data as typeof data | undefined) ? [{ name: sheet, rows: tableOf(data) }] : []
		);
	});
}

async function orUnreadable<T>(read: () => Promise<T>): Promise<T> {
	try {
		return await read();
	} catch (error) {
		if (error instanceof AppError) throw error;
		// Whatever the library stumbles over is a defect of the file, not of ours.
		throw unreadableFile();
	}
}

async function unpackWorkbook(
	bytes: Uint8Array,
	limits: FileLimits
): Promise<Map<string, CheckedXml>> {
	const archive = readZip(bytes, limits);
	// Word files, OpenDocument and binary workbooks are zip archives too.
	if (!archive.has('xl/workbook.xml')) throw unsupportedFile('FILE_KIND_UNKNOWN');
	const needed = archive.entries.filter(({ name }) => isNeeded(name));
	// Sheets and shared texts are long; a style sheet of this size is an attack.
	if (needed.some(({ name, size }) => !isLong(name) && size > limits.bytes)) {
		throw fileTooBig(limits.bytes);
	}
	const parts = new Map<string, CheckedXml>();
	for (const { name } of needed) {
		const content = await archive.read(name);
		if (content) parts.set(name, checkSheetXml(content, limits));
	}
	return parts;
}

function archiveOf(parts: ReadonlyMap<string, CheckedXml>): Readable {
	const files = [...parts].map(([name, { content }]) => [name, content] as const);
	return Readable.from(storedZip(new Map(files)));
}

/** Parts with text, styles and cells; not pictures, charts, comments, computed chains. */
function isNeeded(name: string): boolean {
	return (
		(/^xl\/(?:worksheets\/)?[^/]+\.xml$/.test(name) && name !== 'xl/calcChain.xml') ||
		name === 'xl/_rels/workbook.xml.rels'
	);
}

function isLong(name: string): boolean {
	return name.startsWith('xl/worksheets/') || /sharedstrings/i.test(name);
}

function tableOf(data: readonly (readonly unknown[])[]): SheetRow[] {
	const rows: SheetRow[] = [];
	for (const [index, row] of data.entries()) {
		const cells = row.map(cellText);
		if (cells.some((cell) => cell !== '')) rows.push({ number: index + 1, cells });
	}
	return rows;
}

/** A number as a spreadsheet shows it: 15 digits, no exponent. Longer codes keep their digits. */
function numberText(text: string): string {
	if (/^-?\d+$/.test(text)) return text;
	const number = Number(Number(text).toPrecision(15));
	if (!Number.isFinite(number)) return text;
	return Number.isInteger(number) ? BigInt(number).toString() : String(number);
}

/** A cell as the person sees it; dates as dd/mm/yyyy, numbers without exponent. */
function cellText(value: unknown): string {
	if (value === null || value === undefined) return '';
	if (value instanceof Date) {
		if (Number.isNaN(value.getTime())) return '';
		const [year, month, day] = value.toISOString().slice(0, 10).split('-');
		return `${day}/${month}/${year}`;
	}
	if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
	return String(value);
}
