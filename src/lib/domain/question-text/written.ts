import { escapeMarkup, plainText } from '../markup.ts';
import { normalizeText } from '../text.ts';
import type { Line } from './blocks.ts';
import { shareOf, textOf, type MarkedText, type Marks } from './marked-text.ts';

/** Share of a text that looks so when the look is that of the text, not of a word in it. */
const whole = 0.7;
/** A line of this length was probably broken by the width of a page. */
const pageWidth = 60;

/** A text of several lines as plain text on one line. */
export function oneLine(lines: readonly (Line | MarkedText)[]): string {
	return normalizeText(lines.map((line) => ('runs' in line ? line.text : textOf(line))).join(' '));
}

/**
 * Lines as a text in the subset of Markdown. Words that are bold, underlined or coloured among others
 * that are not are strong, such in italics are stressed; a look that the whole text has means nothing.
 */
export function markdownOf(lines: readonly Line[]): string {
	const filled = lines.filter(({ text }) => text.trim() !== '');
	const test = stressOf(filled.flatMap(({ runs }) => runs));
	const plain = joined(filled, (line) => escapeMarkup(normalizeText(line.text)));
	const marked = joined(filled, (line) => stressed(line.runs, test));
	// Marks that would be read otherwise than they are meant are left out.
	return plainText(marked) === plainText(plain) ? marked : plain;
}

interface Stress {
	readonly strong: (marks: Marks) => boolean;
	readonly emphasis: (marks: Marks) => boolean;
}

/** Looks that single out some of the text. */
function stressOf(runs: MarkedText): Stress {
	const isPart = (test: (marks: Marks) => boolean) => shareOf(runs, test) < whole;
	const strong = [
		(marks: Marks) => marks.bold,
		(marks: Marks) => marks.underline,
		(marks: Marks) => marks.color !== null,
		(marks: Marks) => marks.highlight !== null
	].filter(isPart);
	const italic = (marks: Marks) => marks.italic;
	return {
		strong: (marks) => strong.some((test) => test(marks)),
		emphasis: isPart(italic) ? italic : () => false
	};
}

function joined(lines: readonly Line[], write: (line: Line) => string): string {
	let text = '';
	let previous: Line | undefined;
	for (const line of lines) {
		const written = line.bullet ? `- ${write(line)}` : write(line);
		text += previous === undefined ? written : between(previous, line) + written;
		previous = line;
	}
	return text;
}

function between(previous: Line, line: Line): string {
	if (previous.bullet || line.bullet) return '\n';
	if (line.after === 'break') return '\n';
	const before = previous.text.trimEnd();
	const goesOn = !/[.:;?!…”")\]]$/.test(before) && line.after !== 'blank';
	const isWrapped = line.after === 'line' && before.length >= pageWidth;
	const isEntry = /^\s*(?:\p{L}|\d{1,2})[.)/]/u.test(line.text);
	if (goesOn && !isEntry && (isWrapped || /^\s*\p{Ll}/u.test(line.text))) return ' ';
	return line.after === 'line' ? '\n' : '\n\n';
}

/** A line with its stressed words marked. */
function stressed(runs: MarkedText, { strong, emphasis }: Stress): string {
	const pieces: { text: string; mark: string }[] = [];
	for (const { text, marks } of runs) {
		const mark = (strong(marks) ? '**' : '') + (emphasis(marks) ? '*' : '');
		const last = pieces.at(-1);
		// White space between two stressed words is stressed with them, by itself it is not.
		if (last && (last.mark === mark || text.trim() === '')) last.text += text;
		else pieces.push({ text, mark });
	}
	let result = '';
	for (const { text, mark } of pieces) {
		const flat = text.replace(/\s+/g, ' ');
		const inner = flat.trim();
		const isWord = /[\p{L}\p{N}]/u.test(inner);
		const written =
			isWord && mark !== '' ? `${mark}${escapeInner(inner)}${mark}` : escapeInner(inner);
		const lead = flat.startsWith(' ') && inner !== flat ? ' ' : '';
		const trail = flat.endsWith(' ') && inner !== '' ? ' ' : '';
		result += (result.endsWith(' ') ? '' : lead) + written + trail;
	}
	return result.trim().replace(/^- /, '\\- ');
}

function escapeInner(text: string): string {
	return escapeMarkup(text).replace(/^\\- /, '- ');
}
