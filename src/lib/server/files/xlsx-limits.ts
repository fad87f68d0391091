import { tooManyColumns, tooManyRows, unreadableFile } from './file-errors.ts';
import type { FileLimits } from './file-limits.ts';

type TableLimits = Pick<FileLimits, 'rows' | 'columns'>;

/** A part of a workbook as the library shall read it. */
export interface CheckedXml {
	readonly content: Buffer;
	/** The last row that has a cell with content. */
	readonly lastRow: number;
	/** The last row that is mentioned; the library makes an array for each up to it. */
	readonly lastMentionedRow: number;
}

/**
 * Opening tags of rows, cells and shared texts, with or without a namespace prefix. The attributes
 * are missing where they are not written as XML wants; the library might still understand them.
 */
const countedTag = /<(?:[^\s<>:/"'=]+:)?(row|c|si)(?=[\s/>])((?:[^<>"']|"[^"<]*"|'[^'<]*')*>)?/g;
/** The library drops prefixes of attributes too. */
const addressName = /[\s:"']r\s*=/g;
const addressAttribute = /[\s:"']r\s*=\s*["']([^"']*)["']/;
const errorAttribute = /\st\s*=\s*["']e["']/;
/** Rows of a sheet in Excel. */
export const lastExcelRow = 1_048_576;
const windowSize = 2 ** 20;

/**
 * Refuses XML of a workbook whose addresses or counts lie beyond the limits; an empty cell far out
 * is only formatting.
 */
export function checkSheetXml(content: Buffer, limits: TableLimits): CheckedXml {
	const counts = { row: 0, c: 0, si: 0 };
	let hasErrors = false;
	let lastRow = 0;
	let lastMentionedRow = 0;
	for (let start = 0; start < content.length;) {
		// Latin-1 keeps one character per byte, and tags are ASCII.
		let text = content.toString('latin1', start, start + windowSize);
		if (start + windowSize < content.length) {
			// The last tag may be cut; it comes again with the next window.
			text = text.slice(0, Math.max(0, text.lastIndexOf('<')));
			if (text === '') throw unreadableFile();
		}
		for (const [, name, attributes] of text.matchAll(countedTag)) {
			if (attributes === undefined) throw unreadableFile();
			counts[name as keyof typeof counts]++;
			const address = readAddress(attributes);
			if (name === 'row') lastMentionedRow = Math.max(lastMentionedRow, checkRow(address));
			if (name === 'c') {
				lastRow = Math.max(lastRow, checkCell(address, attributes.endsWith('/>'), limits));
			}
			hasErrors ||= name === 'c' && errorAttribute.test(attributes);
		}
		start += text.length;
	}
	if (counts.row > lastExcelRow) throw tooManyRows(null, limits);
	if (counts.si > limits.rows * limits.columns) throw tooManyRows(null, limits);
	lastMentionedRow = Math.max(lastMentionedRow, counts.row, lastRow);
	return { content: hasErrors ? withErrorsAsText(content) : content, lastRow, lastMentionedRow };
}

function readAddress(attributes: string): string | undefined {
	const mentions = attributes.match(addressName)?.length ?? 0;
	if (mentions === 0) return undefined;
	const address = addressAttribute.exec(attributes)?.[1];
	if (mentions > 1 || address === undefined) throw unreadableFile();
	return address;
}

/** The number of a row, 0 where none is written. */
function checkRow(address: string | undefined): number {
	if (address === undefined) return 0;
	if (!/^\d{1,7}$/.test(address) || Number(address) > lastExcelRow) throw unreadableFile();
	return Number(address);
}

/** The row of a cell with content, 0 for an empty one. */
function checkCell(address: string | undefined, isEmpty: boolean, limits: TableLimits): number {
	const [, letters, digits] = /^([A-Z]{1,3})(\d{1,7})$/.exec(address ?? '') ?? [];
	if (letters === undefined || digits === undefined) throw unreadableFile();
	if (isEmpty) return 0;
	const row = Number(digits);
	if (row > limits.rows) throw tooManyRows(row, limits);
	if (columnNumber(letters) > limits.columns) throw tooManyColumns(row, limits);
	return row;
}

function columnNumber(letters: string): number {
	return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

/** The library takes a cell with an error (#N/A) for an empty one; as text it can be reported. */
function withErrorsAsText(content: Buffer): Buffer {
	const errorType = /(<(?:[^\s<>:/"'=]+:)?c\s(?:[^<>]*\s)?)t\s*=\s*["']e["']/g;
	return Buffer.from(content.toString('latin1').replace(errorType, '$1t="str"'), 'latin1');
}
