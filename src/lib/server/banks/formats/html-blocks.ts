import type { Block, Inline } from '#lib/domain/markup.ts';
import { quoted } from '#lib/domain/issue-log.ts';
import {
	blockElements,
	codeElements,
	emphasisElements,
	headingElements,
	mediaElements,
	silentElements,
	strongElements
} from './html-elements.ts';
import { shifted, textStyle } from './html-styles.ts';

/** What a piece of HTML comes to. */
export interface HtmlBlocks {
	readonly blocks: readonly Block[];
	/** Names of pictures, sounds and attached files. */
	readonly media: readonly string[];
	/** Names of elements of which more than the look is lost. */
	readonly lost: readonly string[];
	/** `data-markdown` of the one element around everything; null without such an element. */
	readonly source: string | null;
}

export type Attributes = Readonly<Record<string, string | undefined>>;

/** Takes the events of a parser; every element that is opened is closed, the inner one first. */
export interface HtmlReceiver {
	open(name: string, attributes: Attributes): void;
	text(text: string): void;
	close(): void;
	end(): HtmlBlocks;
}

interface OpenElement {
	readonly name: string;
	readonly strong: boolean;
	readonly emphasis: boolean;
	readonly code: boolean;
	readonly keepsLines: boolean;
	readonly shift: 'sup' | 'sub' | null;
	/** Address of a link, which is told behind its text. */
	readonly address: string | null;
	/** Entries of an ordered list, cells of a row so far. */
	count: number;
}

/** Makes blocks of our Markdown of what a parser of HTML or XML meets. */
export function htmlReceiver(): HtmlReceiver {
	const blocks: Block[] = [];
	const media = new Set<string>();
	const lost = new Set<string>();
	const open: OpenElement[] = [];
	let paragraph: Inline[] = [];
	/** Entries of the outermost unordered list, the last one still growing. */
	let list: Inline[][] | null = null;
	/** Depth of the element whose inside is not read. */
	let silentFrom = Infinity;
	/** True inside a sound or film whose name is told further in, if anywhere. */
	let isNameless = false;
	let source: string | null = null;
	let pending = '';
	let roots = 0;
	let hasRootText = false;
	/** What was said within the link that is open. */
	let linked = '';
	/** True right behind the number of an entry, which a paragraph does not part from its text. */
	let isNumbered = false;

	const top = () => open.at(-1);
	const line = () => list?.at(-1) ?? paragraph;
	const endParagraph = () => {
		if (isNumbered) return;
		if (paragraph.length > 0) blocks.push({ kind: 'paragraph', children: paragraph });
		paragraph = [];
	};
	const isInCell = () => open.some(({ name }) => name === 'td' || name === 'th');
	const endLine = () => {
		if (isNumbered) return;
		if (list || isInCell()) line().push({ kind: 'text', text: ' ' });
		else if (paragraph.length > 0) paragraph.push({ kind: 'break' });
	};
	const endBlock = () => (list || isInCell() ? endLine() : endParagraph());
	const say = (text: string) => {
		linked += text;
		isNumbered = isNumbered && text.trim() === '';
		const style = top();
		let node: Inline = style?.code ? { kind: 'code', text } : { kind: 'text', text };
		if (style?.emphasis) node = { kind: 'emphasis', children: [node] };
		if (style?.strong) node = { kind: 'strong', children: [node] };
		line().push(node);
	};
	const sayLines = (text: string) =>
		text.split(/\r\n|\r|\n/).forEach((each, index) => {
			if (index > 0) line().push({ kind: 'break' });
			if (each !== '') say(each);
		});

	const begin = (name: string, attributes: Attributes): number => {
		if (name === 'a') linked = '';
		if (name === 'br') line().push({ kind: 'break' });
		else if (name === 'hr') endBlock();
		else if (name === 'tr' || name === 'dt' || name === 'dd') endLine();
		else if (name === 'q') say('“');
		else if (name === 'td' || name === 'th') {
			const row = open.findLast((element) => element.name === 'tr');
			if (row && row.count++ > 0) say(' | ');
		} else if (name === 'li') beginEntry();
		else if (name === 'ul' || name === 'menu' || name === 'dir') {
			if (!list) endParagraph();
			list ??= [];
		} else if (blockElements.has(name) || headingElements.has(name)) endBlock();
		return name === 'ol' ? (Number.parseInt(attributes['start'] ?? '1', 10) || 1) - 1 : 0;
	};

	const beginEntry = () => {
		const parent = open.findLast(({ name }) => /^(?:ul|ol|menu|dir)$/.test(name));
		isNumbered = false;
		if (list) list.push([]);
		else endLine();
		if (parent?.name !== 'ol') return;
		say(`${++parent.count}. `);
		isNumbered = true;
	};

	const finish = ({ name, address }: OpenElement) => {
		if (name === 'q') say('”');
		else if (name === 'ul' || name === 'menu' || name === 'dir') {
			const isInner = open.some((element) => /^(?:ul|menu|dir)$/.test(element.name));
			if (list && !isInner) {
				blocks.push({ kind: 'list', items: list });
				list = null;
			}
		} else if (blockElements.has(name) || headingElements.has(name)) {
			if (!/^(?:li|tr|td|th|dt|dd|tbody|thead|tfoot)$/.test(name)) endBlock();
		}
		if (address !== null && !saysAddress(linked, address)) say(` (${address})`);
	};

	/** Reads the text that came since the last tag: parsers give it in pieces. */
	const flush = () => {
		const text = pending;
		pending = '';
		if (text === '' || open.length >= silentFrom) return;
		if (open.length === 0 && text.trim() !== '') hasRootText = true;
		const style = top();
		if (style?.shift) say(shifted(text.replace(/\s+/g, ' '), style.shift));
		else if (style?.keepsLines) sayLines(text);
		else say(text.replace(/[ \t\n\r\f]+/g, ' '));
	};

	return {
		open(name, attributes) {
			flush();
			if (open.length === 0) {
				roots++;
				source ??= attributes['data-markdown'] ?? null;
			}
			const isSilent = open.length >= silentFrom;
			if (mediaElements.has(name) && (!isSilent || isNameless)) {
				const title = mediaName(attributes);
				isNameless = title === null;
				if (title !== null) media.add(title);
			}
			if (!isSilent) {
				if (name === 'script' || name === 'math' || name === 'table') lost.add(name);
				if (name === 'script' || mediaElements.has(name) || silentElements.has(name))
					silentFrom = open.length + 1;
				else {
					const count = begin(name, attributes);
					open.push(openedElement(name, attributes, top(), count, media));
					return;
				}
			}
			open.push(openedElement(name, {}, top(), 0, media));
		},
		text(text) {
			pending += text;
		},
		close() {
			flush();
			const element = open.pop();
			if (open.length + 1 < silentFrom && element) finish(element);
			else if (open.length + 1 === silentFrom) {
				silentFrom = Infinity;
				if (isNameless) media.add(element?.name ?? '');
				isNameless = false;
			}
		},
		end() {
			flush();
			while (open.length > 0) this.close();
			isNumbered = false;
			if (list) blocks.push({ kind: 'list', items: list });
			endParagraph();
			const isWhole = roots === 1 && !hasRootText;
			return { blocks, media: [...media], lost: [...lost], source: isWhole ? source : null };
		}
	};
}

