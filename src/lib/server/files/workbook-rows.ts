import { format, getFormatInfo } from 'numfmt';
import type { BankLanguage } from '#lib/domain/bank.ts';
import type { CellNote, NotedRow } from '#lib/domain/sheet.ts';
import { markupOfRuns } from './workbook-markup.ts';
import type { RawCell, RawSheet } from './workbook-sheet.ts';
import { plainStyle, type CellStyle } from './workbook-styles.ts';

/** Days between the two ways in which workbooks count them (1900 and 1904). */
const daysOf1904 = 1462;

/** What is needed to show the cells of a workbook. */
export interface CellDisplay {
	readonly styles: readonly CellStyle[];
	/** Dates are counted from 1904 on. */
	readonly from1904: boolean;
	/** How numbers are written: 0,5 or 0.5. */
	readonly language: BankLanguage;
}

/** The rows of a sheet as the person sees them. */
export function shownRows({ rows, merged }: RawSheet, display: CellDisplay): NotedRow[] {
	const covered = coveredCells({ rows, merged }, display);
	return rows.map(({ number, cells }): NotedRow => {
		const texts: string[] = [];
		const markup = new Map<number, string>();
		const strong = new Set<number>();
		const notes = new Map<number, CellNote>();
		for (let index = 0; index < cells.length; index++) {
			const cell = cells[index];
			texts.push(cell ? textOf(cell, display) : '');
			if (!cell) continue;
			const style = display.styles[cell.style] ?? plainStyle;
			const note = noteOf(cell, style);
			if (note) notes.set(index, note);
			const runs = cell.kind === 'text' && typeof cell.text !== 'string' ? cell.text : [];
			const looks = runs
				.filter(({ text }) => text.trim() !== '')
				.map((run) => run.look ?? style.look);
			const isStrong = [...(looks.length > 0 ? looks : [style.look])].every(
				({ bold, underlined, coloured }) => bold || underlined || coloured
			);
			if (isStrong || style.filled) strong.add(index);
			const written = runs.length > 0 ? markupOfRuns(runs, style.look) : null;
			if (written !== null) markup.set(index, written);
		}
		const above = covered.get(number);
		return {
			number,
			cells: texts,
			...(markup.size > 0 && { markup }),
			...(strong.size > 0 && { strong }),
			...(notes.size > 0 && { notes }),
			...(above && { covered: above })
		};
	});
}

/** Texts of merged cells by the rows and positions they reach below the one they stand in. */
function coveredCells({ rows, merged }: RawSheet, display: CellDisplay) {
	const found = new Map<number, Map<number, string>>();
	if (merged.length === 0) return found;
	const byNumber = new Map(rows.map((row, index) => [row.number, index]));
	for (const { top, left, bottom } of merged) {
		const start = byNumber.get(top);
		const cell = start === undefined ? undefined : rows[start]?.cells[left];
		if (start === undefined || !cell) continue;
		const text = textOf(cell, display);
		for (let index = start + 1; (rows[index]?.number ?? Infinity) <= bottom; index++) {
			const { number } = rows[index] as { number: number };
			const row = found.get(number) ?? new Map<number, string>();
			found.set(number, row.set(left, text));
		}
	}
	return found;
}

function textOf(cell: RawCell, display: CellDisplay): string {
	switch (cell.kind) {
		case 'text':
			return typeof cell.text === 'string' ? cell.text : cell.text.map(({ text }) => text).join('');
		case 'number':
			return numberText(cell.number, display.styles[cell.style] ?? plainStyle, display);
		case 'error':
			return cell.text;
		case 'formula':
			return '';
	}
}

/** A number as its pattern shows it; long codes keep their digits. */
function numberText(number: number, { pattern }: CellStyle, display: CellDisplay): string {
	const isGeneral = /^(?:general|@)$/i.test(pattern);
	if (isGeneral && Number.isInteger(number) && Math.abs(number) < 1e15) return String(number);
	const isDate = !isGeneral && getFormatInfo(pattern).isDate;
	const value = isDate && display.from1904 ? number + daysOf1904 : number;
	const locale = display.language;
	try {
		return format(isGeneral ? 'General' : pattern, value, { locale, overflow: '####' }).trim();
	} catch {
		return format('General', value, { locale });
	}
}

function noteOf(cell: RawCell, { pattern }: CellStyle): CellNote | null {
	if (cell.kind === 'error' || cell.kind === 'formula') return cell.kind;
	return cell.kind === 'number' && isPartialDate(pattern) ? 'date' : null;
}

const partialDates = new Map<string, boolean>();

/** True for dates without day or year, which is what a spreadsheet makes of "1/2" or "3-4". */
function isPartialDate(pattern: string): boolean {
	let known = partialDates.get(pattern);
	if (known === undefined) {
		const code = pattern.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '').split(';')[0] ?? '';
		const isDate = getFormatInfo(pattern).isDate;
		const hasDate = /[dy]|mmm/i.test(code);
		known = isDate && hasDate && !(/d/i.test(code) && /y/i.test(code));
		if (partialDates.size < 1000) partialDates.set(pattern, known);
	}
	return known;
}
