import type {
	Leftover,
	TextBlock,
	TextCell,
	TextParagraph
} from '#lib/domain/question-text/blocks.ts';
import type { Conversion } from '#lib/domain/bank-import.ts';
import type { FileLimits } from '#lib/server/files/file-limits.ts';
import { createLegacyReader, type FontRun } from '#lib/server/files/legacy-blocks.ts';
import { tooManyRows, unreadableFile } from '#lib/server/files/file-errors.ts';
import {
	attribute,
	child,
	children,
	descendant,
	descendants,
	isElement,
	textOf,
	type XmlElement
} from '#lib/server/files/xml-tree.ts';
import type { ZipReader } from '#lib/server/files/zip.ts';
import { readRunProperties, shadeOf, valueOf } from './run-properties.ts';
import { createListCounter, numberingOf, type ListCounter } from './word-numbering.ts';
import { openWordPackage, type WordPackage } from './word-package.ts';
import { readStyles, type WordStyles } from './word-styles.ts';
import { marksOf, readText, type WordContext } from './word-text.ts';

/** The text of a Word document. */
export interface WordDocument {
	readonly blocks: readonly TextBlock[];
	/** Text of old encodings that was converted: the first examples, and how many pieces. */
	readonly conversions: readonly Conversion[];
	readonly conversionCount: number;
}

/** Tables within tables deeper than this are not read. */
const deepest = 20;

/**
 * Reads the text of a .docx as a reader sees it: paragraphs and tables in their order with the look of
 * each piece and the labels of lists. Inserted text counts, deleted does not; headers and footers are
 * left out. Throws FILE_UNREADABLE for a document that has no body, FILE_TOO_MANY_ROWS for one of more
 * paragraphs than allowed.
 */
export async function readWord(
	archive: ZipReader,
	limits: Pick<FileLimits, 'rows'>
): Promise<WordDocument> {
	const parts = await openWordPackage(archive);
	const body = child(parts.document, 'body');
	if (!body) throw unreadableFile();
	const reader = new BodyReader(parts, limits);
	const blocks = reader.readBlocks(body, null, 0);
	const legacy = createLegacyReader();
	const converted = legacy.convert(blocks);
	return { blocks: converted, ...legacy.found() };
}

/** A paragraph whose runs still know their fonts. */
export interface WordParagraph extends TextParagraph {
	readonly runs: readonly FontRun[];
}

class BodyReader {
	private readonly limits: Pick<FileLimits, 'rows'>;
	private readonly styles: WordStyles;
	private readonly count: ListCounter;
	private readonly context: WordContext;
	private row = 0;
	/** What stood in a paragraph whose end was deleted: it goes on in the next. */
	private pending: { runs: readonly FontRun[]; leftovers: readonly Leftover[] } | null = null;

	constructor(parts: WordPackage, limits: Pick<FileLimits, 'rows'>) {
		this.limits = limits;
		this.styles = readStyles(parts.styles);
		this.count = createListCounter(parts.numbering);
		this.context = { styles: this.styles, targets: parts.targets, notes: notesOf(parts) };
	}

	readBlocks(parent: XmlElement, shade: string | null, depth: number): TextBlock[] {
		const blocks: TextBlock[] = [];
		if (depth > deepest) return blocks;
		for (const element of parent.children) {
			if (!isElement(element)) continue;
			switch (element.name) {
				case 'p':
					for (const block of this.readParagraph(element, shade, depth)) blocks.push(block);
					break;
				case 'tbl':
					blocks.push({ kind: 'table', rows: this.readTable(element, depth) });
					break;
				case 'sdt':
				case 'sdtContent':
				case 'customXml':
				case 'ins':
				case 'moveTo':
				case 'smartTag':
					for (const block of this.readBlocks(element, shade, depth + 1)) blocks.push(block);
					break;
				case 'altChunk':
					blocks.push(this.aside({ code: 'FEATURE_UNSUPPORTED', value: 'altChunk' }));
			}
		}
		return blocks;
	}

