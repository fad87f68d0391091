/** Paragraphs of plain text: parts between empty lines, without blanks around them. */
export function paragraphs(text: string): string[] {
	return text
		.split(/\r?\n[^\S\n]*\r?\n/)
		.map((part) => part.trim())
		.filter((part) => part !== '');
}
