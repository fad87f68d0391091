import { reduceHtml, type ReducedText } from './html-text.ts';
import { escapeAttribute, escapeXml } from './markup-html.ts';

/** Marks of TCExam and the elements of HTML that say the same; '' for what only concerns the look. */
const elements: Readonly<Record<string, string>> = {
	...{
		b: 'b',
		i: 'i',
		u: 'u',
		s: 's',
		o: 'span',
		small: 'small',
		sub: 'sub',
		sup: 'sup',
		code: 'code'
	},
	...{
		ulist: 'ul',
		olist: 'ol',
		li: 'li',
		align: 'div',
		dir: 'span',
		color: 'span',
		bgcolor: 'span'
	},
	...{ font: 'span', size: 'span' }
};

const mark = /\[(\/?)([a-z]+|\*)((?:[=:][^\]\n]{0,300})?)\]/gi;

/**
 * Reduces a text in the marks that TCExam calls TCECode ("[b]…[/b]"), after
 * https://tcexam.org/doc: whatever is no mark, HTML included, is text.
 */
export function reduceTceCode(text: string): ReducedText {
	const lost = new Set<string>();
	/** How many of each mark are open, and where each closes last. */
	const open = new Map<string, number>();
	const lastClose = new Map<string, number>();
	let html = '';
	let from = 0;
	const lower = text.toLowerCase();
	const plain = (piece: string) => escapeXml(piece).replace(/\r\n|\r|\n/g, '<br>');
	const closes = (name: string, at: number) => {
		const known = lastClose.get(name) ?? lower.lastIndexOf(`[/${name}`);
		lastClose.set(name, known);
		return known >= at;
	};
	mark.lastIndex = 0;
	for (let found; (found = mark.exec(text)) !== null;) {
		const [whole, slash = '', written = '', value = ''] = found;
		const name = written.toLowerCase();
		const end = found.index + whole.length;
		let tag: string | null = null;
		if (name === '*') tag = '<li>';
		else if (/^(?:img|object|tex|mathml|url)$/.test(name)) {
			const close = slash === '' && closes(name, end) ? lower.indexOf(`[/${name}`, end) : -1;
			const closeEnd = close < 0 ? -1 : lower.indexOf(']', close);
			if (closeEnd >= 0) {
				tag = special(name, value.slice(1), text.slice(end, close), text.slice(close, closeEnd));
				if (name === 'tex' || name === 'mathml') lost.add(name);
				html += plain(text.slice(from, found.index)) + tag;
				from = closeEnd + 1;
				mark.lastIndex = from;
				continue;
			}
		} else if (elements[name] !== undefined) {
			const count = open.get(name) ?? 0;
			if (slash === '' && closes(name, end)) {
				tag = `<${elements[name]}>`;
				open.set(name, count + 1);
			} else if (slash !== '' && count > 0) {
				tag = `</${elements[name]}>`;
				open.set(name, count - 1);
			}
		}
		if (tag === null) continue;
		html += plain(text.slice(from, found.index)) + tag;
		from = end;
	}
	const reduced = reduceHtml(html + plain(text.slice(from)));
	return { ...reduced, lost: [...reduced.lost, ...lost] };
}

/** A picture, a link or a formula; the close of an object tells what it shows ("[/object:80:60:logo]"). */
function special(name: string, value: string, inside: string, close: string): string {
	const content = inside.trim();
	if (name === 'tex' || name === 'mathml') return escapeXml(content);
	if (name === 'url') {
		const address = value === '' ? content : value;
		return `<a href="${escapeAttribute(address)}">${escapeXml(content)}</a>`;
	}
	const description = close.split(':')[3] ?? '';
	return `<img src="${escapeAttribute(content)}" alt="${escapeAttribute(description)}">`;
}
