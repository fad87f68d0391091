import { foldInPlace } from './marked-text.ts';

/** "Câu 12:" or "12." in front of a question. */
export interface QuestionLabel {
	/** Whether a word says that it is a question, or a number alone. */
	readonly kind: 'question' | 'exercise' | 'number';
	readonly number: number | null;
	/** As written, without what parts it from the question: "Câu 12". */
	readonly label: string;
	/** Where the question begins. */
	readonly end: number;
}

/** "B." in front of an option. */
export interface OptionLabel {
	/** Where it begins, with a sign in front of it. */
	readonly at: number;
	/** Where the option begins. */
	readonly textStart: number;
	/** From 0 for A. */
	readonly letter: number;
	readonly upper: boolean;
	/** What stands behind the letter: ".", ")", "/" … */
	readonly delimiter: string;
	/** True with an asterisk or a tick, which mark the key. */
	readonly sign: boolean;
	/** At the start of the line, behind a tab or several spaces, or behind a single space. */
	readonly place: 'line' | 'gap' | 'space';
}

/** Asterisks and ticks that people set at the right option. */
export const keySigns = '*✓✔☑✅√☒';
const emptyBoxes = '☐□○❑❒';
const bullets = '-–•+▪●◦➢·';

const questionWords =
	/^(cau hoi|cau|bai tap|bai|question|q)(?: ?so| ?thu)? ?\.?(\d{1,4})(?:\.(\d{1,3}))?(?:\/\d{1,4})?(?!\d)/;
const bareQuestion = /^(cau hoi|question) ?:/;
const numbers = /^(?:(\d{1,4})(?:\.(\d{1,3}))?(?: ?[.)\]:/](?!\d)| [-–] )|\((\d{1,4})\))/;
const delimiters = /^[\s.:)\]/–—-]{0,8}/;

/**
 * The label of a question at the start of a line; null when there is none. `automatic` is the length of
 * the label that the word processor numbered by itself, which needs nothing to part it from the text.
 */
