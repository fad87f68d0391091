import type { Leftover } from '#lib/domain/question-text/blocks.ts';
import type { Marks } from '#lib/domain/question-text/marked-text.ts';
import type { FontRun } from '#lib/server/files/legacy-blocks.ts';
import {
	attribute,
	child,
	children,
	descendants,
	isElement,
	textOf,
	type XmlElement
} from '#lib/server/files/xml-tree.ts';
import { readRunProperties, valueOf, type RunProperties } from './run-properties.ts';
import { isPlainFormula, linearFormula } from './word-math.ts';
import { inScript, symbolOf, withSymbols } from './word-signs.ts';
import type { WordStyles } from './word-styles.ts';

/** What stands in a paragraph. */
export interface WordText {
	readonly runs: readonly FontRun[];
	readonly leftovers: readonly Leftover[];
	/** Contents of text boxes, which are paragraphs of their own. */
	readonly boxes: readonly XmlElement[];
	/** Text that is set as hidden: nobody who reads the document sees it. */
	readonly hidden: string;
}

/** What the text of a document needs to know of it. */
export interface WordContext {
	readonly styles: WordStyles;
	/** Names of the files that relationships lead to. */
	readonly targets: ReadonlyMap<string, string>;
	/** Texts of footnotes, endnotes and comments by kind and id: "footnote 2". */
	readonly notes: ReadonlyMap<string, string>;
}

/** Look of a paragraph: what its style says, and a shade behind it or its cell. */
export interface ParagraphLook {
	readonly run: RunProperties;
	readonly shade: string | null;
}

/** Elements around runs that change nothing of them. */
const wrappers = new Set(
	'ins moveTo smartTag customXml sdt sdtContent fldSimple dir bdo ruby rubyBase'.split(' ')
);
/** What tracked changes took out, and readings that only help to pronounce. */
const dropped = new Set('del moveFrom rt instrText delText delInstrText sdtPr rPr pPr'.split(' '));
const deepest = 60;

/** Reads the runs of a paragraph. */
export function readText(
	paragraph: XmlElement,
	look: ParagraphLook,
	context: WordContext
): WordText {
	const reader = new TextReader(look, context);
	reader.readChildren(paragraph, false, 0);
	return reader.text();
}

/** The marks of text with these properties. */
export function marksOf(run: RunProperties, shade: string | null): Marks {
	return {
		bold: run.bold ?? false,
		italic: run.italic ?? false,
		underline: run.underline ?? false,
		color: run.color ?? null,
		highlight: run.highlight ?? run.shade ?? shade
	};
}

class TextReader {
	private readonly look: ParagraphLook;
	private readonly context: WordContext;
	private readonly runs: FontRun[] = [];
	private readonly leftovers: Leftover[] = [];
	private readonly boxes: XmlElement[] = [];
	private hidden = '';
	/** Depth of complex fields whose code, not their result, is being passed over. */
	private codes = 0;

	constructor(look: ParagraphLook, context: WordContext) {
		this.look = look;
		this.context = context;
	}

	text(): WordText {
		const { runs, leftovers, boxes, hidden } = this;
		return { runs, leftovers, boxes, hidden };
	}

	readChildren(element: XmlElement, isLink: boolean, depth: number): void {
		if (depth > deepest) return;
		for (const node of element.children) {
			if (isElement(node)) this.readElement(node, isLink, depth);
		}
	}

	private readElement(element: XmlElement, isLink: boolean, depth: number): void {
		const { name } = element;
		if (name === 'oMath' || name === 'oMathPara') this.addFormula(element);
		else if (name === 'r') this.readRun(element, isLink, depth);
		else if (name === 'hyperlink') this.readChildren(element, true, depth + 1);
		else if (name === 'AlternateContent') {
			const chosen = child(element, 'Choice') ?? child(element, 'Fallback');
			if (chosen) this.readChildren(chosen, isLink, depth + 1);
		} else if (name === 'drawing' || name === 'pict' || name === 'object') this.addDrawing(element);
		else if (wrappers.has(name) && !dropped.has(name))
			this.readChildren(element, isLink, depth + 1);
	}

