import type { Line } from './blocks.ts';
import { keySigns, optionLabels, type OptionLabel } from './labels.ts';
import { foldInPlace, sliceRuns, textOf, trimRuns, type MarkedText } from './marked-text.ts';
import { lineFrom } from './paragraph-lines.ts';

/** An option as it was found. */
export interface FoundOption {
	readonly row: number;
	/** From 0 for A; null where no letter stands before it. */
	readonly letter: number | null;
	readonly label: MarkedText;
	/** Pieces on several lines, without the signs that mark the key. */
	readonly lines: readonly MarkedText[];
	/** True with an asterisk or a tick. */
	readonly sign: boolean;
}

/** A question and its options. */
export interface FoundOptions {
	readonly stem: readonly Line[];
	/** In the order of their letters; where letters are wrong, in the order of the file. */
	readonly options: readonly FoundOption[];
	/** How the letters go on: as they should, one left out and understood, or wrongly. */
	readonly letters: 'right' | 'completed' | 'wrong';
	/** As written, "A, B, B, D". */
	readonly written: string;
}

interface Pick extends OptionLabel {
	readonly line: number;
}

/** More than any question has; what comes behind is left with the last. */
const mostOptions = 40;

/** Parts the lines of a question into what it asks and its options. */
export function findOptions(body: readonly Line[]): FoundOptions {
	const labels = body.flatMap((line, index): Pick[] =>
		optionLabels(line.text, line.automatic).map((label) => ({ ...label, line: index }))
	);
	const picks = pickLabels(labels);
	if (picks.length === 0) return unlabelled(body);
	const found = cut(body, picks);
	const letters = picks.map(({ letter }) => letter);
	const written = letters.map((letter) => String.fromCharCode(65 + letter)).join(', ');
	const stem = stemBefore(body, picks[0] as Pick);
	if (isRow(letters)) {
		const options = [...found].sort((left, right) => (left.letter ?? 0) - (right.letter ?? 0));
		return { stem, options, letters: 'right', written };
	}
	const completed = completeLetters(stem, found);
	return completed
		? { ...completed, letters: 'completed', written }
		: { stem, options: found, letters: 'wrong', written };
}

/** Letters from A on, each once, in any order: tables are read row by row. */
function isRow(letters: readonly number[]): boolean {
	return new Set(letters).size === letters.length && Math.max(...letters) === letters.length - 1;
}

/** The labels that are options of this question; none when nothing begins with A. */
function pickLabels(labels: readonly Pick[]): Pick[] {
	const strong = labels.filter(({ place }) => place !== 'space');
	const begins = (list: readonly Pick[], upper: boolean) => {
		const own = list.filter((label) => label.upper === upper);
		const first = own.findIndex(({ letter }) => letter === 0);
		return first !== -1 && own.slice(first + 1).some(({ letter }) => letter === 1);
	};
	// "a) …, b) …" may be what is asked about, with the options "A. 1 B. 2" below.
	const upper = [strong, labels].some((list) => begins(list, true))
		? true
		: [strong, labels].some((list) => begins(list, false))
			? false
			: strong.find(({ place }) => place === 'line')?.upper;
	if (upper === undefined) return [];
	const own = labels.filter((label) => label.upper === upper);
	const start = startOf(own);
	return start === -1 ? [] : follow(own.slice(start));
}

/** The first A that a B follows; without any B the first option at the start of a line. */
function startOf(own: readonly Pick[]): number {
	const second = own.findIndex(({ letter, place }) => letter === 1 && place !== 'space');
	const strong = own.findIndex(({ letter, place }) => letter === 0 && place !== 'space');
	if (strong !== -1) return strong;
	const any = own.findLastIndex(
		({ letter }, index) =>
			letter === 0 && own.slice(index + 1, index + 200).some((next) => next.letter === 1)
	);
	if (any !== -1 && (second === -1 || any < second)) return any;
	return own.findIndex(({ place }) => place === 'line');
}

/** Goes on from A: labels at a line's start or behind a gap, others only where their turn is. */
function follow(own: readonly Pick[]): Pick[] {
	const strong = new Set(own.filter(({ place }) => place !== 'space').map(({ letter }) => letter));
	const highest = Math.max(...strong, 0);
	const picks: Pick[] = [];
	const used = new Set<number>();
	let hasSpaced = false;
	for (const label of own) {
		const last = picks.at(-1);
		const { letter, place } = label;
		if (last && place === 'gap' && letter > last.letter + 2) continue;
		if (last && place === 'space') {
			const isTurn = letter === last.letter + 1 && label.delimiter === last.delimiter;
			const isNeeded = letter < highest || strong.size < 2 || hasSpaced;
			if (!isTurn || strong.has(letter) || used.has(letter) || !isNeeded) continue;
			hasSpaced = true;
		}
		picks.push(label);
		used.add(letter);
		if (picks.length === mostOptions) break;
	}
	return picks;
}

function stemBefore(body: readonly Line[], first: Pick): Line[] {
	const stem = body.slice(0, first.line);
	const line = body[first.line] as Line;
	const runs = trimRuns(sliceRuns(line.runs, 0, first.at));
	return runs.length === 0 ? stem : [...stem, { ...line, runs, text: textOf(runs) }];
}