export function questionLabel(text: string, automatic: number): QuestionLabel | null {
	const start = /^[\s*•([]{0,4}/.exec(text)?.[0].length ?? 0;
	const within = foldInPlace(text.slice(start, start + 48)).replaceAll('\t', ' ');
	const word = questionWords.exec(within) ?? bareQuestion.exec(within);
	if (word) {
		const length = word[0].length - (word[2] === undefined ? 1 : 0);
		const rest = text.slice(start + length, start + length + 12);
		if (!partsFromText(rest) && start + length !== automatic) return null;
		return {
			kind: word[1]?.startsWith('bai') ? 'exercise' : 'question',
			number: word[2] === undefined ? null : Number(word[3] ?? word[2]),
			label: text.slice(start, start + length).trim(),
			end: start + length + lengthOf(delimiters, rest)
		};
	}
	// "1. Câu 1:": what the person wrote says more than the list around it.
	if (automatic > 0) {
		const written = questionLabel(text.slice(automatic), 0);
		if (written && written.kind !== 'number') return { ...written, end: written.end + automatic };
	}
	const number = numbers.exec(within) ?? (automatic > 0 ? /^(\d{1,4})/.exec(within) : null);
	if (!number || (number[1] === undefined && number[3] === undefined)) return null;
	if (number[0].endsWith('/') && !/^(?:\s|$)/.test(within.slice(number[0].length))) return null;
	const end = start + number[0].length;
	return {
		kind: 'number',
		number: Number(number[3] ?? number[2] ?? number[1]),
		label: number[2] === undefined ? (number[3] ?? number[1] ?? '') : `${number[1]}.${number[2]}`,
		end: Math.max(end, automatic) + lengthOf(delimiters, text.slice(Math.max(end, automatic)))
	};
}

/** True unless the text goes on as a sentence does: "Câu 5 và câu 6", "Câu 1-5". */
function partsFromText(rest: string): boolean {
	if (/^\s*(?:[-–,]\s*\d|,)/.test(rest)) return false;
	return /^\s*(?:$|[.:)\]/([–—-])/.test(rest) || /^\s+[^\p{Ll}]/u.test(rest);
}

function lengthOf(pattern: RegExp, text: string): number {
	return pattern.exec(text)?.[0].length ?? 0;
}

/** Every label of an option in a line, in its order. */
export function optionLabels(text: string, automatic: number): OptionLabel[] {
	const found: OptionLabel[] = [];
	const first = automatic > 0 ? automaticOption(text, automatic) : undefined;
	if (first) found.push(first);
	let at = Math.max(first?.textStart ?? 0, 0);
	if (!first) {
		while (/\s/.test(text[at] ?? '')) at++;
		const label = labelAt(text, skipBullet(text, at), at, 'line');
		if (label) found.push(label);
		at = label?.textStart ?? at;
	}
	while (at < text.length) {
		const space = nextSpace(text, at);
		if (space === -1) break;
		let next = space;
		while (/\s/.test(text[next] ?? '')) next++;
		const isGap = next - space > 1 || text[space] === '\t';
		const label = labelAt(text, next, next, isGap ? 'gap' : 'space');
		if (label) found.push(label);
		at = label ? Math.max(label.textStart, next + 1) : next;
	}
	return found;
}

function nextSpace(text: string, from: number): number {
	for (let at = from; at < text.length; at++) if (text[at] === ' ' || text[at] === '\t') return at;
	return -1;
}

function skipBullet(text: string, at: number): number {
	if (!bullets.includes(text[at] ?? ' ') || !/\s/.test(text[at + 1] ?? '')) return at;
	let next = at + 1;
	while (/\s/.test(text[next] ?? '')) next++;
	return next;
}

function automaticOption(text: string, automatic: number): OptionLabel | undefined {
	const [, letter] = /^[([]?([A-La-l])[.)\]:/ -]{0,3}$/.exec(text.slice(0, automatic).trim()) ?? [];
	if (letter === undefined) return undefined;
	const after = signsBehind(text, automatic);
	return {
		at: 0,
		textStart: after.at,
		...letterOf(letter),
		delimiter: 'automatic',
		sign: after.sign,
		place: 'line'
	};
}

function letterOf(letter: string): { letter: number; upper: boolean } {
	const upper = letter < 'a';
	return { letter: letter.charCodeAt(0) - (upper ? 65 : 97), upper };
}

function labelAt(
	text: string,
	from: number,
	at: number,
	place: OptionLabel['place']
): OptionLabel | undefined {
	let next = from;
	let sign = false;
	const box = /^(?:\[\s?([xX*]?)\s?\]|\(\s?([xX*])\s?\))\s{0,4}/.exec(text.slice(next, next + 9));
	if (box) {
		sign = (box[1] ?? box[2] ?? '') !== '';
		next += box[0].length;
	}
	for (let steps = 0; steps < 4; steps++) {
		const character = text[next] ?? ' ';
		if (keySigns.includes(character)) sign = true;
		else if (!emptyBoxes.includes(character)) break;
		next++;
		if (text[next] === ' ') next++;
	}
	const open = '(['.includes(text[next] ?? ' ') ? (text[next] as string) : '';
	const letter = text[next + open.length] ?? '';
	if (!/^[A-La-l]$/.test(letter)) return undefined;
	const named = letterOf(letter);
	next += open.length + 1;
	while (text[next] === '*') {
		sign = true;
		next++;
	}
	const delimiter = open === '' ? delimiterAt(text, next) : closingAt(text, next, open);
	if (delimiter === null) return undefined;
	const after = signsBehind(text, next + delimiter.length);
	return {
		at,
		textStart: after.at,
		...named,
		delimiter: open + delimiter.trim(),
		sign: sign || after.sign,
		place
	};
}

function closingAt(text: string, at: number, open: string): string | null {
	if (text[at] !== (open === '(' ? ')' : ']')) return null;
	return /^[)\]][.:]?/.exec(text.slice(at, at + 2))?.[0] ?? null;
}

/** What parts the letter from the option; null when the letter is part of a word or an abbreviation. */
function delimiterAt(text: string, at: number): string | null {
	const rest = text.slice(at, at + 8);
	const found =
		/^ ?(?:[.)][.):/]?|[:/]|．)/.exec(rest)?.[0] ?? /^(?: [-–—](?=\s)|[-–—](?=\s))/.exec(rest)?.[0];
	if (found === undefined) return null;
	const next = rest.slice(found.length);
	// "A.B.C", "B/c", "D:\" and "A . . ." are no options.
	if (/^[A-Za-zĐđ]?[.:/\\]/.test(next)) return null;
	if (found.endsWith('/') && !/^(?:\s|$|\p{L}{2})/u.test(next)) return null;
	return found;
}

function signsBehind(text: string, from: number): { at: number; sign: boolean } {
	let at = from;
	let sign = false;
	while (/\s/.test(text[at] ?? '')) at++;
	for (let steps = 0; steps < 4; steps++) {
		const character = text[at] ?? ' ';
		// A root of something is part of the option.
		if (character === '√' && /[^\s]/.test(text[at + 1] ?? ' ')) break;
		if (keySigns.includes(character)) sign = true;
		else if (!emptyBoxes.includes(character)) break;
		at++;
		while (/\s/.test(text[at] ?? '')) at++;
	}
	return { at, sign };
}