function openedElement(
	name: string,
	attributes: Attributes,
	parent: OpenElement | undefined,
	count: number,
	media: Set<string>
): OpenElement {
	const style = textStyle(attributes['style']);
	return {
		name,
		strong:
			(parent?.strong ?? false) ||
			style.strong ||
			strongElements.has(name) ||
			headingElements.has(name),
		emphasis: (parent?.emphasis ?? false) || style.emphasis || emphasisElements.has(name),
		code: (parent?.code ?? false) || codeElements.has(name),
		keepsLines: (parent?.keepsLines ?? false) || name === 'pre' || name === 'textarea',
		shift: name === 'sup' || name === 'sub' ? name : (parent?.shift ?? null),
		address: name === 'a' ? linkAddress(attributes['href'], media) : null,
		count
	};
}

/** True for a link whose text is its address, with or without what nobody writes. */
function saysAddress(text: string, address: string): boolean {
	const bare = (value: string) => value.trim().replace(/^(?:https?:\/\/|mailto:)|\/$/gi, '');
	return bare(text) === bare(address);
}

/** Address that is worth telling; a file of the package is listed as media instead. */
function linkAddress(href: string | undefined, media: Set<string>): string | null {
	if (href === undefined) return null;
	if (/^(?:https?:|mailto:)/i.test(href)) return href;
	if (href.startsWith('@@PLUGINFILE@@')) media.add(fileName(href));
	return null;
}

/** What a person knows a picture or a sound by: the file, and its description. */
function mediaName(attributes: Attributes): string | null {
	const address = attributes['src'] ?? attributes['data'] ?? attributes['href'] ?? '';
	const description = attributes['alt']?.trim() ?? '';
	// What lies elsewhere is known by its address, what was packed with the file by its name.
	const isElsewhere = /^https?:/i.test(address);
	const name = address === '' || isElsewhere ? address : fileName(address);
	if (name === '') return description === '' ? null : quoted(description);
	return quoted(description === '' ? name : `${name} (${description})`);
}

function fileName(address: string): string {
	const data = /^data:([\w/+.-]{1,60})/.exec(address);
	if (data) return `data:${data[1]}`;
	const path = address.replace(/[?#].*$/s, '');
	const name = path.slice(path.lastIndexOf('/') + 1) || path;
	try {
		return decodeURIComponent(name);
	} catch {
		return name;
	}
}
