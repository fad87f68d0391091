import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { UploadState } from '#lib/server/banks/imports.service.ts';
import { bankContent, bankItem } from '../support/bank.ts';
import { importChoices } from '../support/imported.ts';
import { uploadFile } from '../support/imports.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';
import { makeZip } from '../support/zip.ts';

let test: TestApp;
let actor: Awaited<ReturnType<TestApp['account']>>['actor'];
beforeAll(async () => {
	test = await createTestApp();
	actor = (await test.account({ grants: [['administrator', null]] })).actor;
});
afterAll(() => test.close());

const megabyte = 2 ** 20;
/** What reading a file may take besides what the process has, in MB. */
const mostMegabytes = 600;

/** Reads a file as the page does, and says how much memory the process took in addition, in MB. */
async function read(
	name: string,
	bytes: Uint8Array
): Promise<{ upload: UploadState; megabytes: number }> {
	const before = process.memoryUsage.rss();
	let peak = before;
	const watch = setInterval(() => (peak = Math.max(peak, process.memoryUsage.rss())), 20);
	try {
		const upload = await uploadFile(test.app, actor, { name, bytes });
		return { upload, megabytes: (peak - before) / megabyte };
	} finally {
		clearInterval(watch);
	}
}

const types = (main: string) =>
	`<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
	<Override PartName="/${main}" ContentType="application/xml"/></Types>`;
function office(main: string, content: string | Buffer, ...more: string[]): Buffer {
	return makeZip([
		{ name: '[Content_Types].xml', content: types(main) },
		{ name: main, content },
		...more.map((name) => ({ name, content: 'x' }))
	]);
}
const word = 'word/document.xml';
const words = (body: string) =>
	`<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>${body}</w:body></w:document>`;
const rows = (count: number) =>
	Array.from({ length: count }, (_, index) => `Câu ${index}?,Một,Hai,A`).join('\n');
const table = (text: string) => `Câu hỏi,A,B,Đáp án\n${text}\n`;
const quiz = (inside: string, before = '') =>
	`<?xml version="1.0" encoding="UTF-8"?>${before}<quiz>${inside}</quiz>`;
const laughs = Array.from(
	{ length: 9 },
	(_, index) => `<!ENTITY l${index + 1} "${`&l${index};`.repeat(10)}">`
).join('');

const hostile: readonly (readonly [string, string, () => Buffer | string, string, string])[] = [
	[
		'a zip bomb that says so',
		'bom.xlsx',
		() =>
			makeZip([
				{ name: '[Content_Types].xml', content: types('xl/workbook.xml') },
				{ name: 'xl/workbook.xml', content: 'x', claimedSize: 4_000 * megabyte }
			]),
		'FILE_TOO_LARGE',
		'FILE_TOO_BIG'
	],
	[
		'a zip bomb of Word',
		'bom.docx',
		() => office(word, Buffer.alloc(201 * megabyte, ' ')),
		'FILE_TOO_LARGE',
		'FILE_TOO_BIG'
	],
	[
		'a zip bomb that lies',
		'bom.docx',
		() =>
			makeZip([
				{ name: '[Content_Types].xml', content: types(word) },
				{ name: word, content: Buffer.alloc(100 * megabyte), claimedSize: 1_000 }
			]),
		'INVALID_FILE',
		'FILE_UNREADABLE'
	],
	[
		'an external entity',
		'de.xml',
		() =>
			quiz('<question>&x;</question>', '<!DOCTYPE quiz [<!ENTITY x SYSTEM "file:///etc/passwd">]>'),
		'INVALID_FILE',
		'XML_FORBIDDEN'
	],
	[
		'a billion laughs',
		'de.xml',
		() => quiz('<question>&l9;</question>', `<!DOCTYPE quiz [<!ENTITY l0 "ha">${laughs}]>`),
		'INVALID_FILE',
		'XML_FORBIDDEN'
	],
	[
		'entities in Word',
		'de.docx',
		() => office(word, `<!DOCTYPE x [<!ENTITY l0 "ha">${laughs}]>${words('<w:p>&l9;</w:p>')}`),
		'INVALID_FILE',
		'XML_FORBIDDEN'
	],
	[
		'macros',
		'de.docm',
		() => office(word, words(''), 'word/vbaProject.bin'),
		'UNSUPPORTED_FILE',
		'FILE_MACROS'
	],
	[
		'a cut-off archive',
		'de.docx',
		() => office(word, words('<w:p/>')).subarray(0, 200),
		'INVALID_FILE',
		'FILE_UNREADABLE'
	],
	[
		'a locked archive',
		'de.docx',
		() => makeZip([{ name: word, content: words(''), encrypted: true }]),
		'UNSUPPORTED_FILE',
		'FILE_ENCRYPTED'
	],
	[
		'elements as deep as it goes',
		'de.docx',
		() => office(word, words('<w:p>'.repeat(100_000))),
		'INVALID_FILE',
		'XML_TOO_COMPLEX'
	],
	['200,000 rows', 'de.csv', () => table(rows(200_000)), 'FILE_TOO_LARGE', 'FILE_TOO_MANY_ROWS'],
	[
		'a picture',
		'de.docx',
		() => Buffer.from([0x89, 0x50, 0x4e, 0x47, 0xff]),
		'UNSUPPORTED_FILE',
		'FILE_KIND_UNKNOWN'
	],
	['nothing', 'de.docx', () => '', 'INVALID_FILE', 'FILE_EMPTY']
];

describe('a file with', { timeout: 60_000 }, () => {
	it.each(hostile)('%s is refused, memory bounded', async (_what, name, make, code, issue) => {
		const { upload, megabytes } = await read(name, Buffer.from(make() as string));
		expect(upload).toMatchObject({
			...{ state: 'refused', refusal: { code, issues: [{ code: issue }] } }
		});
		expect(megabytes).toBeLessThan(mostMegabytes);
	});

	it('nothing of all this is written', async () => {
		for (const table of ['bank', 'item', 'topic', 'document'])
			expect(await test.sql`select from ${test.sql(table)}`).toHaveLength(0);
	});
});

describe('text that means something to somebody else', () => {
	const script = '<script>alert(1)</script> & <img src=x onerror=alert(2)>';

	async function stems(name: string, bytes: Uint8Array): Promise<string[]> {
		const { upload } = await read(name, bytes);
		expect(upload.state).toBe('read');
		const { items } = await test.app.imports.preview(
			actor,
			upload.id,
			{ kind: 'new', unitId: null },
			importChoices({ slug: '' }),
			{ show: 'all', page: 1 }
		);
		return items.map(({ item }) => item.content.stem);
	}

	it('formulas of a table stay text', async () => {
		const formula = '=HYPERLINK("http://x.vn";"Bấm")';
		const file = table(`"${formula.replaceAll('"', '""')}",+84,@SUM(A1),A`);
		expect(await stems('de.csv', Buffer.from(file))).toEqual([formula]);
	});

	it('scripts in a table and in our own files stay text', async () => {
		expect(await stems('de.csv', Buffer.from(table(`${script},Một,Hai,A`)))).toEqual([script]);
		const own = bankContent('doc', [bankItem(1, { stem: script })]);
		expect(await stems('de.json', Buffer.from(JSON.stringify(own)))).toEqual([script]);
	});
});
