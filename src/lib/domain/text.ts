/**
 * Text as the product stores it: NFC, trimmed, inner whitespace collapsed to one space. Characters
 * that nobody sees and PostgreSQL or a comparison would stumble over (NUL and other controls,
 * zero-width space, byte-order mark, soft hyphen, halves of surrogate pairs) are taken out.
 */
export function normalizeText(text: string): string {
	return (
		text
			.toWellFormed()
			.replace(/[\u00ad\u200b\u2060\ufeff]/g, '')
			// eslint-disable-next-line no-control-regex -- control characters are what is looked for
			.replace(/[\s\u0000-\u001f\u007f-\u009f]+/g, ' ')
			.normalize('NFC')
			.trim()
	);
}

/**
 * Text as searching and matching see it: lower case, without diacritics, đ as d. "Đặng Thị Huệ",
 * "dang thi hue" and their decomposed forms fold to the same text.
 */
export function foldVietnamese(text: string): string {
	return normalizeText(
		text
			.toWellFormed()
			.toLowerCase()
			.normalize('NFD')
			// A compatibility letter (K of kelvin) becomes an ordinary capital only here.
			.toLowerCase()
			.replace(/\p{M}+/gu, '')
			.replaceAll('đ', 'd')
	);
}

/** True for text that the database can keep: without NUL and without halves of surrogate pairs. */
export function isStorable(text: string): boolean {
	return text.isWellFormed() && !text.includes('\0');
}