	private readRun(element: XmlElement, isLink: boolean, depth: number): void {
		const direct = child(element, 'rPr');
		const properties = this.propertiesOf(direct, isLink);
		const marks = marksOf(properties, this.look.shade);
		const add = (text: string) => {
			if (text === '' || this.codes > 0) return;
			if (properties.hidden) {
				this.hidden += text;
				return;
			}
			const shown = withSymbols(text, properties.font);
			const written = properties.script ? inScript(shown, properties.script) : shown;
			const last = this.runs.at(-1);
			const { font } = properties;
			if (last && last.font === font && isSameLook(last.marks, marks)) {
				this.runs[this.runs.length - 1] = { ...last, text: last.text + written };
			} else this.runs.push({ text: written, marks, font });
		};
		for (const node of element.children) {
			if (!isElement(node)) continue;
			switch (node.name) {
				case 't':
					add(textOf(node));
					break;
				case 'tab':
				case 'ptab':
					add('\t');
					break;
				case 'br':
				case 'cr':
					add('\n');
					break;
				case 'softHyphen':
					// In old fonts it is a letter.
					add('\u00ad');
					break;
				case 'noBreakHyphen':
					add('-');
					break;
				case 'sym': {
					const code = Number.parseInt(attribute(node, 'char') ?? '', 16);
					add(symbolOf(attribute(node, 'font'), code) ?? '□');
					break;
				}
				case 'fldChar':
					this.readField(attribute(node, 'fldCharType'));
					break;
				case 'footnoteReference':
				case 'endnoteReference':
				case 'commentReference':
					this.addNote(node);
					break;
				default:
					this.readElement(node, isLink, depth + 1);
			}
		}
	}

	/** Direct look over that of the character style over that of the paragraph. */
	private propertiesOf(direct: XmlElement | undefined, isLink: boolean): RunProperties {
		const base = this.look.run;
		const styled = this.context.styles.character(direct && valueOf(direct, 'rStyle'));
		// Bold in a paragraph's and in a character's style takes itself away (17.7.3).
		const toggled = {
			bold: (base.bold ?? false) !== (styled.bold ?? false),
			italic: (base.italic ?? false) !== (styled.italic ?? false)
		};
		const properties = { ...base, ...styled, ...toggled, ...readRunProperties(direct) };
		// Links are coloured and underlined because they are links.
		return isLink ? { ...properties, underline: false, color: null } : properties;
	}

	/** The code of a field ("PAGE", "HYPERLINK …") is no text, its result is. */
	private readField(type: string | undefined): void {
		if (type === 'begin') this.codes++;
		else if (type === 'separate' || type === 'end') this.codes = Math.max(0, this.codes - 1);
	}

	private addFormula(element: XmlElement): void {
		const text = linearFormula(element).replace(/\s+/g, ' ').trim();
		if (text === '') return;
		const marks = marksOf(this.look.run, this.look.shade);
		this.runs.push({ text, marks, font: undefined });
		const formulas = element.name === 'oMath' ? [element] : children(element, 'oMath');
		if (!formulas.every(isPlainFormula)) {
			this.leftovers.push({ code: 'EQUATION_AS_TEXT', value: text });
		}
	}

	/** A drawing is a text box, a picture or something else that is not text. */
	private addDrawing(element: XmlElement): void {
		const boxes = [...descendants(element, 'txbxContent')];
		if (boxes.length > 0) this.boxes.push(...boxes);
		for (const name of ['blip', 'imagedata']) {
			for (const image of descendants(element, name)) {
				const id = Object.entries(image.attributes).find(([key]) =>
					/\}(?:embed|id|link)$/.test(key)
				)?.[1];
				this.addMedia(this.context.targets.get(id ?? '') ?? 'image');
			}
		}
		if (element.name === 'object') {
			const program = [...descendants(element, 'OLEObject')].map((each) =>
				attribute(each, 'ProgID')
			);
			if (boxes.length === 0) this.addMedia(program[0] ?? 'object');
			return;
		}
		for (const data of descendants(element, 'graphicData')) {
			const kind = attribute(data, 'uri')?.split('/').at(-1) ?? '';
			if (kind === 'chart' || kind === 'diagram') this.addMedia(kind);
		}
	}

	private addMedia(value: string): void {
		if (!this.leftovers.some((known) => known.value === value)) {
			this.leftovers.push({ code: 'MEDIA_UNSUPPORTED', value });
		}
	}

	private addNote(element: XmlElement): void {
		const kind = element.name.replace('Reference', '');
		const text = this.context.notes.get(`${kind} ${attribute(element, 'id')}`) ?? '';
		if (text !== '') this.leftovers.push({ code: 'FEATURE_UNSUPPORTED', value: text });
	}
}

function isSameLook(left: Marks, right: Marks): boolean {
	return (
		left.bold === right.bold &&
		left.italic === right.italic &&
		left.underline === right.underline &&
		left.color === right.color &&
		left.highlight === right.highlight
	);
}
