/** How a piece of text looks, as far as a look can mark an answer or stress a word. */
export interface Marks {
	readonly bold: boolean;
	readonly italic: boolean;
	readonly underline: boolean;
	/** RRGGBB; null for the usual colour of text. */
	readonly color: string | null;
	/** Name or RRGGBB of the colour behind the text; null for none. */
	readonly highlight: string | null;
}

/** Text that looks the same throughout. */
export interface TextRun {
	readonly text: string;
	readonly marks: Marks;
}

/** A text as pieces of one look each. Offsets in it are those of `textOf`. */
export type MarkedText = readonly TextRun[];

/** The look of ordinary text. */
export const plainMarks: Marks = {
	bold: false,
	italic: false,
	underline: false,
	color: null,
	highlight: null
};

/** A text of ordinary look. */
export function plainRuns(text: string): MarkedText {
	return text === '' ? [] : [{ text, marks: plainMarks }];
}

/** The text without its look. */
export function textOf(runs: MarkedText): string {
	return runs.length === 1 ? (runs[0] as TextRun).text : runs.map(({ text }) => text).join('');
}

/** The part between two offsets. */
export function sliceRuns(runs: MarkedText, start: number, end = Infinity): MarkedText {
	const parts: TextRun[] = [];
	let at = 0;
	for (const { text, marks } of runs) {
		const from = Math.max(0, start - at);
		const to = Math.min(text.length, end - at);
		if (from < to) parts.push({ text: text.slice(from, to), marks });
		at += text.length;
		if (at >= end) break;
	}
	return parts;
}

/** Without white space around it. */
export function trimRuns(runs: MarkedText): MarkedText {
	const text = textOf(runs);
	const start = text.length - text.trimStart().length;
	const end = text.trimEnd().length;
	return start === 0 && end === text.length ? runs : sliceRuns(runs, start, Math.max(start, end));
}

/** Share of the letters and signs (white space does not count) that a test of the look is true for. */
export function shareOf(runs: MarkedText, test: (marks: Marks) => boolean): number {
	let all = 0;
	let found = 0;
	for (const { text, marks } of runs) {
		const count = text.replace(/\s+/g, '').length;
		all += count;
		if (test(marks)) found += count;
	}
	return all === 0 ? 0 : found / all;
}

/**
 * The lines of a text as it is kept: NFC, every white space but the tab a space, without characters
 * that nobody sees. A tone that was typed into a piece of its own joins the letter before it.
 */
export function cleanLines(runs: MarkedText): MarkedText[] {
	const lines: TextRun[][] = [[]];
	for (const { text, marks } of runs) {
		const parts = cleanText(text).split('\n');
		parts.forEach((part, index) => {
			if (index > 0) lines.push([]);
			const line = lines.at(-1) as TextRun[];
			const last = line.at(-1);
			const tone = /^\p{M}+/u.exec(part)?.[0] ?? '';
			if (last && tone !== '') {
				line[line.length - 1] = { ...last, text: (last.text + tone).normalize('NFC') };
			}
			const rest = last ? part.slice(tone.length) : part;
			if (rest !== '') line.push({ text: rest, marks });
		});
	}
	return lines;
}

function cleanText(text: string): string {
	return (
		text
			.toWellFormed()
			.replace(/[\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]/g, '')
			.replace(/\r\n?|\v|\f|\u2028|\u2029|\u0085/g, '\n')
			// eslint-disable-next-line no-control-regex -- control characters are what is looked for
			.replace(/[\u0000-\u0008\u000e-\u001f\u007f-\u009f]/g, '')
			.replace(/[^\S\n\t]/g, ' ')
			.normalize('NFC')
	);
}

const folded = new Map<string, string>();

/**
 * Lower case without diacritics, đ as d, letter by letter: unlike `foldVietnamese` each offset stays
 * where it is. For text that is NFC.
 */
export function foldInPlace(text: string): string {
	let result = '';
	for (let index = 0; index < text.length; index++) {
		const letter = text[index] as string;
		let plain = folded.get(letter);
		if (plain === undefined) {
			const base = letter === 'Đ' || letter === 'đ' ? 'd' : letter.normalize('NFD')[0];
			const lower = (base ?? letter).toLowerCase();
			plain = lower.length === 1 ? lower : letter;
			folded.set(letter, plain);
		}
		result += plain;
	}
	return result;
}
