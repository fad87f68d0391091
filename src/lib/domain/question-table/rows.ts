import type { ImportedItem } from '../bank-import.ts';
import type { FileIssue } from '../errors.ts';
import { maskOf, optionIds, type ItemType } from '../items.ts';
import { escapeMarkup } from '../markup.ts';
import type { CellNote, NotedRow } from '../sheet.ts';
import { normalizeText } from '../text.ts';
import type { Column, QuestionHeader } from './header.ts';
import { questionHeadings, type QuestionField } from './headings.ts';
import { readKeyCell } from './key-cell.ts';
import { withoutLabels, withoutNumber } from './labels.ts';
import { readDifficulty, readPoints, readStatus, readTruth, readType } from './words.ts';

/** What a row of a table gives. */
export interface ReadRow {
	/** Null for a row that is no question, and for a kind of question that a bank has not. */
	readonly item: ImportedItem | null;
	readonly issues: readonly FileIssue[];
	readonly notices: readonly FileIssue[];
}

const noteIssues: Readonly<Record<CellNote, FileIssue['code']>> = {
	error: 'CELL_ERROR',
	formula: 'CELL_FORMULA',
	date: 'CELL_BECAME_DATE'
};

/** Cells of these are merged over the questions they hold for. */
const sharedFields: ReadonlySet<QuestionField> = new Set([
	'type',
	'topic',
	'difficulty',
	'document',
	'place',
	'points',
	'status'
]);

/** Reads one row below the headings. What is wrong is named by the heading of its column. */
export function readQuestionRow(row: NotedRow, header: QuestionHeader): ReadRow {
	const issues: FileIssue[] = [];
	const notices: FileIssue[] = [];
	const refuse = (code: FileIssue['code'], column: string | null, params?: FileIssue['params']) => {
		issues.push({ row: row.number, column, code, ...(params && { params }) });
	};
	const headingOf = (field: QuestionField) =>
		header.columns.get(field)?.heading ?? questionHeadings[header.language][field];
	const line = (field: QuestionField) => {
		const column = header.columns.get(field);
		const own = normalizeText(rawCell(row, column));
		const isShared = column !== undefined && sharedFields.has(field);
		return own === '' && isShared ? normalizeText(row.covered?.get(column.index) ?? '') : own;
	};

	const stem = withoutNumber(markupCell(row, header.columns.get('stem')));
	const cells = optionCells(row, header);
	const keyText = rawCell(row, header.columns.get('key')).trim();
	const filled = [...header.columns.values(), ...header.options.values()].filter(
		(column) => rawCell(row, column).trim() !== ''
	);
	// A title between questions, a remark, a question to be answered in words.
	if (filled.length <= 1) {
		const text = row.cells.map((cell) => normalizeText(cell)).filter(Boolean);
		const params = { value: text.join(' ').slice(0, 200) };
		notices.push({ row: row.number, column: null, code: 'TEXT_UNASSIGNED', params });
		return { item: null, issues, notices };
	}
	const given = line('type') === '' ? null : readType(line('type'));
	if (given === 'other') {
		const params = { value: line('type').slice(0, 100) };
		notices.push({ row: row.number, column: null, code: 'ITEM_KIND_UNSUPPORTED', params });
		return { item: null, issues, notices };
	}
	if (line('type') !== '' && given === null) {
		refuse('VALUE_INVALID', headingOf('type'), { value: line('type').slice(0, 100) });
	}
	for (const column of [...header.columns.values(), ...header.options.values()]) {
		const note = row.notes?.get(column.index);
		if (note) refuse(noteIssues[note], column.heading, { value: rawCell(row, column) });
	}
	for (const column of header.media) {
		const value = normalizeText(rawCell(row, column)).slice(0, 200);
		if (value === '') continue;
		const params = { value };
		notices.push({ row: row.number, column: column.heading, code: 'MEDIA_UNSUPPORTED', params });
	}
	if (stem === '') refuse('ITEM_NO_STEM', headingOf('stem'));

	const read = <Value>(field: QuestionField, reader: (text: string) => Value | null) => {
		const text = line(field);
		const value = text === '' ? null : reader(text);
		if (text !== '' && value === null) {
			const code = field === 'difficulty' ? 'DIFFICULTY_UNKNOWN' : 'VALUE_INVALID';
			refuse(code, headingOf(field), { value: text.slice(0, 100) });
		}
		return value;
	};
	const answer = readAnswer(row, header, {
		cells,
		keyText,
		given,
		refuse,
		heading: headingOf('key')
	});
	const document = line('document');
	const item: ImportedItem = {
		row: row.number,
		id: line('id') || null,
		stem,
		...answer,
		rationale: markupCell(row, header.columns.get('rationale')),
		topic: line('topic') || null,
		difficulty: read('difficulty', readDifficulty),
		points: read('points', readPoints),
		document: document || null,
		place: line('place'),
		facts: line('facts')
			.split(/[\s,;]+/)
			.filter(Boolean),
		status: read('status', readStatus)
	};
	return { item, issues, notices };
}