function cut(body: readonly Line[], picks: readonly Pick[]): FoundOption[] {
	return picks.map((pick, index) => {
		const next = picks[index + 1];
		const first = body[pick.line] as Line;
		const lines: MarkedText[] = [];
		const lastLine = next?.line ?? body.length - 1;
		for (let line = pick.line; line <= lastLine; line++) {
			const runs = (body[line] as Line).runs;
			const start = line === pick.line ? pick.textStart : 0;
			const end = next && line === next.line ? next.at : Infinity;
			if (start < end) lines.push(trimRuns(sliceRuns(runs, start, end)));
		}
		return withoutSign({
			row: first.row,
			letter: pick.letter,
			label: sliceRuns(first.runs, pick.at, pick.textStart),
			lines: lines.filter((line) => line.length > 0),
			sign: pick.sign
		});
	});
}

const endSign = new RegExp(
	`\\s*(?:[([]\\s*[${keySigns}]+\\s*[)\\]]|[${keySigns.replace('√', '')}]+|\\s√)\\s*$`
);
const endWord =
	/\s*(?:[([]\s*(?:dap an|dap an dung|dung|correct|correct answer)\s*[)\]]|(?:<|←|⇐)[-=\s]*dap an(?: dung)?)\s*$/;

/** Takes "*", "✓" or "(đáp án)" off the end of an option. */
function withoutSign(option: FoundOption): FoundOption {
	const last = option.lines.at(-1);
	if (!last) return option;
	const text = textOf(last);
	const tail = text.slice(-40);
	const found = endSign.exec(tail) ?? endWord.exec(foldInPlace(tail));
	if (!found || found.index + text.length - tail.length === 0) return option;
	const end = text.length - tail.length + found.index;
	return {
		...option,
		lines: [...option.lines.slice(0, -1), trimRuns(sliceRuns(last, 0, end))],
		sign: true
	};
}

/** Understands a row of letters of which one is left out, if a line stands where it would be. */
function completeLetters(
	stem: readonly Line[],
	options: readonly FoundOption[]
): { stem: readonly Line[]; options: FoundOption[] } | null {
	const letters = options.map(({ letter }) => letter ?? 0);
	const missing = letters.findIndex((letter, index) => letter !== index);
	const isOneMissing = letters.every(
		(letter, index) => letter === index + (index < missing ? 0 : 1)
	);
	if (!isOneMissing) return null;
	const unnamed = (row: number, lines: readonly MarkedText[]): FoundOption =>
		withoutSign({ row, letter: null, label: [], lines, sign: false });
	if (missing === 0) {
		const last = stem.at(-1);
		if (!last || stem.length < 2 || last.after === 'break') return null;
		return { stem: stem.slice(0, -1), options: [unnamed(last.row, [last.runs]), ...options] };
	}
	const before = options[missing - 1] as FoundOption;
	const [own, second, ...more] = before.lines;
	if (!own || !second || more.length > 0) return null;
	return {
		stem,
		options: [
			...options.slice(0, missing - 1),
			withoutSign({ ...before, lines: [own] }),
			unnamed(before.row, [second]),
			...options.slice(missing)
		]
	};
}

const truthWord = new RegExp(`^[\\s${keySigns}☐□○-]*(dung|sai|true|false)[\\s.${keySigns}]*$`);

/** Options without letters: "Đúng" and "Sai", or the entries of a list at the end. */
function unlabelled(body: readonly Line[]): FoundOptions {
	const none = { letters: 'right', written: '' } as const;
	const last = body.at(-1);
	const pieces = last && /[\t/|]| {2}|\S\s+[☐□○☑☒✓✔*]/.test(last.text) ? truthPieces(last) : [];
	if (pieces.length === 2) return { stem: body.slice(0, -1), options: pieces, ...none };
	const words = body.slice(-2).map((line) => truthOption(line));
	if (body.length > 2 && words.every((option) => option !== null)) {
		return { stem: body.slice(0, -2), options: words, ...none };
	}
	const start = body.findLastIndex(({ bullet }) => !bullet) + 1;
	const listed = body.slice(start);
	if (start === 0 || listed.length < 2) return { stem: body, options: [], ...none };
	const options = listed.map((line) => {
		const runs = trimRuns(line.runs);
		return withoutSign({ row: line.row, letter: null, label: [], lines: [runs], sign: false });
	});
	return { stem: body.slice(0, start), options, letters: 'completed', written: '•' };
}

function truthOption(line: Line): FoundOption | null {
	const found = line.text.length > 40 ? null : truthWord.exec(foldInPlace(line.text));
	if (!found) return null;
	const at = foldInPlace(line.text).indexOf(found[1] as string);
	return {
		row: line.row,
		letter: null,
		label: [],
		lines: [sliceRuns(line.runs, at, at + (found[1] as string).length)],
		sign: [...line.text].some((character) => keySigns.includes(character))
	};
}

/** "Đúng / Sai", "☐ Đúng   ☑ Sai" on one line. */
function truthPieces(line: Line): FoundOption[] {
	if (line.text.length > 60) return [];
	const second = /(?:[\s/|]+)([☐□○☑☒✓✔*\s]*(?:sai|dung|true|false)[\s.*✓✔]*)$/.exec(
		foldInPlace(line.text)
	);
	if (!second) return [];
	const at = line.text.length - (second[1] as string).length;
	const before = line.text.slice(0, at).replace(/[\s/|]+$/, '');
	const pieces = [
		truthOption({ ...line, runs: sliceRuns(line.runs, 0, before.length), text: before }),
		truthOption(lineFrom(line, at))
	];
	return pieces.every((piece) => piece !== null) ? pieces : [];
}
