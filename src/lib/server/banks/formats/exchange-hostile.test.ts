import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ImportedBank } from '#lib/domain/bank-import.ts';
import { isAppError, type FileIssue } from '#lib/domain/errors.ts';
import { makeZip, type ZipFile } from '../../../../../tests/support/zip.ts';
import { readBankUpload } from './importers.ts';

/** What a file gives, or the first problem it is refused with; anything else is a defect. */
async function outcome(content: Uint8Array | string): Promise<ImportedBank | FileIssue> {
	try {
		return await readBankUpload('tải lên', Buffer.from(content as string));
	} catch (error) {
		if (isAppError(error) && error.issues[0]) return error.issues[0];
		throw error;
	}
}

async function read(content: Uint8Array | string): Promise<ImportedBank> {
	const found = await outcome(content);
	if (!('items' in found)) throw new Error(JSON.stringify(found));
	return found;
}

const packed = (files: readonly ZipFile[]) => outcome(makeZip(files));
const manifest = (type: string, ...paths: string[]): ZipFile => ({
	name: 'imsmanifest.xml',
	content: `<manifest><resources>${paths.map((path) => `<resource type="${type}" href="${path}"/>`).join('')}</resources></manifest>`
});
const quiz = (inside: string) => `<quiz>${inside}</quiz>`;
const moodle = (text: string) =>
	quiz(
		`<question type="multichoice"><name><text>${text}</text></name><questiontext format="html"><text>${text}</text></questiontext><answer fraction="100" format="moodle_auto_format"><text>${text}</text></answer></question>`
	);
const tcexam = (text: string) =>
	`<tcexamquestions><body><module><name>m</name><subject><name>s</name><question><description>${text}[/b]</description></question></subject></module></body></tcexamquestions>`;

describe('a file of another program', () => {
	const fixtures = new URL('../../../../../tests/fixtures/banks/', import.meta.url);
	const files = ['gift', 'aiken', 'moodle-xml', 'qti', 'tcexam-xml'].flatMap((format) => {
		const folder = new URL(`${format}/`, fixtures);
		const names = readdirSync(folder).filter((name) => !/\.json$|^make-/.test(name));
		return names.map((name) => readFileSync(new URL(name, folder)));
	});

	it('is read or refused wherever it is cut off and whatever is changed in it', async () => {
		const change = fc.record({
			file: fc.constantFrom(...files),
			length: fc.double({ min: 0, max: 1, noNaN: true }),
			at: fc.double({ min: 0, max: 1, noNaN: true }),
			byte: fc.nat(255)
		});
		await fc.assert(
			fc.asyncProperty(change, async ({ file, length, at, byte }) => {
				const damaged = Buffer.from(file.subarray(0, Math.ceil(file.length * length)));
				if (damaged.length > 0) damaged[Math.floor((damaged.length - 1) * at)] = byte;
				await outcome(damaged);
			}),
			{ numRuns: 300, interruptAfterTimeLimit: 8_000 }
		);
	});

	const signs = [
		...['{', '}', '~', '=', '#', '\\', ':', '::', '[', ']', '%', '//', '*', '*a ', '`', '<', '<b>'],
		...['<a ', '&', '&#', '-', '- ', '\n', ' ', '[tag:', '[id:', '![', '[b]', '[/b]', '[url]', '/'],
		...['<!--', '<![CDATA[', 'A. ', 'A, ', '$CATEGORY:', 'ANSWER: ', '"', '\u0301']
	];

	it.each(signs)('full of %j comes to an end', async (sign) => {
		const text = sign.repeat(Math.ceil(20_000 / sign.length));
		const line = text.replaceAll('\n', ' ');
		const escaped = text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
		const contents = [
			`x {T}\n\n${text} {=a ~b}\n\nx {=a ~${text} ~c}\n\n// ${line}\n[html]${text}{T####${text}}`,
			`Q\nA. a\nB. b\nANSWER: A\n\n${text}\nA. ${text}\nB. b\nANSWER: ${line}\n`,
			moodle(escaped),
			tcexam(escaped)
		];
		for (const content of contents) expect(await outcome(content)).toHaveProperty('issues');
	});
});

describe('very many questions', () => {
	const many = 20_000;
	it.each<[string, string, number]>([
		['GIFT', 'Câu hỏi?{=a ~b}\n\n'.repeat(many), many],
		['GIFT that are none', `q{T}\n\n${'Câu hỏi?{}\n\n'.repeat(many)}`, 1],
		['Aiken', 'Câu hỏi\nA. a\nB. b\nANSWER: A\n\n'.repeat(many), many],
		['Moodle XML', quiz('<question type="essay"/>'.repeat(many)), 0],
		[
			'Moodle XML with answers',
			quiz(
				`<question type="multichoice"><questiontext><text>q</text></questiontext>${'<answer fraction="50"><text>a</text></answer>'.repeat(many)}</question>`
			),
			1
		]
	])('of %s are read', async (_, content, count) => {
		const { items, issues, notices } = await read(content);
		expect(items).toHaveLength(count);
		// What is not listed one by one is counted.
		for (const list of [issues, notices]) expect(list.length).toBeLessThanOrEqual(200);
		if (notices.length > 0) expect(notices.at(-1)).toMatchObject({ code: 'MORE_PROBLEMS' });
	});
});

