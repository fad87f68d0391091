/** A question of a GIFT file with what stands around it. */
export interface GiftBlock {
	/** 1-based line of its first line. */
	readonly line: number;
	readonly text: string;
	/** Comment lines of the question, without their slashes. */
	readonly comments: readonly string[];
	/** As the last "$CATEGORY:" line says; empty before the first. */
	readonly category: string;
}

/**
 * Parts a GIFT text into questions, which blank lines separate. A blank line between the brackets of the
 * answers separates nothing, though Moodle would have it so, unless another question begins after it.
 */
export function giftBlocks(text: string): { blocks: GiftBlock[]; comments: string[] } {
	const blocks: GiftBlock[] = [];
	const allComments: string[] = [];
	let lines: string[] = [];
	let comments: string[] = [];
	let start = 0;
	let category = '';
	let isInAnswers = false;
	let hasGap = false;

	const end = () => {
		if (lines.length > 0) blocks.push({ line: start, text: lines.join('\n'), comments, category });
		lines = [];
		comments = [];
		isInAnswers = false;
		hasGap = false;
	};
	text.split(/\r\n|\r|\n/).forEach((line, index) => {
		const trimmed = line.trim();
		if (trimmed === '') {
			if (isInAnswers) hasGap = true;
			else end();
			return;
		}
		if (trimmed.startsWith('//')) {
			const comment = trimmed.slice(2).trim();
			comments.push(comment);
			allComments.push(comment);
			return;
		}
		const isCategory = /^\$CATEGORY:/i.test(trimmed);
		// Behind answers that are closed, a name begins another question even without a blank line.
		const isNext = trimmed.startsWith('::') && lines.at(-1)?.trimEnd().endsWith('}');
		if (isCategory || isNext || (hasGap && beginsQuestion(trimmed))) end();
		if (isCategory) {
			category = trimmed.slice('$CATEGORY:'.length).trim();
			return;
		}
		if (lines.length === 0) start = index + 1;
		lines.push(line);
		isInAnswers = endsInAnswers(trimmed, isInAnswers);
	});
	end();
	return { blocks, comments: allComments };
}

function beginsQuestion(line: string): boolean {
	if (line.startsWith('::')) return true;
	const open = findUnescaped(line, '{');
	const close = findUnescaped(line, '}');
	return open >= 0 && (close < 0 || open < close);
}

/** Whether the text behind the line is between brackets. */
function endsInAnswers(line: string, isInAnswers: boolean): boolean {
	let inside = isInAnswers;
	for (let at = 0; at < line.length; at++) {
		if (line[at] === '\\') at++;
		else if (line[at] === '{') inside = true;
		else if (line[at] === '}') inside = false;
	}
	return inside;
}

/** Where `sought` first stands at or behind `from` without a backslash before it; -1 if nowhere. */
export function findUnescaped(text: string, sought: string, from = 0): number {
	for (let at = from; at < text.length; at++) {
		if (text[at] === '\\') at++;
		else if (text.startsWith(sought, at)) return at;
	}
	return -1;
}

/** The text with its escapes resolved: "\=" is an equals sign, "\n" a line break, "\\" a backslash. */
export function unescapeGift(text: string): string {
	return text.replace(/\\([\\~=#{}:n])/g, (_, sign: string) => (sign === 'n' ? '\n' : sign));
}

/** The text as it stands in a GIFT file: in one line, with nothing that means something. */
export function escapeGift(text: string): string {
	return text.replace(/[\\~=#{}:]/g, '\\$&').replace(/\r\n|\r|\n/g, '\\n');
}
