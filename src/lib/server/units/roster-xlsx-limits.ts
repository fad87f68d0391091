import {
	rosterFileLimits,
	tooManyColumns,
	tooManyRows,
	unreadableFile
} from './roster-file-errors.ts';

/**
 * Opening tags of rows, cells and shared texts, with or without a namespace prefix. The attributes
 * are missing where they are not written as XML wants; the library might still understand them.
 */
const countedTag = /<(?:[^\s<>:/"'=]+:)?(row|c|si)(?=[\s/>])((?:[^<>"']|"[^"<]*"|'[^'<]*')*>)?/g;
/** The library drops prefixes of attributes too. */
const addressName = /[\s:"']r\s*=/g;
const addressAttribute = /[\s:"']r\s*=\s*["']([^"']*)["']/;
const errorAttribute = /\st\s*=\s*["']e["']/;
const lastExcelRow = 1_048_576;
const windowSize = 2 ** 20;

/**
 * Refuses XML of a workbook whose addresses or counts lie beyond the limits; an empty cell far out
 * is only formatting. Returns the XML as the library shall read it.
 */
export function checkSheetXml(content: Buffer): Buffer {
	const counts = { row: 0, c: 0, si: 0 };
	let hasErrors = false;
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
			if (name === 'row') checkRow(address);
			if (name === 'c') checkCell(address, attributes.endsWith('/>'));
			hasErrors ||= name === 'c' && errorAttribute.test(attributes);
		}
		start += text.length;
	}
	if (counts.row > lastExcelRow) throw tooManyRows(null);
	if (counts.si > rosterFileLimits.rows * rosterFileLimits.columns) throw tooManyRows(null);
	return hasErrors ? withErrorsAsText(content) : content;
}

function readAddress(attributes: string): string | undefined {
	const mentions = attributes.match(addressName)?.length ?? 0;
	if (mentions === 0) return undefined;
	const address = addressAttribute.exec(attributes)?.[1];
	if (mentions > 1 || address === undefined) throw unreadableFile();
	return address;
}

function checkRow(address: string | undefined): void {
	if (address === undefined) return;
	if (!/^\d{1,7}$/.test(address) || Number(address) > lastExcelRow) throw unreadableFile();
}

function checkCell(address: string | undefined, isEmpty: boolean): void {
	const [, letters, digits] = /^([A-Z]{1,3})(\d{1,7})$/.exec(address ?? '') ?? [];
	if (letters === undefined || digits === undefined) throw unreadableFile();
	if (isEmpty) return;
	const row = Number(digits);
	if (row > rosterFileLimits.rows) throw tooManyRows(row);
	if (columnNumber(letters) > rosterFileLimits.columns) throw tooManyColumns(row);
}

function columnNumber(letters: string): number {
	return [...letters].reduce((number, letter) => number * 26 + letter.charCodeAt(0) - 64, 0);
}

/** The library takes a cell with an error (#N/A) for an empty one; as text it can be reported. */
function withErrorsAsText(content: Buffer): Buffer {
	const errorType = /(<(?:[^\s<>:/"'=]+:)?c\s(?:[^<>]*\s)?)t\s*=\s*["']e["']/g;
	return Buffer.from(content.toString('latin1').replace(errorType, '$1t="str"'), 'latin1');
}
