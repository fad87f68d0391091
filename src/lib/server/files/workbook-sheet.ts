import { tooManyColumns, tooManyRows, unreadableFile } from './file-errors.ts';
import type { FileLimits } from './file-limits.ts';
import { streamXml } from './workbook-stream.ts';
import { createTextCollector, unescapeText, type CellText } from './workbook-texts.ts';

/** What a cell holds; `style` is the number of its style. */
export type RawCell =
	| { readonly kind: 'text'; readonly text: CellText; readonly style: number }
	| { readonly kind: 'number'; readonly number: number; readonly style: number }
	| { readonly kind: 'error'; readonly text: string; readonly style: number }
	/** A formula of which the file holds no result. */
	| { readonly kind: 'formula'; readonly style: number };

/** A row with something in it. */
export interface RawRow {
	/** 1-based. */
	readonly number: number;
	readonly hidden: boolean;
	/** By position; undefined where nothing stands. */
	readonly cells: readonly (RawCell | undefined)[];
}

/** Cells that are one, by their corners; rows and columns from 0. */
export interface MergedRange {
	readonly top: number;
	readonly left: number;
	readonly bottom: number;
}

export interface RawSheet {
	readonly rows: readonly RawRow[];
	readonly merged: readonly MergedRange[];
}

/** Rows of a sheet in Excel. */
const lastExcelRow = 1_048_576;
/** Ranges of merged cells that are looked at. */
const mostMerged = 200_000;

/**
 * Reads the cells of a sheet. Formulas are never computed: what they gave when the file was saved counts.
 * Cells beyond the limits are refused when something stands in them; formatting alone may lie anywhere.
 */
export function readSheetCells(
	bytes: Uint8Array,
	shared: readonly CellText[],
	limits: Pick<FileLimits, 'rows' | 'columns'>
): RawSheet {
	const rows: RawRow[] = [];
	const merged: MergedRange[] = [];
	const collector = createTextCollector();
	let row: { number: number; hidden: boolean; cells: (RawCell | undefined)[] } | null = null;
	let lastRow = 0;
	let cell: { column: number; type: string; style: number; hasFormula: boolean } | null = null;
	let lastColumn = -1;
	let value: string | null = null;
	let isValue = false;
	let isInline = false;

	function contentOf({ type, style, hasFormula }: NonNullable<typeof cell>): RawCell | null {
		if (type === 'inlineStr') return { kind: 'text', text: collector.take(), style };
		if (value === null || (value === '' && type !== 'str')) {
			return hasFormula ? { kind: 'formula', style } : null;
		}
		switch (type) {
			case 's': {
				const text = shared[Number(value)];
				if (text === undefined) throw unreadableFile();
				return { kind: 'text', text, style };
			}
			case 'str':
			case 'd':
				return { kind: 'text', text: unescapeText(value), style };
			case 'b':
				return { kind: 'text', text: value.trim() === '0' ? 'FALSE' : 'TRUE', style };
			case 'e':
				return { kind: 'error', text: value, style };
			default: {
				const number = Number(value);
				if (!Number.isFinite(number)) throw unreadableFile();
				return { kind: 'number', number, style };
			}
		}
	}

	streamXml(bytes, {
		open(name, attribute) {
			if (isInline) return collector.open(name, attribute);
			switch (name) {
				case 'row': {
					const number = readRowNumber(attribute('r') ?? String(lastRow + 1));
					lastRow = number;
					lastColumn = -1;
					row = { number, hidden: isTrue(attribute('hidden')), cells: [] };
					break;
				}
				case 'c': {
					if (!row) throw unreadableFile();
					const address = attribute('r');
					const place = address === undefined ? null : readAddress(address);
					if (place && place.row !== row.number) throw unreadableFile();
					lastColumn = place?.column ?? lastColumn + 1;
					const style = Number(attribute('s') ?? 0);
					cell = { column: lastColumn, type: attribute('t') ?? 'n', style, hasFormula: false };
					value = null;
					break;
				}
				case 'f':
					if (cell) cell.hasFormula = true;
					break;
				case 'v':
					value = '';
					isValue = cell !== null;
					break;
				case 'is':
					isInline = cell !== null;
					break;
				case 'mergeCell':
					addMerged(merged, attribute('ref') ?? '');
			}
		},
		close(name) {
			if (isInline && name !== 'is') return collector.close(name);
			if (name === 'is') isInline = false;
			else if (name === 'v') isValue = false;
			else if (name === 'c' && cell && row) {
				const content = contentOf(cell);
				if (content && !isBlank(content)) {
					if (cell.column >= limits.columns) throw tooManyColumns(row.number, limits);
					row.cells[cell.column] = content;
				}
				cell = null;
			} else if (name === 'row' && row) {
				if (row.cells.length > 0) {
					rows.push(row);
					if (rows.length > limits.rows) throw tooManyRows(row.number, limits);
				}
				row = null;
			}
		},
		text(piece) {
			if (isInline) collector.text(piece);
			else if (isValue) value += piece;
		}
	});
	return { rows: rows.sort((left, right) => left.number - right.number), merged };
}

function isBlank(cell: RawCell): boolean {
	if (cell.kind !== 'text') return false;
	const { text } = cell;
	return typeof text === 'string'
		? text.trim() === ''
		: text.every((run) => run.text.trim() === '');
}

function isTrue(value: string | undefined): boolean {
	return value === '1' || value === 'true';
}

function readRowNumber(text: string): number {
	const number = Number(text);
	if (!/^\d{1,7}$/.test(text) || number < 1 || number > lastExcelRow) throw unreadableFile();
	return number;
}

/** Row from 1 and column from 0 of an address such as "B12". */
function readAddress(text: string): { row: number; column: number } {
	const [, letters, digits] = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/.exec(text) ?? [];
	if (letters === undefined || digits === undefined) throw unreadableFile();
	const column = [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0);
	return { row: readRowNumber(digits), column: column - 1 };
}

function addMerged(merged: MergedRange[], reference: string): void {
	const [first, last] = reference.split(':');
	if (first === undefined || last === undefined || merged.length >= mostMerged) return;
	const from = readAddress(first);
	const to = readAddress(last);
	if (to.row > from.row) merged.push({ top: from.row, left: from.column, bottom: to.row });
}
