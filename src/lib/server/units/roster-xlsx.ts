import { Readable } from 'node:stream';
import { readSheet } from 'read-excel-file/node';
import { AppError } from '#lib/domain/errors.ts';
import type { SheetRow } from '#lib/domain/roster.ts';
import {
	fileTooBig,
	rosterFileLimits,
	unreadableFile,
	unsupportedFile
} from './roster-file-errors.ts';
import { checkSheetXml } from './roster-xlsx-limits.ts';
import {
	readZipDirectory,
	storedZip,
	unpackZipEntry,
	ZipError,
	type ZipEntry
} from './zip-archive.ts';

/**
 * Rows of the first sheet of an XLSX file.
 *
 * The library unpacks whatever the archive holds and makes an array for every row and column an
 * address names, so a file of a few bytes can ask for any amount of memory. We therefore unpack the
 * parts it needs ourselves within limits, look at the addresses, and hand it an archive of those.
 */
export async function readXlsx(bytes: Uint8Array): Promise<SheetRow[]> {
	const archive = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	try {
		const parts = await unpackWorkbook(archive);
		const data = await readSheet<string>(Readable.from(storedZip(parts)), {
			parseNumber: numberText
		});
		const rows: SheetRow[] = [];
		for (const [index, row] of data.entries()) {
			const cells = row.map(cellText);
			if (cells.some((cell) => cell !== '')) rows.push({ number: index + 1, cells });
		}
		return rows;
	} catch (error) {
		if (error instanceof AppError) throw error;
		// Whatever the library stumbles over is a defect of the file, not of ours.
		throw unreadableFile();
	}
}

async function unpackWorkbook(archive: Buffer): Promise<Map<string, Buffer>> {
	const entries = readZipDirectory(archive);
	if (entries.some((entry) => entry.encrypted)) throw unsupportedFile('FILE_ENCRYPTED');
	// Word files, OpenDocument and binary workbooks are zip archives too.
	if (!entries.some((entry) => entry.name === 'xl/workbook.xml')) {
		throw entries.length === 0 ? new ZipError('empty') : unsupportedFile('FILE_KIND_UNKNOWN');
	}
	const total = entries.reduce((sum, entry) => sum + entry.size, 0);
	if (total > rosterFileLimits.unpackedBytes) throw fileTooBig(rosterFileLimits.unpackedBytes);
	// Sheets and shared texts are long; a style sheet of this size is an attack.
	const oddity = entries.find(
		(entry) => isNeeded(entry) && !isLong(entry) && entry.size > rosterFileLimits.bytes
	);
	if (oddity) throw fileTooBig(rosterFileLimits.bytes);
	const parts = new Map<string, Buffer>();
	for (const entry of entries.filter(isNeeded)) {
		const content = await unpackZipEntry(archive, entry);
		parts.set(entry.name, checkSheetXml(content));
	}
	return parts;
}

/** Parts with text, styles and cells; not pictures, charts, comments, computed chains. */
function isNeeded({ name }: ZipEntry): boolean {
	return (
		(/^xl\/(?:worksheets\/)?[^/]+\.xml$/.test(name) && name !== 'xl/calcChain.xml') ||
		name === 'xl/_rels/workbook.xml.rels'
	);
}

function isLong({ name }: ZipEntry): boolean {
	return name.startsWith('xl/worksheets/') || /sharedstrings/i.test(name);
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
