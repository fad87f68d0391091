import { parseMarkup, type Block, type Inline } from '#lib/domain/markup.ts';

/** A text in our Markdown as HTML that is well-formed XML too; only `p`, `br`, `ul`, `li`, `strong`, `em` and `code`. */
export function markupHtml(text: string): string {
	return parseMarkup(text).map(blockHtml).join('');
}

/** A plain text as HTML within a line: line breaks and nothing else. */
export function plainHtml(text: string): string {
	return text.split('\n').map(escapeXml).join('<br/>');
}

function blockHtml(block: Block): string {
	if (block.kind === 'paragraph') return `<p>${block.children.map(inlineHtml).join('')}</p>`;
	const items = block.items.map((item) => `<li>${item.map(inlineHtml).join('')}</li>`);
	return `<ul>${items.join('')}</ul>`;
}

function inlineHtml(node: Inline): string {
	switch (node.kind) {
		case 'text':
			return escapeXml(node.text);
		case 'break':
			return '<br/>';
		case 'code':
			return `<code>${escapeXml(node.text)}</code>`;
		case 'strong':
			return `<strong>${node.children.map(inlineHtml).join('')}</strong>`;
		case 'emphasis':
			return `<em>${node.children.map(inlineHtml).join('')}</em>`;
	}
}

const entities: Readonly<Record<string, string>> = {
	'&': '&amp;',
	'<': '&lt;',
	'>': '&gt;',
	'"': '&quot;',
	// A parser may not tell these from a space when they stand in an attribute.
	'\n': '&#10;',
	'\t': '&#9;'
};

/** Text as content of an element, in HTML and XML. Characters that XML does not have are left out. */
export function escapeXml(text: string): string {
	return (
		text
			.toWellFormed()
			// eslint-disable-next-line no-control-regex -- XML 1.0 has no way of writing them
			.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '')
			.replace(/[&<>]/g, (letter) => entities[letter] as string)
	);
}

/** Text as value of an attribute between double quotation marks. */
export function escapeAttribute(text: string): string {
	return escapeXml(text).replace(/["\n\t]/g, (letter) => entities[letter] as string);
}
