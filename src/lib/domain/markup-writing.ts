import { parseMarkup, type Block, type Inline } from './markup.ts';
import { normalizeText } from './text.ts';

/** A piece of one line and how it is set. */
interface Run {
	readonly text: string;
	readonly strong: boolean;
	readonly emphasis: boolean;
	readonly code: boolean;
}

type Mark = 'strong' | 'emphasis';

const signs: Record<Mark, string> = { strong: '**', emphasis: '*' };

/**
 * Writes blocks in the subset of Markdown that `parseMarkup` reads: the text comes back as it is,
 * composed (NFC), with single spaces and without what nobody sees. A mark that cannot be written where
 * it stands ("x**y**z" beside another mark) is left out rather than the text changed.
 */
export function writeMarkup(blocks: readonly Block[]): string {
	let written = '';
	let before: Block['kind'] | null = null;
	for (const block of blocks) {
		const piece = block.kind === 'list' ? writeList(block.items) : writeParagraph(block.children);
		if (piece === '') continue;
		const isListOfParagraph = before === 'paragraph' && block.kind === 'list';
		written += before === null ? piece : (isListOfParagraph ? '\n' : '\n\n') + piece;
		before = block.kind;
	}
	return written.normalize('NFC');
}

function writeParagraph(children: readonly Inline[]): string {
	return linesOf(children)
		.map((line) => writeLine(line))
		.map((line) => (line.startsWith('- ') ? `\\${line}` : line))
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.replace(/^\n+|\n+$/g, '');
}

/** An entry is one line: what breaks it becomes a space. */
function writeList(items: readonly (readonly Inline[])[]): string {
	return items
		.map((item) => writeLine(tidy(linesOf(item).flatMap((line) => [...line, plainRun(' ')]))))
		.filter((line) => line !== '')
		.map((line) => `- ${line}`)
		.join('\n');
}

const orders: readonly (readonly Mark[])[] = [
	['strong', 'emphasis'],
	['emphasis', 'strong']
];

/** The richest way of writing the line that reads as it should, and of those the shortest. */
function writeLine(runs: readonly Run[]): string {
	const isMarked = runs.some(({ strong, emphasis, code }) => strong || emphasis || code);
	if (!isMarked) return compose(runs, []);
	const poorer = [
		runs,
		runs.map((run) => ({ ...run, emphasis: false })),
		runs.map((run) => ({ ...run, strong: false, emphasis: false }))
	];
	for (const candidate of poorer.map(joined)) {
		const written = orders
			.map((marks) => compose(candidate, marks))
			.filter((line) => readsAs(line, candidate))
			.sort((left, right) => left.length - right.length)[0];
		if (written !== undefined) return written;
	}
	return compose(
		runs.map(({ text }) => plainRun(text)),
		[]
	);
}

function readsAs(line: string, runs: readonly Run[]): boolean {
	// The letter keeps a line that begins like a list from being one.
	const [block, ...more] = parseMarkup(`x ${line}`);
	if (block?.kind !== 'paragraph' || more.length > 0) return false;
	return isSame(joined([plainRun('x '), ...runs]), joined(linesOf(block.children)[0] ?? []));
}

function compose(runs: readonly Run[], marks: readonly Mark[]): string {
	const [mark, ...inner] = marks;
	if (mark === undefined)
		return runs
			.map(({ text, code }) => (code ? `\`${text}\`` : text.replace(/[\\*`]/g, '\\$&')))
			.join('');
	return groups(runs, mark)
		.map((group) => {
			const written = compose(group, inner);
			if (!group[0]?.[mark]) return written;
			// A mark beside a space is none.
			const body = written.trim();
			if (body === '') return written;
			const start = written.indexOf(body);
			const sign = signs[mark];
			return written.slice(0, start) + sign + body + sign + written.slice(start + body.length);
		})
		.join('');
}

/** Runs side by side that are both marked, or both not. */
function groups(runs: readonly Run[], mark: Mark): Run[][] {
	const found: Run[][] = [];
	for (const run of runs) {
		const last = found.at(-1);
		if (last && last[0]?.[mark] === run[mark]) last.push(run);
		else found.push([run]);
	}
	return found;
}

/** True when both say the same and set it the same; how a space is set nobody sees. */
function isSame(left: readonly Run[], right: readonly Run[]): boolean {
	const seen = (runs: readonly Run[]) =>
		runs
			.map(({ text, strong, emphasis, code }) => {
				const style = `${Number(strong)}${Number(emphasis)}${Number(code)}`;
				return [...text].map((letter) => (letter === ' ' ? letter : letter + style)).join('');
			})
			.join('');
	return seen(left) === seen(right);
}

/** Lines of a paragraph, each tidied. */
function linesOf(children: readonly Inline[]): Run[][] {
	const lines: Run[][] = [[]];
	const collect = (nodes: readonly Inline[], style: Run): void => {
		for (const node of nodes) {
			if (node.kind === 'break') lines.push([]);
			else if (node.kind === 'text' || node.kind === 'code') {
				const isCode = node.kind === 'code' && !node.text.includes('`');
				const [first = '', ...more] = node.text.split(/\r\n|\r|\n/);
				const run = { ...style, code: isCode };
				lines.at(-1)?.push({ ...run, text: first });
				for (const text of more) lines.push([{ ...run, text }]);
			} else collect(node.children, { ...style, [node.kind]: true });
		}
	};
	collect(children, plainRun(''));
	return lines.map(tidy);
}

/** Single spaces, none at the edges, nothing that nobody sees. */
function tidy(runs: readonly Run[]): Run[] {
	const kept: Run[] = [];
	for (const run of runs) {
		// The bars keep the edges, where a space parts this piece from the next.
		let text = normalizeText(`|${run.text}|`).slice(1, -1);
		const before = kept.at(-1)?.text ?? ' ';
		if (before.endsWith(' ')) text = text.trimStart();
		if (text !== '') kept.push({ ...run, text });
	}
	for (let last = kept.at(-1); last?.text.endsWith(' '); last = kept.at(-1)) {
		kept.pop();
		const text = last.text.trimEnd();
		if (text !== '') kept.push({ ...last, text });
	}
	return joined(kept);
}

/** Pieces side by side that are set alike, as one. */
function joined(runs: readonly Run[]): Run[] {
	const found: Run[] = [];
	for (const run of runs) {
		const last = found.at(-1);
		const isAlike =
			last?.strong === run.strong && last.emphasis === run.emphasis && last.code === run.code;
		if (last && isAlike) found[found.length - 1] = { ...last, text: last.text + run.text };
		else found.push(run);
	}
	return found;
}

function plainRun(text: string): Run {
	return { text, strong: false, emphasis: false, code: false };
}
