import type { BankLanguage } from '../bank.ts';
import type { SheetRow } from '../sheet.ts';
import { questionHeadings, readHeading, type QuestionField, type ReadHeading } from './headings.ts';

/** How many rows may stand above the headings: agency, title, date, remarks. */
const headerSearchRows = 20;

/** A column of the table. */
export interface Column {
	/** Position in the cells of a row. */
	readonly index: number;
	readonly heading: string;
	readonly isMarkup: boolean;
}

/** Where the columns of a table of questions are. */
export interface QuestionHeader {
	/** Index of the row of headings among the rows. */
	readonly rowIndex: number;
	readonly language: BankLanguage;
	readonly columns: ReadonlyMap<QuestionField, Column>;
	/** Columns of single options, by position of the option. */
	readonly options: ReadonlyMap<number, Column>;
	/** Columns of pictures and the like. */
	readonly media: readonly Column[];
	/** Columns with a heading that nobody knows. */
	readonly unknown: readonly Column[];
	/** Columns whose field an earlier column already has. */
	readonly duplicates: readonly Column[];
	/** What a table of questions cannot do without, named as we head it. */
	readonly missing: readonly string[];
}

/**
 * The row among the first twenty that names most columns; null where none looks like headings of
 * questions: those name the question with its key or options, or options and other things.
 */
export function findQuestionHeader(rows: readonly SheetRow[]): QuestionHeader | null {
	let best: { rowIndex: number; found: (ReadHeading | null)[]; count: number } | null = null;
	for (const [rowIndex, { cells }] of rows.slice(0, headerSearchRows).entries()) {
		const found = cells.map(readHeading);
		const known = found.filter((heading) => heading !== null);
		const names = new Set(known.map(({ column }) => nameOf(column)));
		const hasStem = names.has('stem');
		const has = (name: string) => [...names].some((each) => each.startsWith(name));
		const others = [...names].filter((name) => !name.startsWith('option'));
		const isHeader = hasStem
			? has('key') || has('option')
			: others.length > 0 && names.size >= 3 && has('option');
		if (isHeader && names.size > (best?.count ?? 0)) best = { rowIndex, found, count: names.size };
	}
	return best && arranged(rows, best.rowIndex, best.found);
}

function nameOf(column: ReadHeading['column']): string {
	return typeof column === 'string' ? column : `option ${column.option}`;
}

function arranged(
	rows: readonly SheetRow[],
	rowIndex: number,
	found: readonly (ReadHeading | null)[]
): QuestionHeader {
	const columns = new Map<QuestionField, Column>();
	const options = new Map<number, Column>();
	const media: Column[] = [];
	const unknown: Column[] = [];
	const duplicates: Column[] = [];
	let citation: Column | null = null;
	const body = rows.slice(rowIndex + 1);
	for (const [index, read] of found.entries()) {
		if (!read) {
			const heading = (rows[rowIndex]?.cells[index] ?? '').trim();
			unknown.push({ index, heading, isMarkup: false });
			continue;
		}
		const { heading, isMarkup } = read;
		const column: Column = { index, heading, isMarkup };
		const field = read.column;
		if (typeof field === 'object') {
			if (options.has(field.option)) duplicates.push(column);
			else options.set(field.option, column);
		} else if (field === 'media') media.push(column);
		else if (field === 'citation') {
			if (citation) duplicates.push(column);
			else citation = column;
		} else if (field === 'stem' && holdsNumbers(body, index)) {
			// "Câu hỏi | Nội dung": the first column only counts.
		} else if (field !== 'number') {
			if (columns.has(field)) duplicates.push(column);
			else columns.set(field, column);
		}
	}
	// "Đáp án A … D, Đáp án" names the key; "Phương án" beside columns of single options is no list.
	const list = columns.get('options');
	if (list && options.size > 0) {
		columns.delete('options');
		if (columns.has('key')) unknown.push(list);
		else columns.set('key', list);
	}
	if (citation) {
		const field = !columns.has('document') ? 'document' : columns.has('place') ? null : 'place';
		if (field) columns.set(field, citation);
		else duplicates.push(citation);
	}
	const language = languageOf(found);
	const headings = questionHeadings[language];
	const hasOptions = options.size > 0 || columns.has('options');
	const missing = [
		...(columns.has('stem') ? [] : [headings.stem]),
		...(hasOptions || columns.has('key') ? [] : [headings.key])
	];
	return { rowIndex, language, columns, options, media, unknown, duplicates, missing };
}

/** True when most cells below are numbers: then the column counts the questions. */
function holdsNumbers(body: readonly SheetRow[], index: number): boolean {
	const cells = body.slice(0, 50).flatMap(({ cells }) => cells[index]?.trim() || []);
	return (
		cells.length > 0 &&
		cells.filter((cell) => /^(?:câu\s*)?\d{1,5}[.)]?$/i.test(cell)).length > cells.length / 2
	);
}

function languageOf(found: readonly (ReadHeading | null)[]): BankLanguage {
	const count = (language: BankLanguage) =>
		found.filter((heading) => heading?.language === language).length;
	return count('en') > count('vi') ? 'en' : 'vi';
}
