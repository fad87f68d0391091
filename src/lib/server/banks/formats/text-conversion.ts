import type { Conversion } from '#lib/domain/bank-import.ts';
import { detectVietnameseEncodings, toUnicode } from '#lib/domain/legacy-vietnamese.ts';
import { decodeTextFile, type TextEncoding } from '#lib/server/files/text-decoding.ts';
import { isElement, type XmlElement, type XmlNode } from '#lib/server/files/xml-tree.ts';

/** How many conversions are kept as examples. */
const examples = 20;
const codePages: ReadonlySet<TextEncoding> = new Set(['tcvn3', 'vni', 'windows-1258'] as const);

/** The first conversions of old encodings, and how many there were. */
export interface Conversions {
	readonly conversions: readonly Conversion[];
	readonly conversionCount: number;
}

export const noConversions: Conversions = { conversions: [], conversionCount: 0 };

/** What a file of an old code page was converted to, line by line; null for files of Unicode. */
export function codePageOf(bytes: Uint8Array, lines: readonly string[]): Conversions | null {
	const encoding = decodeTextFile(bytes)?.encoding;
	if (encoding === undefined || !codePages.has(encoding)) return null;
	const before = new TextDecoder('windows-1252').decode(bytes).split(/\r\n|\r|\n/);
	const all = lines.flatMap((after, index): Conversion[] => {
		const was = before[index] ?? '';
		if (was === after) return [];
		const row = index + 1;
		return [{ encoding: encoding as Conversion['encoding'], row, before: was, after }];
	});
	return { conversions: all.slice(0, examples), conversionCount: all.length };
}

/**
 * Text of a file with what is in an old encoding converted: of the whole file, or of single lines that
 * were typed with the old fonts and then saved in Unicode.
 */
export function convertText(bytes: Uint8Array, text: string): Conversions & { text: string } {
	const lines = text.split(/\r\n|\r|\n/);
	const whole = codePageOf(bytes, lines);
	if (whole) return { ...whole, text };
	const pieces = lines.map((line, index) => ({ row: index + 1, text: line }));
	const { texts, ...conversions } = convertPieces(pieces);
	return { ...conversions, text: conversions.conversionCount === 0 ? text : texts.join('\n') };
}

/** A document with the texts that were typed with the old fonts converted. */
export function convertTree(root: XmlElement): Conversions & { root: XmlElement } {
	const pieces: { row: number; text: string }[] = [];
	const collect = (element: XmlElement): void => {
		for (const node of element.children)
			if (isElement(node)) collect(node);
			else pieces.push({ row: element.line, text: node });
	};
	collect(root);
	const { texts, ...conversions } = convertPieces(pieces);
	if (conversions.conversionCount === 0) return { ...conversions, root };
	let next = 0;
	const rebuild = (element: XmlElement): XmlElement => ({
		...element,
		children: element.children.map((node): XmlNode =>
			isElement(node) ? rebuild(node) : (texts[next++] ?? node)
		)
	});
	return { ...conversions, root: rebuild(root) };
}

/** Letters that old encodings have too, for other letters. */
const ambiguous = /[\u00a1-\u00ff]/;
/** Letters that only Unicode has. */
const unicodeLetter =
	/[\u0102\u0103\u0110\u0111\u0128\u0129\u0168\u0169\u01a0\u01a1\u01af\u01b0\u1ea0-\u1ef9]/;

function convertPieces(
	pieces: readonly { readonly row: number; readonly text: string }[]
): Conversions & { texts: string[] } {
	const texts = pieces.map(({ text }) => text);
	// Nearly every piece of proper Vietnamese has such a letter; weighing each would take long.
	const suspects = texts.flatMap((text, index) =>
		ambiguous.test(text) && !unicodeLetter.test(text) ? [index] : []
	);
	const guesses = detectVietnameseEncodings(suspects.map((index) => texts[index] ?? ''));
	const conversions: Conversion[] = [];
	let conversionCount = 0;
	for (const [position, index] of suspects.entries()) {
		const encoding = guesses[position]?.encoding ?? 'unicode';
		const before = texts[index] ?? '';
		if (encoding === 'unicode') continue;
		const after = toUnicode(before, encoding);
		texts[index] = after;
		conversionCount++;
		const row = pieces[index]?.row ?? 0;
		if (conversions.length < examples)
			conversions.push({ encoding, row, before: before.trim(), after: after.trim() });
	}
	return { texts, conversions, conversionCount };
}
