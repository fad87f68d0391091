/** A DOCTYPE that only names a DTD, as long as such a name may sensibly be. */
const plainDoctype = /<!DOCTYPE(?:[^[\]<>"']|"[^"]{0,500}"|'[^']{0,500}'){0,200}>/y;

/**
 * Line of a DOCTYPE that declares anything (an entity, an element), else null. It is looked for
 * before the document is parsed, because parsers read all of it only to let it lie.
 */
export function forbiddenDoctypeLine(text: string): number | null {
	const start = endOfMiscellany(text);
	if (!text.startsWith('<!DOCTYPE', start)) return null;
	plainDoctype.lastIndex = start;
	if (plainDoctype.test(text)) return null;
	return text.slice(0, start).split(/\r\n|\r|\n/).length;
}

/** Position behind the white space, instructions and comments that may stand before a DOCTYPE. */
function endOfMiscellany(text: string): number {
	const nonSpace = /\S/g;
	for (let position = 0; ;) {
		nonSpace.lastIndex = position;
		const found = nonSpace.exec(text);
		if (!found) return text.length;
		const close = text.startsWith('<?', found.index)
			? '?>'
			: text.startsWith('<!--', found.index)
				? '-->'
				: null;
		if (close === null) return found.index;
		const end = text.indexOf(close, found.index + 2);
		if (end === -1) return text.length;
		position = end + close.length;
	}
}
