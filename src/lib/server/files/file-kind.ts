import { oleContent, isOle } from './ole-container.ts';
import type { ZipReader } from './zip.ts';

/** What a file is, told by its content. */
export type FileKind =
	| 'xlsx'
	| 'docx'
	| 'ods'
	| 'odt'
	/** A content package with an `imsmanifest.xml`: QTI, but also Common Cartridge and SCORM. */
	| 'qti'
	/** Any other zip archive. */
	| 'zip'
	| 'xls'
	| 'doc'
	/** Any other OLE container. */
	| 'ole'
	/** Locked with a password: OOXML, or a zip archive. */
	| 'encrypted'
	| 'pdf'
	| 'rtf'
	| 'xml'
	| 'html'
	/** Text of any other kind: CSV, JSON, YAML, GIFT, Aiken … */
	| 'text'
	/** Not text, and none of the above. */
	| 'binary';

/** First bytes of a zip archive, also of an empty one. */
const zipMagic = ['504b0304', '504b0506', '504b0708'];

/** Kind of a file that is told by its first bytes; null for text, 'zip' for any archive. */
export function binaryKind(bytes: Uint8Array): FileKind | null {
	const start = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.byteLength, 1024));
	if (zipMagic.includes(start.toString('hex', 0, 4))) return 'zip';
	if (isOle(bytes)) {
		const kinds = { encrypted: 'encrypted', word: 'doc', excel: 'xls', other: 'ole' } as const;
		return kinds[oleContent(bytes)];
	}
	const text = start.toString('latin1').replace(/^(?:ï»¿)?\s*/, '');
	if (text.startsWith('%PDF-')) return 'pdf';
	return text.startsWith('{\\rtf') ? 'rtf' : null;
}

/** Kind of a text. */
export function textKind(text: string): 'xml' | 'html' | 'text' {
	const start = text.slice(0, 2000).trimStart();
	// What comes before the first element, in a web page that is written as XML too.
	const content = start.replace(/^(?:<\?.*?\?>\s*|<!--.*?-->\s*)+/s, '');
	if (/^(?:<!doctype\s+html|<(?:html|head|body|meta|style|table)[\s>/])/i.test(content))
		return 'html';
	// A page that Word or Excel saved in one file.
	if (/^mime-version:\s/i.test(start)) return 'html';
	if (/^<\?xml\s/.test(start)) return 'xml';
	const isMarkup = /^<(?:!--|!DOCTYPE\s|[A-Za-z_][\w.:-]*[\s/>])/.test(start);
	// A text may start with a tag and go on as text.
	return isMarkup && text.slice(-2000).trimEnd().endsWith('>') ? 'xml' : 'text';
}

/** Names of parts by the kind of archive that has them, in the order in which they are looked for. */
const telltaleParts: readonly (readonly [pattern: RegExp, kind: FileKind])[] = [
	[/^xl\/workbook\.xml$/, 'xlsx'],
	// Word on the web calls the document document2.xml.
	[/^word\/document\d*\.xml$/, 'docx'],
	// People pack the folder of a package instead of what is in it.
	[/^(?!__MACOSX\/)(?:[^/]+\/)?imsmanifest\.xml$/i, 'qti']
];

const openDocumentKinds: Readonly<Record<string, FileKind>> = {
	'application/vnd.oasis.opendocument.spreadsheet': 'ods',
	'application/vnd.oasis.opendocument.text': 'odt'
};

/** Kind of a zip archive by what is inside. */
export async function zipKind(archive: ZipReader): Promise<FileKind> {
	for (const [pattern, kind] of telltaleParts) {
		if (archive.entries.some(({ name }) => pattern.test(name))) return kind;
	}
	const type = archive.entries.find(({ name, size }) => name === 'mimetype' && size < 200);
	const content = type && (await archive.read(type.name));
	return openDocumentKinds[content?.toString('latin1').trim() ?? ''] ?? 'zip';
}

const contentTypes = '[Content_Types].xml';
const mostContentTypeBytes = 2 ** 20;

/**
 * True for an Office archive with programs in it: VBA, or macro sheets of Excel 4. Their part may
 * have any name; what Office goes by is its content type.
 */
export async function hasMacros(archive: ZipReader): Promise<boolean> {
	const names = archive.entries.map(({ name }) => name.toLowerCase());
	if (names.some((name) => /(?:^|\/)vbaproject\.bin$|^xl\/macrosheets\//.test(name))) return true;
	const types = await archive.read(contentTypes, mostContentTypeBytes);
	return types !== null && /vbaProject|macroEnabled|macrosheet/i.test(types.toString('latin1'));
}
