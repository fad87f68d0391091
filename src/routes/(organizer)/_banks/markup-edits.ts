/** A text with its selection. */
export interface Selection {
	readonly text: string;
	readonly start: number;
	readonly end: number;
}

/** Sets the selection between marks, or takes them away where they are there already. */
export function toggleMark({ text, start, end }: Selection, mark: '**' | '*' | '`'): Selection {
	const chosen = text.slice(start, end);
	const from = start + (chosen.length - chosen.trimStart().length);
	const to = Math.max(from, start + chosen.trimEnd().length);
	const before = text.slice(0, from);
	const inner = text.slice(from, to);
	const after = text.slice(to);
	const isMarked = runAtEnd(before) === runAtStart(after) && includesMark(runAtEnd(before), mark);
	if (isMarked && inner !== '') {
		return {
			text: before.slice(0, -mark.length) + inner + after.slice(mark.length),
			start: from - mark.length,
			end: to - mark.length
		};
	}
	return {
		text: before + mark + inner + mark + after,
		start: from + mark.length,
		end: to + mark.length
	};
}

/** Makes every line that the selection touches an entry of a list, or a plain line again. */
export function toggleList({ text, start, end }: Selection): Selection {
	const from = text.lastIndexOf('\n', start - 1) + 1;
	const found = text.indexOf('\n', end);
	const to = found === -1 ? text.length : found;
	const lines = text.slice(from, to).split('\n');
	const isList = lines.every((line) => line.startsWith('- '));
	const changed = lines.map((line) => (isList ? line.slice(2) : `- ${line}`)).join('\n');
	return {
		text: text.slice(0, from) + changed + text.slice(to),
		start: from,
		end: from + changed.length
	};
}

function runAtEnd(text: string): string {
	return /(\*+|`+)$/.exec(text)?.[0] ?? '';
}
function runAtStart(text: string): string {
	return /^(\*+|`+)/.exec(text)?.[0] ?? '';
}
/** Three stars are strong and emphasis at once. */
function includesMark(run: string, mark: string): boolean {
	return run === mark || (run === '***' && mark !== '`');
}