/** A cell as its lines, without what nobody sees. */
export function cellLines(text: string): string {
	const lines = text.split(/\r\n|\r|\n|\u2028|\u2029|\v/).map(normalizeText);
	return lines
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.trim();
}

function rawCell(row: NotedRow, column: Column | undefined): string {
	return column ? (row.cells[column.index] ?? '') : '';
}

function markupCell(row: NotedRow, column: Column | undefined): string {
	const text = cellLines(rawCell(row, column));
	if (column?.isMarkup) return text;
	return (column && row.markup?.get(column.index)) ?? escapeMarkup(text);
}

interface OptionCell {
	readonly heading: string;
	readonly text: string;
	readonly isStrong: boolean;
	/** What is wrong with it is said already. */
	readonly isNoted: boolean;
}

/** Options in their order up to the last one that is filled. */
function optionCells(row: NotedRow, header: QuestionHeader): OptionCell[] {
	const list = header.columns.get('options');
	if (list) {
		const lines = cellLines(rawCell(row, list)).split('\n').filter(Boolean);
		return lines.map((text) => ({ heading: list.heading, text, isStrong: false, isNoted: false }));
	}
	const count = Math.max(0, ...[...header.options.keys()].map((position) => position + 1));
	const cells = Array.from({ length: count }, (_, position): OptionCell => {
		const column = header.options.get(position);
		return {
			heading: column?.heading ?? '',
			text: cellLines(rawCell(row, column)),
			isStrong: column !== undefined && row.strong?.has(column.index) === true,
			isNoted: column !== undefined && row.notes?.has(column.index) === true
		};
	});
	const last = cells.findLastIndex(({ text }) => text !== '');
	return cells.slice(0, last + 1);
}

/** The kind of question, its options and its key, as far as they can be told. */
function readAnswer(
	row: NotedRow,
	header: QuestionHeader,
	{
		cells,
		keyText,
		given,
		refuse,
		heading
	}: {
		cells: readonly OptionCell[];
		keyText: string;
		given: ItemType | null;
		refuse: (code: FileIssue['code'], column: string | null, params?: FileIssue['params']) => void;
		heading: string;
	}
): Pick<ImportedItem, 'type' | 'options' | 'key'> {
	for (const { text, heading: column, isNoted } of cells) {
		if (text === '' && !isNoted) refuse('VALUE_MISSING', column);
	}
	const options = withoutLabels(cells.map(({ text }) => text));
	const truths = options.map(readTruth);
	const areTruths = options.length === 2 && truths[0] === !truths[1] && !truths.includes(null);
	const strong = cells.flatMap(({ isStrong }, position) => (isStrong ? [position] : []));
	const isMarked = !header.columns.has('key') && strong.length > 0 && strong.length < cells.length;
	const found = isMarked
		? ({ kind: 'options', key: maskOf(strong) } as const)
		: keyText === ''
			? null
			: readKeyCell(keyText, options);

	const isStatement =
		given === 'true_false' ||
		(given === null && (areTruths || (options.length === 0 && found?.kind === 'truth')));
	if (isStatement) {
		if (options.length > 0 && !areTruths) refuse('VALUE_INVALID', cells[0]?.heading ?? null);
		let right = found?.kind === 'truth' ? found.right : null;
		if (found?.kind === 'options' && areTruths) {
			right = [0b01, 0b10].includes(found.key) ? (truths[found.key - 1] ?? null) : null;
		}
		if (right === null) refuseKey();
		return { type: 'true_false', options: [], key: right === null ? null : right ? 0b01 : 0b10 };
	}

	const key = found?.kind === 'options' ? found.key : null;
	const count = key === null ? 0 : [...key.toString(2)].filter((bit) => bit === '1').length;
	const type = given ?? (count > 1 ? 'multiple' : 'single');
	if (options.length < 2) {
		refuse('ITEM_TOO_FEW_OPTIONS', null, { count: options.length });
	} else if (options.length > optionIds.length) {
		refuse('ITEM_TOO_MANY_OPTIONS', null, { count: options.length, max: optionIds.length });
	} else if (key === null) refuseKey();
	else if (type === 'single' && count > 1) refuse('ITEM_KEY_NOT_SINGLE', heading, { count });
	return { type, options, key };

	function refuseKey(): void {
		const value = keyText.slice(0, 100);
		if (keyText === '') refuse('ITEM_NO_KEY', heading);
		else if (found?.kind === 'ambiguous') refuse('ITEM_KEY_AMBIGUOUS', heading, { value });
		else refuse('BANK_KEY_INVALID', heading, { value });
	}
}
