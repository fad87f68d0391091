/**
 * The small subset of Markdown that stems and rationales may use. Everything else, HTML included, is
 * text: what this gives is a tree of known nodes, never markup to be inserted into a page.
 *
 * - a blank line ends a paragraph, a single line break stays a line break
 * - lines that begin with "- " are a list
 * - `**strong**`, `*emphasis*`, `` `code` ``
 * - a backslash before `\ * - `` ` `` takes its meaning away
 *
 * Marks that do not close within their paragraph are text, as are marks around nothing or beside
 * spaces: "5 * 3 * 2" multiplies. Marks do not nest deeper than strong within emphasis and back.
 */
export type Inline =
	| { readonly kind: 'text'; readonly text: string }
	| { readonly kind: 'break' }
	| { readonly kind: 'code'; readonly text: string }
	| { readonly kind: 'strong' | 'emphasis'; readonly children: readonly Inline[] };

export type Block =
	| { readonly kind: 'paragraph'; readonly children: readonly Inline[] }
	| { readonly kind: 'list'; readonly items: readonly (readonly Inline[])[] };

/** The blocks of a text, in order. Every text is readable: what is no mark is text. */
export function parseMarkup(text: string): Block[] {
	const blocks: Block[] = [];
	let paragraph: string[] = [];
	let list: string[] = [];
	const endParagraph = () => {
		if (paragraph.length > 0)
			blocks.push({ kind: 'paragraph', children: parseInline(paragraph.join('\n')) });
		paragraph = [];
	};
	const endList = () => {
		if (list.length > 0)
			blocks.push({ kind: 'list', items: list.map((item) => parseInline(item)) });
		list = [];
	};
	for (const raw of text.split(/\r\n|\r|\n/)) {
		const line = raw.trim();
		if (line.startsWith('- ') && line.length > 2) {
			endParagraph();
			list.push(line.slice(2).trim());
		} else {
			endList();
			if (line === '') endParagraph();
			else paragraph.push(line);
		}
	}
	endParagraph();
	endList();
	return blocks;
}

/** The text as a reader without formatting sees it; blocks and lines are separated by line breaks. */
export function plainText(text: string): string {
	const flat = (nodes: readonly Inline[]): string =>
		nodes
			.map((node) => {
				if (node.kind === 'break') return '\n';
				return 'text' in node ? node.text : flat(node.children);
			})
			.join('');
	return parseMarkup(text)
		.map((block) =>
			block.kind === 'list'
				? block.items.map((item) => `- ${flat(item)}`).join('\n')
				: flat(block.children)
		)
		.join('\n');
}

/** Writes plain text so that it means itself: `plainText(escapeMarkup(text))` is the text again. */
export function escapeMarkup(text: string): string {
	return text.replace(/[\\*`]/g, '\\$&').replace(/^([ \t]*)- /gm, '$1\\- ');
}

/** The pieces of the text that are set as strong. */
export function strongParts(text: string): string[] {
	const found: string[] = [];
	const collect = (nodes: readonly Inline[], within: boolean): void => {
		for (const node of nodes) {
			if (node.kind === 'text' && within) found.push(node.text);
			else if ('children' in node) collect(node.children, within || node.kind === 'strong');
		}
	};
	for (const block of parseMarkup(text)) {
		if (block.kind === 'paragraph') collect(block.children, false);
		else for (const item of block.items) collect(item, false);
	}
	return found;
}

type Mark = '**' | '*';

/** Inline nodes of one paragraph within the marks of `open`, which cannot open again. */
function parseInline(text: string, open: readonly Mark[] = []): Inline[] {
	const nodes: Inline[] = [];
	let plain = '';
	/** Marks that close nowhere further on: looking again at each of many would never come to an end. */
	const unclosed = new Set<Mark>();
	const endPlain = () => {
		if (plain !== '') nodes.push({ kind: 'text', text: plain });
		plain = '';
	};
	for (let at = 0; at < text.length;) {
		const character = text[at] as string;
		if (character === '\\' && /[\\*`-]/.test(text[at + 1] ?? '')) {
			plain += text[at + 1];
			at += 2;
			continue;
		}
		if (character === '\n') {
			endPlain();
			nodes.push({ kind: 'break' });
			at++;
			continue;
		}
		if (character === '`') {
			const end = text.indexOf('`', at + 1);
			if (end > at + 1) {
				endPlain();
				nodes.push({ kind: 'code', text: text.slice(at + 1, end) });
				at = end + 1;
				continue;
			}
		}
		if (character === '*') {
			const mark: Mark = text.startsWith('**', at) ? '**' : '*';
			const start = at + mark.length;
			const opens = !open.includes(mark) && !unclosed.has(mark) && /^\S/.test(text[start] ?? '');
			const end = opens ? findEnd(text, start, mark) : -1;
			if (opens && end < 0) unclosed.add(mark);
			if (end > 0) {
				endPlain();
				nodes.push({
					kind: mark === '**' ? 'strong' : 'emphasis',
					children: parseInline(text.slice(start, end), [...open, mark])
				});
				at = end + mark.length;
				continue;
			}
			plain += mark;
			at += mark.length;
			continue;
		}
		plain += character;
		at++;
	}
	endPlain();
	return nodes;
}

/** Where the mark that was opened before `start` closes; -1 when it does not. */
function findEnd(text: string, start: number, mark: Mark): number {
	for (let at = start; at < text.length; at++) {
		if (text[at] === '\\') {
			at++;
			continue;
		}
		if (text[at] === '`') {
			const end = text.indexOf('`', at + 1);
			if (end > at + 1) at = end;
			continue;
		}
		if (text[at] !== '*') continue;
		const run = /^\*+/.exec(text.slice(at))?.[0].length ?? 1;
		const fits = mark === '**' ? run >= 2 : run === 1 || run === 3;
		if (fits && at > start && !/\s/.test(text[at - 1] ?? '')) {
			// "**strong *both***": the inner mark closes first.
			return mark === '**' && run > 2 ? at + run - 2 : at;
		}
		at += run - 1;
	}
	return -1;
}
