import type { AnswerEntry, Line } from './blocks.ts';
import { keyAtStart } from './key-values.ts';
import { foldInPlace } from './marked-text.ts';
import { lineFrom } from './paragraph-lines.ts';

const entryStart = /^(?:(?:cau hoi|cau|bai|question|q) ?(?:so )?)?(\d{1,4})/;
const afterNumber = /^\s{0,4}[.:)\-–—=/|→]{0,3}\s{0,4}/;
const between = /^[\s.,;|/–-]{0,200}/;
const range = /^(?:cau )?(\d{1,4}) ?[-–] ?(\d{1,4}) ?[:.]? ?((?:[a-h][ ,]?){2,60})(?![a-z0-9])/;
const mostEntries = 2000;

interface Entry {
	readonly number: number;
	readonly key: string;
}

/**
 * The answers of a line that consists of nothing else ("1.B 2.C", "1-B; 2-A, C", "Câu 1: B",
 * "1–5: BCADA"); null for any other line.
 */
export function answersOfLine(text: string): Entry[] | null {
	const found: Entry[] = [];
	let at = between.exec(text)?.[0].length ?? 0;
	while (at < text.length && found.length < mostEntries) {
		const several = rangeAt(text, at);
		const one = several ? null : entryAt(text, at);
		if (several) {
			found.push(...several.entries);
			at = several.end;
		} else if (one) {
			found.push(one.entry);
			at = one.end;
		} else return null;
		const gap = between.exec(text.slice(at, at + 200))?.[0].length ?? 0;
		if (gap === 0 && at < text.length && !/[([]/.test(text[at] ?? '')) {
			// "1A2B3C": the next number shows where the answer ends.
			if (!/\d/.test(text[at] ?? '')) return null;
		}
		at += gap;
	}
	return found.length > 0 ? found : null;
}

function entryAt(text: string, at: number): { entry: Entry; end: number } | null {
	const within = foldInPlace(text.slice(at, at + 32));
	const number = entryStart.exec(within);
	if (!number) return null;
	const from = at + number[0].length;
	const gap = afterNumber.exec(text.slice(from, from + 12))?.[0].length ?? 0;
	const start = from + gap;
	const glued = /^([A-Ha-hĐS])(?=\d)/.exec(text.slice(start, start + 2));
	if (glued) return { entry: { number: Number(number[1]), key: glued[1] ?? '' }, end: start + 1 };
	const key = keyAtStart(text.slice(start, start + 64));
	if (!key || key.value.kind === 'each') return null;
	const end = start + key.end;
	return { entry: { number: Number(number[1]), key: text.slice(start, end).trim() }, end };
}

function rangeAt(text: string, at: number): { entries: Entry[]; end: number } | null {
	const found = range.exec(foldInPlace(text.slice(at, at + 96)));
	if (!found) return null;
	const first = Number(found[1]);
	const letters = (found[3] ?? '').replace(/[^a-h]/g, '');
	if (Number(found[2]) - first + 1 !== letters.length) return null;
	const entries = [...letters].map((letter, index) => ({
		number: first + index,
		key: letter.toUpperCase()
	}));
	return { entries, end: at + found[0].length };
}

/**
 * An answer with a reason in one line of a list of answers: "Câu 5: B. Theo khoản 2 …",
 * "5. Chọn C vì …", "Câu 5: Theo khoản 2 …". Null when the line has no number in front.
 */
export function explainedAnswer(line: Line): AnswerEntry | null {
	const number = entryStart.exec(foldInPlace(line.text.slice(0, 32)));
	if (!number) return null;
	const gap = afterNumber.exec(line.text.slice(number[0].length, number[0].length + 12))?.[0];
	if (gap === undefined || gap.trim() === '') return null;
	const start = number[0].length + gap.length;
	const rest = line.text.slice(start);
	const named =
		/^(?:chon|dap an|da|tra loi|phuong an)\s*(?:dung|la|dap an|phuong an)?\s*:?\s*/.exec(
			foldInPlace(rest.slice(0, 40))
		)?.[0];
	const key = keyAtStart(rest.slice(named?.length ?? 0));
	const keyEnd = key && key.value.kind !== 'each' ? (named?.length ?? 0) + key.end : 0;
	const end = start + keyEnd + lengthOfGap(rest.slice(keyEnd));
	const reason = end < line.text.length ? [lineFrom(line, end)] : [];
	return {
		row: line.row,
		number: Number(number[1]),
		key: rest.slice(named?.length ?? 0, keyEnd).trim(),
		lines: reason
	};
}

function lengthOfGap(text: string): number {
	return /^[\s.,;:–-]{0,12}/.exec(text)?.[0].length ?? 0;
}

/** The answers of a table; null when it holds anything else. Cells as their texts. */
export function answersOfTable(rows: readonly (readonly string[])[]): Entry[] | null {
	return answersInCells(rows) ?? answersInPairs(rows);
}

const headWords =
	/^(?:(?:bang )?dap an(?: dung)?|da|d\/a|cau(?: hoi| so)?|stt|tt|so cau|key|answer|question|no\.?|cau ?\/ ?dap an)?[:.]?$/;

const isHead = (cell: string) => headWords.test(foldInPlace(cell.trim().slice(0, 40)));

/** Each cell says both: "1.B". */
function answersInCells(rows: readonly (readonly string[])[]): Entry[] | null {
	const found: Entry[] = [];
	for (const cell of rows.flat()) {
		if (isHead(cell)) continue;
		const entries = answersOfLine(cell.replaceAll('\n', ' ').trim());
		if (!entries) return null;
		found.push(...entries);
	}
	return found.length > 0 ? found : null;
}

const numberOf = (cell: string): number | null => {
	const found = /^(?:cau ?)?(\d{1,4})[.):]?$/.exec(foldInPlace(cell.trim()));
	return found ? Number(found[1]) : null;
};

const keyOf = (cell: string): string | null => {
	const text = cell.trim();
	const key = keyAtStart(text);
	return key && key.value.kind !== 'each' && /^[\s.)]*$/.test(text.slice(key.end)) ? text : null;
};

/** Numbers in one cell, the answer in the cell to the right or below. */
function answersInPairs(rows: readonly (readonly string[])[]): Entry[] | null {
	const found: Entry[] = [];
	for (let row = 0; row < rows.length; row++) {
		const cells = rows[row] as readonly string[];
		const below = rows[row + 1] ?? [];
		const meaningful = cells.filter((cell) => !isHead(cell));
		if (meaningful.length === 0) continue;
		if (meaningful.every((cell) => numberOf(cell) !== null)) {
			// A row of numbers over a row of answers.
			const pairs = cells.flatMap((cell, column): Entry[] => {
				const number = numberOf(cell);
				const key = keyOf(below[column] ?? '');
				return number === null || key === null ? [] : [{ number, key }];
			});
			const answers = below.filter((cell) => !isHead(cell)).length;
			if (pairs.length === 0 || pairs.length !== answers) return null;
			found.push(...pairs);
			row++;
			continue;
		}
		for (let column = 0; column < cells.length; column++) {
			const cell = cells[column] ?? '';
			if (isHead(cell)) continue;
			const number = numberOf(cell);
			if (number === null) return null;
			const answer = cells[column + 1] ?? '';
			const key = keyOf(answer);
			// The last numbers of a table often have nothing beside them.
			if (key === null && answer.trim() !== '') return null;
			if (key !== null) found.push({ number, key });
			column++;
		}
	}
	return found.length > 0 ? found : null;
}
