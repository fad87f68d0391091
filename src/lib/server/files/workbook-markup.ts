import type { Inline } from '#lib/domain/markup.ts';
import { writeMarkup } from '#lib/domain/markup-writing.ts';
import type { Look } from './workbook-styles.ts';
import type { TextRun } from './workbook-texts.ts';

/**
 * A text of which words stand out, in our markup; null when none does, or all of it. `own` is the look of
 * the cell. What is underlined counts as bold: both call for attention.
 */
export function markupOfRuns(runs: readonly TextRun[], own: Look): string | null {
	const set = runs.map(({ text, look }) => {
		const { bold, underlined, italic } = look ?? own;
		return { text, strong: bold || underlined, emphasis: italic };
	});
	const visible = set.filter(({ text }) => text.trim() !== '');
	const strong = new Set(visible.map((run) => run.strong));
	const emphasis = new Set(visible.map((run) => run.emphasis));
	if (strong.size < 2 && emphasis.size < 2) return null;
	const children = set.flatMap((run): Inline[] => {
		let nodes = inlineText(run.text);
		if (run.emphasis && emphasis.size > 1) nodes = [{ kind: 'emphasis', children: nodes }];
		if (run.strong && strong.size > 1) nodes = [{ kind: 'strong', children: nodes }];
		return nodes;
	});
	return writeMarkup([{ kind: 'paragraph', children }]);
}

function inlineText(text: string): Inline[] {
	return text
		.split(/\r\n|\r|\n|\u2028|\u2029|\v/)
		.flatMap((line, index): Inline[] => [
			...(index > 0 ? [{ kind: 'break' } as const] : []),
			{ kind: 'text', text: line }
		]);
}
