import { Parser } from 'htmlparser2';
import type { Block, Inline } from '#lib/domain/markup.ts';
import { escapeMarkup, plainText } from '#lib/domain/markup.ts';
import { writeMarkup } from '#lib/domain/markup-writing.ts';
import { normalizeText } from '#lib/domain/text.ts';
import { isElement, type XmlElement, type XmlNode } from '#lib/server/files/xml-tree.ts';
import { htmlReceiver, type HtmlBlocks } from './html-blocks.ts';
import { isHtmlElement } from './html-elements.ts';
import { escapeAttribute, markupHtml } from './markup-html.ts';

/*
 * Text of other programs in our own: HTML is reduced to the subset of Markdown of `markup.ts`. What
 * comes out holds no markup but ours; whatever could be read in the HTML can be read in it.
 */

/** A text, and what of it could not be kept. */
export interface ReducedText {
	/** In our Markdown. */
	readonly markup: string;
	/** Without any marks; paragraphs and lines are line breaks. */
	readonly plain: string;
	/** Names of pictures, sounds and attached files that are left out. */
	readonly media: readonly string[];
	/** Names of elements of which more than the look is lost. */
	readonly lost: readonly string[];
}

/** Elements inside one another; beyond this nobody wrote the HTML. */
const deepest = 250;

class TooDeep extends Error {}

/** Reduces HTML, however badly written. */
export function reduceHtml(html: string): ReducedText {
	try {
		return reduced(readHtml(html));
	} catch (error) {
		if (!(error instanceof TooDeep)) throw error;
		return { ...reducePlain(withoutTags(html)), lost: ['html'] };
	}
}

/** Reduces HTML that is part of an XML document; `skips` tells what is not part of the text. */
export function reduceXml(
	nodes: readonly XmlNode[],
	skips: (element: XmlElement) => boolean = () => false
): ReducedText {
	const receiver = htmlReceiver();
	const walk = (node: XmlNode): void => {
		if (!isElement(node)) receiver.text(node);
		else if (!skips(node)) {
			receiver.open(node.name.toLowerCase().replace(/^qti-/, ''), node.attributes);
			node.children.forEach(walk);
			receiver.close();
		}
	};
	nodes.forEach(walk);
	return reduced(receiver.end());
}

/** A text without markup, line by line. */
export function reducePlain(text: string): ReducedText {
	const plain = normalizeLines(text);
	return { markup: escapeMarkup(plain), plain, media: [], lost: [] };
}

/** Moodle's own format: HTML in which a line break is one, and mostly just text. */
export function reduceAutoFormat(text: string): ReducedText {
	const tag = /(<\/?[a-z][^<>]*>)/i;
	if (!tag.test(text) && !/&(?:[a-z]{2,8}|#\d{2,6}|#x[\da-f]{2,5});/i.test(text))
		return reducePlain(text);
	const html = text
		.split(tag)
		.map((part, index) => (index % 2 === 1 ? part : part.trim() === '' ? ' ' : part))
		.map((part, index) => (index % 2 === 1 ? part : part.replace(/\r\n|\r|\n/g, '<br>')));
	return reduceHtml(html.join(''));
}

/** A text in Markdown as somebody else wrote it; what our subset does not have is text. */
export function reduceMarkdown(text: string): ReducedText {
	const markup = normalizeLines(text);
	const pictures = markup.matchAll(/!\[([^[\]\n]{0,200})\]\(([^()\s]{1,500})[^()\n]{0,200}\)/g);
	const media = [...pictures].map(([, description, address]) => description || (address ?? ''));
	return { markup, plain: plainText(markup), media: [...new Set(media)], lost: [] };
}

/**
 * HTML of a text in our Markdown. Where reading it would give the text in another way of writing, that
 * is added as `data-markdown`, which counts as long as it says the same as the HTML.
 */
export function exactHtml(text: string): string {
	const html = markupHtml(text);
	if (reduceHtml(html).markup === text) return html;
	return `<div data-markdown="${escapeAttribute(text)}">${html}</div>`;
}

/** Lines as the product keeps them, with at most one blank line between two. */
export function normalizeLines(text: string): string {
	return text
		.split(/\r\n|\r|\n/)
		.map(normalizeText)
		.join('\n')
		.replace(/\n{3,}/g, '\n\n')
		.replace(/^\n+|\n+$/g, '');
}

function reduced({ blocks, media, lost, source }: HtmlBlocks): ReducedText {
	const markup = writeMarkup(blocks);
	const isSource = source !== null && writeMarkup(readHtml(markupHtml(source)).blocks) === markup;
	return {
		markup: isSource ? normalizeLines(source) : markup,
		plain: normalizeLines(blocks.map(plainBlock).join('\n\n')),
		media,
		lost
	};
}

function plainBlock(block: Block): string {
	const flat = (nodes: readonly Inline[]): string =>
		nodes
			.map((node) => {
				if (node.kind === 'break') return '\n';
				return 'text' in node ? node.text : flat(node.children);
			})
			.join('');
	if (block.kind === 'paragraph') return flat(block.children);
	const items = block.items.map((item) => normalizeText(flat(item)));
	return items
		.filter((item) => item !== '')
		.map((item) => `- ${item}`)
		.join('\n');
}

function readHtml(html: string): HtmlBlocks {
	const receiver = htmlReceiver();
	/** For each open element whether the receiver knows of it. */
	const open: boolean[] = [];
	let position = -1;
	const at = (): void => {
		position = Math.max(position, parser.endIndex);
	};
	const raw = () => html.slice(parser.startIndex, parser.endIndex + 1);
	const parser = new Parser(
		{
			onopentag(name, attributes) {
				at();
				if (open.length >= deepest) throw new TooDeep();
				const isKnown = isHtmlElement(name);
				if (isKnown) receiver.open(name, attributes);
				else receiver.text(raw());
				open.push(isKnown);
			},
			ontext(text) {
				at();
				receiver.text(text);
			},
			onclosetag(_name, isImplied) {
				if (!isImplied) at();
				if (open.pop()) receiver.close();
				else if (!isImplied) receiver.text(raw());
			},
			oncomment() {
				at();
				// "</3" and "<!what>" are comments to a parser, and so is all behind a "<!--" without end.
				const comment = raw();
				if (!comment.startsWith('<!--') || !comment.endsWith('-->')) receiver.text(comment);
			},
			onprocessinginstruction(name) {
				at();
				if (!/^(?:\?xml|!doctype)/i.test(name)) receiver.text(raw());
			}
		},
		{ recognizeCDATA: true }
	);
	parser.end(html);
	const rest = unread(html, position + 1);
	if (rest !== '') receiver.text(rest);
	return receiver.end();
}

/** What the parser gave up at the end, because it is no whole tag; tags that mean nothing are. */
function unread(html: string, from: number): string {
	const tag = /\s*<\/?[a-z][^>]*>/iy;
	for (tag.lastIndex = from; tag.test(html);) from = tag.lastIndex;
	return html.slice(from);
}

/** The text with everything between angle brackets left out. */
function withoutTags(html: string): string {
	let text = '';
	for (let from = 0; from < html.length;) {
		const start = html.indexOf('<', from);
		const end = start < 0 ? -1 : html.indexOf('>', start);
		if (end < 0) return text + html.slice(from);
		text += `${html.slice(from, start)} `;
		from = end + 1;
	}
	return text;
}
