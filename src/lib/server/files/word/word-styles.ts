import {
	attribute,
	child,
	children,
	descendant,
	type XmlElement
} from '#lib/server/files/xml-tree.ts';
import { readRunProperties, valueOf, type RunProperties } from './run-properties.ts';

/** What a paragraph style says, with everything it inherits. */
export interface ParagraphStyle {
	readonly run: RunProperties;
	readonly numbering: NumberingReference | null;
	/** Level of a heading, from 1. */
	readonly heading: number | null;
}

/** Where a paragraph stands in which list. */
export interface NumberingReference {
	readonly id: string;
	readonly level: number | null;
}

/** The styles of a document. */
export interface WordStyles {
	readonly defaults: RunProperties;
	paragraph(id: string | undefined): ParagraphStyle;
	/** What a character style says. */
	character(id: string | undefined): RunProperties;
}

interface Style {
	readonly id: string;
	readonly type: string;
	readonly name: string;
	readonly basedOn: string | undefined;
	readonly run: RunProperties;
	readonly numbering: NumberingReference | null;
	readonly outline: number | null;
	readonly isDefault: boolean;
}

/** Styles that inherit from one another longer than this go in a circle. */
const longestChain = 30;

/** Reads `styles.xml`; a document without has no look but the usual. */
export function readStyles(root: XmlElement | null): WordStyles {
	const styles = new Map<string, Style>();
	let ordinary: string | undefined;
	for (const element of root ? children(root, 'style') : []) {
		const style = readStyle(element);
		if (!styles.has(style.id)) styles.set(style.id, style);
		if (style.isDefault && style.type === 'paragraph') ordinary ??= style.id;
	}
	const chain = (id: string | undefined): Style[] => {
		const found: Style[] = [];
		let style = id === undefined ? undefined : styles.get(id);
		while (style && found.length < longestChain) {
			found.unshift(style);
			style = style.basedOn === undefined ? undefined : styles.get(style.basedOn);
		}
		return found;
	};
	const runOf = (id: string | undefined): RunProperties =>
		Object.assign({}, ...chain(id).map(({ run }) => run)) as RunProperties;
	const known = new Map<string | undefined, ParagraphStyle>();
	const paragraph = (named: string | undefined): ParagraphStyle => {
		const id = named !== undefined && styles.has(named) ? named : ordinary;
		let style = known.get(id);
		if (!style) {
			const own = chain(id);
			style = {
				run: runOf(id),
				numbering: own.findLast(({ numbering }) => numbering !== null)?.numbering ?? null,
				heading: headingOf(own)
			};
			known.set(id, style);
		}
		return style;
	};
	const defaults = root && descendant(root, 'docDefaults', 'rPrDefault', 'rPr');
	return { defaults: readRunProperties(defaults ?? undefined), paragraph, character: runOf };
}

function readStyle(element: XmlElement): Style {
	const properties = child(element, 'pPr');
	const outline = valueOf(properties, 'outlineLvl');
	return {
		id: attribute(element, 'styleId') ?? '',
		type: attribute(element, 'type') ?? '',
		name: valueOf(element, 'name') ?? '',
		basedOn: valueOf(element, 'basedOn'),
		run: readRunProperties(child(element, 'rPr')),
		numbering: readNumberingReference(properties),
		outline: outline === undefined ? null : Number(outline),
		isDefault: ['1', 'true', 'on'].includes(attribute(element, 'default') ?? '')
	};
}

/** Reads `w:numPr`; null where it is not written. */
export function readNumberingReference(
	properties: XmlElement | undefined
): NumberingReference | null {
	const element = properties && child(properties, 'numPr');
	if (!element) return null;
	const level = valueOf(element, 'ilvl');
	const id = valueOf(element, 'numId') ?? '';
	return { id, level: level === undefined ? null : Math.min(8, Math.max(0, Number(level) || 0)) };
}

function headingOf(chain: readonly Style[]): number | null {
	const named = chain.findLast(({ name }) => /^(?:heading \d|title)$/i.test(name))?.name;
	if (named !== undefined) return Number(/\d/.exec(named)?.[0] ?? 1);
	const outline = chain.findLast((style) => style.outline !== null)?.outline ?? null;
	return outline === null || !(outline < 9) ? null : outline + 1;
}
