import type { Block, Inline } from '../markup.ts';
import { writeMarkup } from '../markup-writing.ts';
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
	const stress = stressOf(filled.flatMap(({ runs }) => runs));
	const blocks: { kind: 'paragraph' | 'list'; lines: Inline[][] }[] = [];
	let previous: Line | undefined;
	for (const line of filled) {
		const inline = inlinesOf(line.runs, stress);
		const gap = previous ? between(previous, line) : 'block';
		const last = blocks.at(-1);
		if (last && gap === 'space') last.lines.at(-1)?.push({ kind: 'text', text: ' ' }, ...inline);
		else if (last && gap === 'break') last.lines.push(inline);
		else blocks.push({ kind: line.bullet ? 'list' : 'paragraph', lines: [inline] });
		previous = line;
	}
	return writeMarkup(
		blocks.map((block): Block => {
			if (block.kind === 'list') return { kind: 'list', items: block.lines };
			const children = block.lines.flatMap((line, index): Inline[] =>
				index === 0 ? line : [{ kind: 'break' }, ...line]
			);
			return { kind: 'paragraph', children };
		})
	);
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

/** What parts a line from the one before: an entry of the same list is a break away. */
function between(previous: Line, line: Line): 'space' | 'break' | 'block' {
	if (previous.bullet !== line.bullet) return 'block';
	if (line.bullet || line.after === 'break') return 'break';
	const before = previous.text.trimEnd();
	const goesOn = !/[.:;?!…”")\]]$/.test(before) && line.after !== 'blank';
	const isWrapped = line.after === 'line' && before.length >= pageWidth;
	const isEntry = /^\s*(?:\p{L}|\d{1,2})[.)/]/u.test(line.text);
	if (goesOn && !isEntry && (isWrapped || /^\s*\p{Ll}/u.test(line.text))) return 'space';
	return line.after === 'line' ? 'break' : 'block';
}

/** The pieces of a line; signs and white space by themselves are not stressed. */
function inlinesOf(runs: MarkedText, { strong, emphasis }: Stress): Inline[] {
	return runs.map(({ text, marks }): Inline => {
		let node: Inline = { kind: 'text', text };
		if (!/[\p{L}\p{N}]/u.test(text)) return node;
		if (emphasis(marks)) node = { kind: 'emphasis', children: [node] };
		if (strong(marks)) node = { kind: 'strong', children: [node] };
		return node;
	});
}
