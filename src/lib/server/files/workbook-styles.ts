import { parseXml } from './xml.ts';
import { attribute, child, children, type XmlElement } from './xml-tree.ts';

/** How a piece of text is set. */
export interface Look {
	readonly bold: boolean;
	readonly italic: boolean;
	readonly underlined: boolean;
	/** In another colour than black. */
	readonly coloured: boolean;
}

/** A style of cells, by its number in the file. */
export interface CellStyle {
	/** Pattern of numbers: "0%", "dd/mm/yyyy", "General". */
	readonly pattern: string;
	readonly look: Look;
	/** The cell has a colour of its own. */
	readonly filled: boolean;
}

const plainLook: Look = { bold: false, italic: false, underlined: false, coloured: false };
export const plainStyle: CellStyle = { pattern: 'General', look: plainLook, filled: false };

/**
 * Patterns that have a number instead of a text (ECMA-376 part 1, 18.8.30). The short date is that of the
 * machine; ours is Vietnam's.
 */
const builtInPatterns: Readonly<Record<number, string>> = {
	1: '0',
	2: '0.00',
	3: '#,##0',
	4: '#,##0.00',
	9: '0%',
	10: '0.00%',
	11: '0.00E+00',
	12: '# ?/?',
	13: '# ??/??',
	14: 'dd/mm/yyyy',
	15: 'd-mmm-yy',
	16: 'd-mmm',
	17: 'mmm-yy',
	18: 'h:mm AM/PM',
	19: 'h:mm:ss AM/PM',
	20: 'h:mm',
	21: 'h:mm:ss',
	22: 'dd/mm/yyyy h:mm',
	37: '#,##0;(#,##0)',
	38: '#,##0;[Red](#,##0)',
	39: '#,##0.00;(#,##0.00)',
	40: '#,##0.00;[Red](#,##0.00)',
	45: 'mm:ss',
	46: '[h]:mm:ss',
	47: 'mm:ss.0',
	48: '##0.0E+0',
	49: '@'
};

/** The styles of a workbook in the order of their numbers. */
export function readStyles(bytes: Uint8Array): CellStyle[] {
	const root = parseXml(bytes);
	const patterns = new Map(
		listed(root, 'numFmts').map((format) => [
			Number(attribute(format, 'numFmtId')),
			attribute(format, 'formatCode') ?? 'General'
		])
	);
	const looks = listed(root, 'fonts').map(readLook);
	const fills = listed(root, 'fills').map(isFilled);
	return listed(root, 'cellXfs').map((style): CellStyle => {
		const number = (name: string) => Number(attribute(style, name) ?? 0);
		const format = number('numFmtId');
		return {
			pattern: patterns.get(format) ?? builtInPatterns[format] ?? 'General',
			look: looks[number('fontId')] ?? plainLook,
			filled: fills[number('fillId')] ?? false
		};
	});
}

function listed(root: XmlElement, name: string): XmlElement[] {
	const list = child(root, name);
	return list ? children(list) : [];
}

/** The look that a `font` or `rPr` says. */
export function readLook(font: XmlElement): Look {
	const colour = child(font, 'color');
	return {
		bold: isOn(font, 'b'),
		italic: isOn(font, 'i'),
		underlined: isOn(font, 'u'),
		coloured: colour !== undefined && !isBlack((name) => attribute(colour, name))
	};
}

function isOn(font: XmlElement, name: string): boolean {
	const mark = child(font, name);
	return mark !== undefined && isOnValue(attribute(mark, 'val'));
}

/** Whether a switch with this value is on; written without a value it is. */
export function isOnValue(value: string | undefined): boolean {
	return !['0', 'false', 'none', 'off'].includes(value ?? '');
}

/** True for black and for the colour of ordinary text. */
export function isBlack(read: (name: string) => string | undefined): boolean {
	const rgb = read('rgb');
	if (rgb !== undefined) return /000000$/.test(rgb);
	const indexed = read('indexed');
	if (indexed !== undefined) return ['0', '8', '64'].includes(indexed);
	// Themes begin with the colours of paper and text.
	return ['0', '1', undefined].includes(read('theme'));
}

function isFilled(fill: XmlElement): boolean {
	const pattern = child(fill, 'patternFill');
	if (!pattern || attribute(pattern, 'patternType') !== 'solid') return false;
	const colour = child(pattern, 'fgColor');
	return colour !== undefined && !/FFFFFF$/i.test(attribute(colour, 'rgb') ?? '');
}