	private aside(leftover: Leftover): TextParagraph {
		const plain = { label: null, heading: null, tight: false };
		return { kind: 'paragraph', row: ++this.row, runs: [], ...plain, leftovers: [leftover] };
	}

	private readParagraph(element: XmlElement, shade: string | null, depth: number): TextBlock[] {
		if (++this.row > this.limits.rows) throw tooManyRows(this.row, this.limits);
		const row = this.row;
		const properties = child(element, 'pPr');
		const style = this.styles.paragraph(properties && valueOf(properties, 'pStyle'));
		const base = { ...this.styles.defaults, ...style.run };
		const ownShade = shadeOf(properties);
		const look = { run: base, shade: ownShade === undefined ? shade : ownShade };
		const text = readText(element, look, this.context);
		const mark = properties && child(properties, 'rPr');
		const runs = [...(this.pending?.runs ?? []), ...text.runs];
		const leftovers = [...(this.pending?.leftovers ?? []), ...text.leftovers];
		if (text.hidden.trim() !== '') {
			leftovers.push({ code: 'TEXT_UNASSIGNED', value: text.hidden.trim().slice(0, 200) });
		}
		this.pending = null;
		if (mark && child(mark, 'del')) {
			this.pending = { runs, leftovers };
			return [];
		}
		const numbering = numberingOf(properties, style.numbering);
		const label = numbering && this.count(numbering);
		const outline = valueOf(properties, 'outlineLvl');
		const ownHeading = outline !== undefined && Number(outline) < 9 ? Number(outline) + 1 : null;
		const paragraph: WordParagraph = {
			kind: 'paragraph',
			row,
			runs,
			label: label && {
				text: label.text,
				bullet: label.bullet,
				marks: marksOf({ ...base, ...readRunProperties(mark), ...label.run }, look.shade)
			},
			heading: style.heading ?? ownHeading,
			tight: false,
			leftovers
		};
		return [paragraph, ...text.boxes.flatMap((box) => this.readBlocks(box, null, depth + 1))];
	}

	private readTable(table: XmlElement, depth: number): TextCell[][] {
		return rowsOf(table).map((row) =>
			cellsOf(row).map((cell) => {
				const properties = child(cell, 'tcPr');
				// The text of cells that are merged from above stands there.
				const merged = properties && child(properties, 'vMerge');
				const isBelow = merged && attribute(merged, 'val') !== 'restart';
				const blocks = this.readBlocks(cell, shadeOf(properties) ?? null, depth + 1);
				return isBelow ? [] : blocks;
			})
		);
	}
}

/** Rows of a table, also within content controls; without deleted ones. */
function rowsOf(table: XmlElement): XmlElement[] {
	return within(table, 'tr').filter((row) => !descendant(row, 'trPr', 'del'));
}

function cellsOf(row: XmlElement): XmlElement[] {
	return within(row, 'tc');
}

function within(parent: XmlElement, name: string, depth = 0): XmlElement[] {
	if (depth > deepest) return [];
	return children(parent).flatMap((element) => {
		if (element.name === name) return [element];
		const isWrapper = ['sdt', 'sdtContent', 'customXml', 'ins'].includes(element.name);
		return isWrapper ? within(element, name, depth + 1) : [];
	});
}

/** Texts of footnotes, endnotes and comments. */
function notesOf(parts: WordPackage): Map<string, string> {
	const notes = new Map<string, string>();
	const kinds = [
		['footnote', parts.footnotes],
		['endnote', parts.endnotes],
		['comment', parts.comments]
	] as const;
	for (const [kind, root] of kinds) {
		for (const note of root ? children(root, kind) : []) {
			const text = [...descendants(note, 't')].map(textOf).join('').replace(/\s+/g, ' ').trim();
			notes.set(`${kind} ${attribute(note, 'id')}`, text.slice(0, 200));
		}
	}
	return notes;
}
