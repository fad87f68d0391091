/** What an OLE compound file ([MS-CFB]) holds. */
export type OleContent = 'encrypted' | 'word' | 'excel' | 'other';

const magic = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** True for an OLE compound file: Office 97–2003, or OOXML locked with a password. */
export function isOle(bytes: Uint8Array): boolean {
	return magic.equals(bytes.subarray(0, magic.length));
}

/** Names of streams by what they tell, the surest first ([MS-OFFCRYPTO], [MS-DOC], [MS-XLS]). */
const streams: readonly (readonly [name: string, content: OleContent])[] = [
	['EncryptedPackage', 'encrypted'],
	['WordDocument', 'word'],
	['Workbook', 'excel'],
	['Book', 'excel']
];

/** Entries of the directory have this length and start at a multiple of it, with the name in front. */
const entryLength = 128;

/** Tells by the names in the directory of a compound file what it holds. */
export function oleContent(bytes: Uint8Array): OleContent {
	const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	const found = streams.find(([name]) => hasStream(file, name));
	return found?.[1] ?? 'other';
}

function hasStream(file: Buffer, name: string): boolean {
	const wanted = Buffer.from(`${name}\0`, 'utf16le');
	let at = file.indexOf(wanted);
	// The same letters in the text of a document are not at the start of an entry.
	while (at !== -1 && at % entryLength !== 0) at = file.indexOf(wanted, at + 1);
	return at !== -1;
}
