import { describe, expect, it } from 'vitest';
import { isAppError } from '#lib/domain/errors.ts';
import { makeZip } from '../../../../tests/support/zip.ts';
import type { FileKind } from './file-kind.ts';
import { openSourceFile, requireKind } from './source-file.ts';

const limits = { bytes: 2 ** 20, unpackedBytes: 10 * 2 ** 20 };

function archive(...names: string[]): Buffer {
	return makeZip(names.map((name) => ({ name, content: 'x' })));
}

/** An OLE container of these streams, as far as its directory goes. */
function ole(...streams: string[]): Buffer {
	const file = Buffer.alloc(2048);
	Buffer.from('d0cf11e0a1b11ae1', 'hex').copy(file);
	// The same names in a text, which is no directory.
	Buffer.from('See the WordDocument\0 EncryptedPackage\0', 'utf16le').copy(file, 514);
	for (const [index, name] of ['Root Entry', ...streams].entries()) {
		file.write(name, 1024 + 128 * index, 'utf16le');
	}
	return file;
}

const odt = makeZip([
	{ name: 'mimetype', content: 'application/vnd.oasis.opendocument.text', stored: true },
	{ name: 'content.xml', content: '<x/>' }
]);

const kinds: readonly (readonly [string, Buffer | string, FileKind])[] = [
	['an XLSX', archive('[Content_Types].xml', 'xl/workbook.xml'), 'xlsx'],
	['a DOCX', archive('[Content_Types].xml', 'word/document.xml'), 'docx'],
	['a DOCX of Word on the web', archive('word/document2.xml'), 'docx'],
	['a QTI package', archive('imsmanifest.xml', 'items/q1.xml'), 'qti'],
	['a packed folder of one', archive('goi/imsmanifest.xml'), 'qti'],
	['a leftover of a Mac', archive('__MACOSX/imsmanifest.xml'), 'zip'],
	['an ODT', odt, 'odt'],
	['another archive', archive('a.txt', 'mimetype'), 'zip'],
	['a locked archive', makeZip([{ name: 'a', content: 'a', encrypted: true }]), 'encrypted'],
	['an old DOC', ole('1Table', 'WordDocument'), 'doc'],
	['an old XLS', ole('Workbook'), 'xls'],
	['an older XLS', ole('Book'), 'xls'],
	['a locked DOCX or XLSX', ole('EncryptionInfo', 'EncryptedPackage'), 'encrypted'],
	['another OLE container', ole('PowerPoint Document'), 'ole'],
	['a PDF', '%PDF-1.7\n%\u00e2\u00e3', 'pdf'],
	['an RTF', '{\\rtf1\\ansi', 'rtf'],
	['XML', '\ufeff<?xml version="1.0"?>\n<quiz/>', 'xml'],
	['XML in UTF-16', Buffer.from('\ufeff<?xml version="1.0"?><quiz/>', 'utf16le'), 'xml'],
	['XML without a declaration', '<!-- Moodle -->\n<quiz><question/></quiz>\n', 'xml'],
	['a web page', '<!DOCTYPE html><p>', 'html'],
	['a web page in XML', '<?xml version="1.0"?><!-- a --><html xmlns="x">', 'html'],
	['a table of an old program', '<table border=1><tr>', 'html'],
	['a page in one file', 'MIME-Version: 1.0\nContent-Type: multipart/related', 'html'],
	['GIFT', '::Câu 1:: Hà Nội là thủ đô? {T}', 'text'],
	['text that starts with a tag', '<b>Câu 1.</b> Chọn đáp án đúng', 'text'],
	['CSV', 'Câu hỏi;A;B\n<p>1</p>;2;3', 'text'],
	['no text', Buffer.from([0, 1, 2, 3, 255]), 'binary']
];

describe('the kind of a file', () => {
	it.each(kinds)('%s', async (_, content, kind) => {
		for (const name of ['a.xlsx', 'a.docx', 'a.txt', '']) {
			const file = await openSourceFile(name, Buffer.from(content as string), limits);
			expect(file.kind).toBe(kind);
			expect(file.macros).toBe(false);
		}
	});

	it('comes with the text or the archive', async () => {
		const text = await openSourceFile('a.csv', Buffer.from('\ufeffCâu hỏi'), limits);
		expect(text).toMatchObject({ text: 'Câu hỏi', archive: null });
		const zip = await openSourceFile('a.xlsx', archive('xl/workbook.xml'), limits);
		expect(zip.text).toBeNull();
		expect(String(await zip.archive?.read('xl/workbook.xml'))).toBe('x');
	});
});

describe('macros', () => {
	const types = (type: string) => ({
		name: '[Content_Types].xml',
		content: `<Types><Override ContentType="application/vnd.ms-${type}"/></Types>`
	});
	const document = { name: 'word/document.xml', content: 'x' };

	it.each([
		['by their usual part', archive('word/document.xml', 'word/vbaProject.bin')],
		['by one in capitals', archive('xl/workbook.xml', 'xl/VBAPROJECT.BIN')],
		['by a sheet of Excel 4', archive('xl/workbook.xml', 'xl/macrosheets/sheet1.xml')],
		['by their type', makeZip([document, types('office.vbaProject')])],
		['by the type of the document', makeZip([document, types('word.document.macroEnabled.main')])]
	])('are found %s', async (_, bytes) => {
		const file = await openSourceFile('a.docx', bytes, limits);
		expect(file.macros).toBe(true);
		expect(() => requireKind(file, [file.kind])).toThrow(
			expect.objectContaining({ issues: [{ row: null, column: null, code: 'FILE_MACROS' }] })
		);
	});
});

describe('a file of another kind than wanted', () => {
	async function refusal(name: string, bytes: Buffer | string): Promise<string | undefined> {
		try {
			const file = await openSourceFile(name, Buffer.from(bytes as string), limits);
			requireKind(file, ['docx', 'text']);
		} catch (error) {
			if (isAppError(error)) return `${error.code} ${error.issues[0]?.code}`;
			throw error;
		}
		return undefined;
	}

	it.each([
		['a.docx', archive('word/document.xml'), undefined],
		['a.xlsx', archive('xl/workbook.xml'), 'UNSUPPORTED_FILE FILE_KIND_UNKNOWN'],
		['a.docx', ole('EncryptedPackage'), 'UNSUPPORTED_FILE FILE_ENCRYPTED'],
		['a.docx', ole('WordDocument'), 'UNSUPPORTED_FILE FILE_OLD_WORD'],
		['a.doc', '{\\rtf1', 'UNSUPPORTED_FILE FILE_OLD_WORD'],
		['a.doc', ole('Workbook'), 'UNSUPPORTED_FILE FILE_OLD_EXCEL'],
		['a.XLS', '<table><tr>', 'UNSUPPORTED_FILE FILE_OLD_EXCEL'],
		['a.pdf', '%PDF-1.4', 'UNSUPPORTED_FILE FILE_KIND_UNKNOWN'],
		['a.txt', '', 'INVALID_FILE FILE_EMPTY'],
		['a.txt', 'a'.repeat(2 ** 20 + 1), 'FILE_TOO_LARGE FILE_TOO_BIG'],
		['a.docx', archive('word/document.xml').subarray(0, 60), 'INVALID_FILE FILE_UNREADABLE']
	])('%s is refused with what helps', async (name, bytes, expected) => {
		expect(await refusal(name, bytes)).toBe(expected);
	});
});
