import {
	attribute,
	child,
	children,
	isElement,
	textOf,
	type XmlElement
} from '#lib/server/files/xml-tree.ts';
import {
	reduceAutoFormat,
	reduceHtml,
	reduceMarkdown,
	reducePlain,
	reduceXml,
	type ReducedText
} from './html-text.ts';

const empty: ReducedText = { markup: '', plain: '', media: [], lost: [] };

/** Text of a field that says in which format it is, with the files that are attached to it. */
export function fieldText(field: XmlElement | undefined): ReducedText {
	if (!field) return empty;
	const content = child(field, 'text') ?? withoutOthers(field);
	const text = content.children.some(isElement)
		? // HTML that was not escaped.
			reduceXml(content.children)
		: reduce(textOf(content), attribute(field, 'format')?.trim());
	const files = children(field, 'file').map((file) => attribute(file, 'name') ?? 'file');
	// A picture in the text is told with its description.
	const seen = new Set(text.media.flatMap((name) => [name, name.replace(/ \(.*$/s, '')]));
	const unseen = files.filter((name) => !seen.has(name));
	return { ...text, media: [...text.media, ...unseen] };
}

/** Old files have the text of a field in the field itself. */
function withoutOthers(field: XmlElement): XmlElement {
	const isOther = /^(?:file|feedback|tolerance|fraction)$/;
	return {
		...field,
		children: field.children.filter((node) => !isElement(node) || !isOther.test(node.name))
	};
}

function reduce(text: string, format: string | undefined): ReducedText {
	switch (format) {
		case 'plain_text':
			return reducePlain(text);
		case 'markdown':
			return reduceMarkdown(text);
		case 'moodle_auto_format':
			return reduceAutoFormat(text.trim());
		default:
			return reduceHtml(text);
	}
}
