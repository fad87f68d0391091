import { answersOfLine, answersOfTable } from './answers.ts';
import type { AnswerList, Line, TextBlock, TextCell, TextTable } from './blocks.ts';
import { optionLabels, questionLabel } from './labels.ts';
import { joinLines, linesOfParagraph, textLine } from './paragraph-lines.ts';
import { linesOfQuestionTable } from './question-tables.ts';

/** Tables within tables deeper than this are read as text. */
const deepest = 8;

/** The lines of a text in reading order; tables of answers as what they say. */
export function linesOf(blocks: readonly TextBlock[]): (Line | AnswerList)[] {
	const lines: (Line | AnswerList)[] = [];
	let blank = false;
	for (const block of blocks) {
		if (block.kind === 'table') {
			lines.push(...linesOfTable(block, 0));
			blank = true;
			continue;
		}
		const own = linesOfParagraph(block);
		if (own.every(({ text, leftovers }) => text.trim() === '' && leftovers.length === 0)) {
			blank = true;
			continue;
		}
		const [first, ...rest] = own as [Line, ...Line[]];
		lines.push(blank ? { ...first, after: 'blank' } : first, ...rest);
		blank = false;
	}
	return lines;
}

function linesOfTable(table: TextTable, depth: number): (Line | AnswerList)[] {
	const rows = table.rows.map((row) => row.map((cell) => linesOfCell(cell, depth)));
	const texts = rows.map((row) => row.map((cell) => cell.map(({ text }) => text).join('\n')));
	const row = firstRow(table);
	const answers = answersOfTable(texts);
	if (answers && answers.length > 0) {
		const entries = answers.map((entry) => ({ ...entry, row, lines: [] }));
		return [{ kind: 'answers', row, entries }];
	}
	return linesOfQuestionTable(rows) ?? rows.flatMap(linesOfRow);
}

function firstRow(table: TextTable): number {
	for (const block of table.rows.flat(2)) {
		const row = block.kind === 'paragraph' ? block.row : firstRow(block);
		if (row > 0) return row;
	}
	return 0;
}

function linesOfCell(cell: TextCell, depth: number): Line[] {
	return cell.flatMap((block): Line[] => {
		if (block.kind === 'paragraph') {
			return linesOfParagraph(block).filter(
				({ text, leftovers }) => text.trim() !== '' || leftovers.length > 0
			);
		}
		if (depth >= deepest) return [];
		// A table of answers within a cell of a layout: as the lines it would be without.
		return linesOfTable(block, depth + 1).flatMap((line) =>
			'kind' in line ? answerLines(line) : [line]
		);
	});
}

function answerLines({ entries, row }: AnswerList): Line[] {
	return entries.map(({ number, key }) => textLine(`${number}. ${key}`, row));
}

/**
 * A row of a table that only lays things out. Cells of one line each stand on one line, as with tabs;
 * a label in a cell of its own belongs to the cell beside it.
 */
function linesOfRow(cells: readonly (readonly Line[])[]): Line[] {
	const filled = cells.filter((cell) => cell.length > 0);
	if (filled.length > 1 && filled.every((cell) => cell.length === 1)) {
		const [first, ...rest] = filled.map((cell) => cell[0] as Line) as [Line, ...Line[]];
		const numbered = /^\s*\d{1,4}\s*$/.test(first.text)
			? joinLines(first, textLine('', first.row), '.')
			: first;
		return [rest.reduce((line, next) => joinLines(line, next, '\t'), numbered)];
	}
	const lines: Line[] = [];
	let label: Line | undefined;
	for (const cell of filled) {
		const [first, ...rest] = cell as [Line, ...Line[]];
		if (rest.length === 0 && isLabel(first)) {
			if (label) lines.push(label);
			label = first;
			continue;
		}
		lines.push(label ? joinLines(label, first, '\t') : first, ...rest);
		label = undefined;
	}
	if (label) lines.push(label);
	return lines;
}

/** True for a cell that holds nothing but "Câu 1:" or "A." */
function isLabel(line: Line): boolean {
	const text = line.text.trim();
	if (text.length > 16) return false;
	if (/^\d{1,4}$/.test(text)) return true;
	const label = questionLabel(line.text, line.automatic);
	if (label) return line.text.slice(label.end).trim() === '';
	const [option] = optionLabels(line.text, line.automatic);
	return option?.place === 'line' && line.text.slice(option.textStart).trim() === '';
}

/** The answers of a line of text that holds nothing else. */
export function answerListOf(line: Line): AnswerList | null {
	const entries = line.text.length > 20_000 ? null : answersOfLine(line.text);
	if (!entries) return null;
	return {
		kind: 'answers',
		row: line.row,
		entries: entries.map((entry) => ({ ...entry, row: line.row, lines: [] }))
	};
}
