import type { Line, TextParagraph } from './blocks.ts';
import { cleanLines, plainRuns, sliceRuns, textOf, type MarkedText } from './marked-text.ts';

/** A paragraph as lines; what stands in it and is no text goes with its first line. */
export function linesOfParagraph(paragraph: TextParagraph): Line[] {
	const { row, heading, label, leftovers } = paragraph;
	const lines = cleanLines(paragraph.runs);
	return lines.map((runs, index): Line => {
		const isFirst = index === 0;
		const prefix = isFirst && label && !label.bullet ? `${label.text.trim()} ` : '';
		const marked: MarkedText =
			prefix.trim() === '' || !label ? runs : [{ text: prefix, marks: label.marks }, ...runs];
		return {
			row,
			runs: marked,
			text: textOf(marked),
			automatic: prefix.trim() === '' ? 0 : prefix.length,
			bullet: isFirst && label?.bullet === true,
			heading,
			after: isFirst ? (paragraph.tight ? 'line' : 'paragraph') : 'break',
			leftovers: isFirst ? leftovers : []
		};
	});
}

/** A line of ordinary look that stands for something the table says by its shape. */
export function textLine(text: string, row: number): Line {
	return {
		row,
		runs: plainRuns(text),
		text,
		automatic: 0,
		bullet: false,
		heading: null,
		after: 'paragraph',
		leftovers: []
	};
}

/** Two pieces of one line. */
export function joinLines(left: Line, right: Line, gap: string): Line {
	const runs = [...left.runs, ...plainRuns(gap), ...right.runs];
	return {
		...left,
		runs,
		text: textOf(runs),
		leftovers: [...left.leftovers, ...right.leftovers]
	};
}

/** The line from an offset on; what it began with is told otherwise. */
export function lineFrom(line: Line, start: number): Line {
	if (start === 0) return line;
	const runs = sliceRuns(line.runs, start);
	return { ...line, runs, text: textOf(runs), automatic: 0 };
}
