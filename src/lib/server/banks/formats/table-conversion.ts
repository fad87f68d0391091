import type { Conversion } from '#lib/domain/bank-import.ts';
import { detectVietnameseEncodings, toUnicode } from '#lib/domain/legacy-vietnamese.ts';
import type { NotedRow } from '#lib/domain/sheet.ts';

/** Conversions that are shown one by one. */
export const shownConversions = 20;

/** Rows in Unicode, and what was converted. */
export interface ConvertedRows {
	readonly rows: readonly NotedRow[];
	/** The first of them. */
	readonly conversions: readonly Conversion[];
	readonly count: number;
}

/** Letters that old encodings have too, for other letters. */
const ambiguous = /[\u00a1-\u00ff]/;
/** Letters that only Unicode has. */
const unicodeLetter =
	/[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]/;

/** Converts rows that are written in TCVN3 or VNI: with their old fonts they look right in a workbook. */
export function convertRows(rows: readonly NotedRow[]): ConvertedRows {
	const texts = rows.map(({ cells }) => cells.join('\n'));
	// Nearly every row of proper Vietnamese has such a letter; weighing each would take long.
	const suspects = texts.flatMap((text, index) =>
		ambiguous.test(text) && !unicodeLetter.test(text) ? [index] : []
	);
	const guesses = detectVietnameseEncodings(suspects.map((index) => texts[index] ?? ''));
	const conversions: Conversion[] = [];
	const converted = [...rows];
	let count = 0;
	for (const [position, index] of suspects.entries()) {
		const row = rows[index] as NotedRow;
		const encoding = guesses[position]?.encoding ?? 'unicode';
		if (encoding === 'unicode') continue;
		const cells = row.cells.map((cell) => toUnicode(cell, encoding));
		const markup =
			row.markup &&
			new Map([...row.markup].map(([column, text]) => [column, toUnicode(text, encoding)]));
		converted[index] = { ...row, cells, ...(markup && { markup }) };
		count++;
		if (conversions.length < shownConversions) {
			conversions.push({
				encoding,
				row: row.number,
				before: shown(row.cells),
				after: shown(cells)
			});
		}
	}
	return { rows: converted, conversions, count };
}

/** What was converted on the way from bytes to text: the same rows before and after. */
export function conversionsBetween(
	before: readonly NotedRow[],
	after: readonly NotedRow[],
	encoding: Conversion['encoding']
): Pick<ConvertedRows, 'conversions' | 'count'> {
	const changed = after.flatMap((row, index): Conversion[] => {
		const old = shown(before[index]?.cells ?? []);
		const now = shown(row.cells);
		return old === now ? [] : [{ encoding, row: row.number, before: old, after: now }];
	});
	return { conversions: changed.slice(0, shownConversions), count: changed.length };
}

function shown(cells: readonly string[]): string {
	return cells
		.filter((cell) => cell.trim() !== '')
		.join(' | ')
		.slice(0, 300);
}