describe('XML', () => {
	const laughs = '<!DOCTYPE quiz [<!ENTITY a "ha"><!ENTITY b "&a;&a;">]>';

	it.each<[string, string, FileIssue['code']]>([
		['with entities', `${laughs}${moodle('&b;')}`, 'XML_FORBIDDEN'],
		['nested without end', `<quiz>${'<p>'.repeat(100_000)}`, 'XML_TOO_COMPLEX'],
		['that is cut off', `<?xml version="1.0"?>${moodle('x')}`.slice(0, -20), 'XML_SYNTAX'],
		['of another program', '<svg></svg>', 'FILE_KIND_UNKNOWN']
	])('%s is refused', async (_, content, code) => {
		expect(await outcome(content)).toMatchObject({ code });
	});

	it('keeps scripts as text or tells of them', async () => {
		const escaped = moodle('&lt;script&gt;alert(1)&lt;/script&gt;Hỏi &lt;img src=x onerror=y&gt;');
		const { items, notices } = await read(escaped);
		expect(items.map(({ stem, options }) => [stem, options])).toEqual([['Hỏi', ['Hỏi']]]);
		expect(notices).toContainEqual(
			expect.objectContaining({ code: 'FEATURE_UNSUPPORTED', params: { value: '<script>' } })
		);
		const [item] = (await read('[plain]<script>x</script>{T}')).items;
		expect(item?.stem).toBe('<script>x</script>');
	});
});

describe('a package', () => {
	const item = '<assessmentItem identifier="x"><itemBody/></assessmentItem>';

	it('that is a bomb or locked is refused', async () => {
		const bomb = { name: 'a.xml', content: Buffer.alloc(30 * 2 ** 20, ' ') };
		expect(await packed([manifest('x'), bomb])).toMatchObject({ code: 'FILE_TOO_BIG' });
		const locked = { name: 'a.xml', content: 'a', encrypted: true };
		expect(await packed([manifest('x'), locked])).toMatchObject({ code: 'FILE_ENCRYPTED' });
	});

	it('of sections that refer to each other comes to an end', async () => {
		const references = '<assessmentSectionRef href="b.xml"/><assessmentSectionRef href="a.xml"/>';
		const section = `<assessmentSection title="x">${references.repeat(50)}<assessmentItemRef href="i.xml"/></assessmentSection>`;
		const found = await packed([
			manifest('imsqti_test_xmlv2p1', 'a.xml'),
			{ name: 'a.xml', content: section },
			{ name: 'b.xml', content: section },
			{ name: 'i.xml', content: item }
		]);
		expect(found).toMatchObject({
			items: [],
			notices: [{ row: 1, column: 'i.xml', code: 'ITEM_KIND_UNSUPPORTED' }]
		});
	});

	it('tells of each file that is damaged, and reads the others', async () => {
		const found = await packed([
			manifest('imsqti_item_xmlv2p1', 'a.xml', 'b.xml', 'c.xml'),
			{ name: 'a.xml', content: `<!DOCTYPE a [<!ENTITY x "y">]>${item}` },
			{ name: 'b.xml', content: item.slice(0, 30) }
		]);
		expect(found).toMatchObject({
			issues: [
				{ row: 1, column: 'a.xml:1', code: 'XML_FORBIDDEN' },
				{ row: 2, column: 'b.xml:1', code: 'XML_SYNTAX' },
				{ row: 3, code: 'PACKAGE_FILE_MISSING', params: { value: 'c.xml' } }
			]
		});
	});

	it('with thousands of answers to one question is read', async () => {
		const choices = Array.from({ length: 5000 }, (_, n) => `<simpleChoice identifier="c${n}"/>`);
		const feedback = Array.from(
			{ length: 5000 },
			(_, n) => `<modalFeedback identifier="f${n}">x</modalFeedback>`
		);
		const content = `<assessmentItem identifier="x"><itemBody>?<choiceInteraction>${choices.join('')}</choiceInteraction></itemBody>${feedback.join('')}</assessmentItem>`;
		expect(await outcome(content)).toMatchObject({ issues: [{ code: 'ITEM_TOO_MANY_OPTIONS' }] });
	});
});
