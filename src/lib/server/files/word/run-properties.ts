import { attribute, child, type XmlElement } from '#lib/server/files/xml-tree.ts';

/** What a place in a document says of the look of text; undefined where it says nothing. */
export interface RunProperties {
	readonly bold?: boolean;
	readonly italic?: boolean;
	readonly hidden?: boolean;
	readonly underline?: boolean;
	/** RRGGBB; null for automatic. */
	readonly color?: string | null;
	readonly highlight?: string | null;
	/** Colour behind the text by shading. */
	readonly shade?: string | null;
	readonly font?: string;
	readonly script?: 'superscript' | 'subscript' | null;
}

/** True for `<w:b/>` and `<w:b w:val="1"/>`, false for "0", undefined where it is not written. */
export function flag(parent: XmlElement, name: string): boolean | undefined {
	const element = child(parent, name);
	if (!element) return undefined;
	return !['0', 'false', 'off', 'none'].includes(attribute(element, 'val') ?? '1');
}

/** The value of a child element's `w:val`. */
export function valueOf(parent: XmlElement | undefined, name: string): string | undefined {
	const element = parent && child(parent, name);
	return element && attribute(element, 'val');
}

/** A colour of shading; null for none and for white. */
export function shadeOf(parent: XmlElement | undefined): string | null | undefined {
	const element = parent && child(parent, 'shd');
	if (!element) return undefined;
	const fill = attribute(element, 'fill') ?? 'auto';
	return /^(?:auto|f[a-f0-9]f[a-f0-9]f[a-f0-9])$/i.test(fill) ? null : fill.toUpperCase();
}

/** Reads a `w:rPr`. */
export function readRunProperties(element: XmlElement | undefined): RunProperties {
	if (!element) return {};
	const color = valueOf(element, 'color');
	const highlight = valueOf(element, 'highlight');
	const underline = valueOf(element, 'u');
	const fonts = child(element, 'rFonts');
	const font = fonts && (attribute(fonts, 'ascii') ?? attribute(fonts, 'hAnsi'));
	const script = valueOf(element, 'vertAlign');
	return defined({
		bold: flag(element, 'b'),
		italic: flag(element, 'i'),
		hidden: flag(element, 'vanish'),
		underline: child(element, 'u') ? underline !== undefined && underline !== 'none' : undefined,
		color: color === undefined ? undefined : color === 'auto' ? null : color.toUpperCase(),
		highlight:
			highlight === undefined ? undefined : /^(?:none|white)$/.test(highlight) ? null : highlight,
		shade: shadeOf(element),
		font,
		script:
			script === undefined
				? undefined
				: script === 'superscript' || script === 'subscript'
					? script
					: null
	});
}

/** Without what is undefined, so that it hides nothing when spread over other properties. */
function defined(properties: RunProperties): RunProperties {
	return Object.fromEntries(
		Object.entries(properties).filter(([, value]) => value !== undefined)
	) as RunProperties;
}
