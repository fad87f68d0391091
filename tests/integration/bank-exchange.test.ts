import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bank } from '#lib/domain/bank.ts';
import { giftExporter } from '#lib/server/banks/formats/gift-exporter.ts';
import { importers, readBankUpload } from '#lib/server/banks/formats/importers.ts';
import { moodleXmlExporter } from '#lib/server/banks/formats/moodle-xml-exporter.ts';
import { qtiExporter } from '#lib/server/banks/formats/qti-exporter.ts';
import { openSourceFile } from '#lib/server/files/source-file.ts';
import { attribute, children, descendants } from '#lib/server/files/xml-tree.ts';
import { parseXml } from '#lib/server/files/xml.ts';
import { readZip } from '#lib/server/files/zip.ts';
import { bankOf } from '../support/imported-bank.ts';
import { randomBank } from '../support/random-bank.ts';

const limits = { bytes: 2 ** 26, unpackedBytes: 2 ** 26 };

describe.each([giftExporter, moodleXmlExporter, qtiExporter])('$format', (exporter) => {
	it('gives the same bank when its file is read again', async () => {
		await fc.assert(
			fc.asyncProperty(randomBank(), async (bank) => {
				const bytes = await exporter.write(bank);
				const imported = await readBankUpload('tải xuống', bytes);
				expect(imported.format).toBe(exporter.format);
				expect(bankOf(imported)).toEqual(bank);
			}),
			{ numRuns: 40, interruptAfterTimeLimit: 5_000 }
		);
	});

	it('is no file of another kind', async () => {
		await fc.assert(
			fc.asyncProperty(randomBank(), async (bank) => {
				const file = await openSourceFile('x', await exporter.write(bank), limits);
				// What looks like any text with questions comes last, after all that know their own.
				const claimed = importers.filter((each) => each.format !== 'text' && each.detect(file));
				expect(claimed.map(({ format }) => format)).toEqual([exporter.format]);
			}),
			{ numRuns: 20, interruptAfterTimeLimit: 2_000 }
		);
	});
});

/** A bank with all that the formats write in ways of their own. */
const bank: Bank = {
	slug: 'mau',
	title: 'Ngân hàng 1/2026',
	language: 'vi',
	license: 'CC-BY-4.0',
	practice: false,
	documents: [
		{ id: 'nq57', symbol: '57-NQ/TW', title: 'Nghị quyết', issuer: 'BCT', date: '2024-12-22' }
	],
	topics: [{ id: 'chung', title: 'Kiến thức chung' }],
	items: [
		{
			key: 'cau-1',
			...{ type: 'single', topic: 'chung', difficulty: 'recall', points: 100 },
			content: {
				stem: 'Ai {ban hành}: A = B?',
				options: ['~5%', '#1'],
				key: 2,
				rationale: 'Vì **57**.'
			},
			...{ document: 'nq57', place: 'Mục I', facts: [], status: 'approved' }
		},
		{
			key: 'cau-2',
			...{ type: 'multiple', topic: 'chung', difficulty: 'application', points: 250 },
			content: { stem: 'Chọn & đếm', options: ['a', '<b>', 'c', 'd'], key: 0b111, rationale: '' },
			...{ document: null, place: '', facts: ['F-57-01'], status: 'draft' }
		},
		{
			key: 'cau-3',
			...{ type: 'true_false', topic: 'chung', difficulty: 'recall', points: 100 },
			content: { stem: 'Đúng?', options: ['Đúng', 'Sai'], key: 2, rationale: '' },
			...{ document: null, place: '', facts: [], status: 'approved' }
		}
	]
};

it('GIFT is written as Moodle documents it', async () => {
	const text = Buffer.from(await giftExporter.write(bank)).toString();
	const [head = '', ...blocks] = text.trimEnd().split('\n\n');
	expect(head).toMatch(/^\/\/ hoithi-bank \{"slug":"mau",.*\}$/);
	expect(blocks).toEqual([
		'$CATEGORY: $course$/top/Ngân hàng 1//2026/Kiến thức chung',
		'// [id:cau-1] [tag:topic:chung] [tag:difficulty:recall] [tag:points:1] [tag:status:approved] [tag:document:nq57] [tag:place:Mục I]\n' +
			'::cau-1::[plain]Ai \\{ban hành\\}\\: A \\= B?{\n' +
			'\t~[plain]\\~5%\n' +
			'\t=[plain]\\#1\n' +
			'####[html]<p>Vì <strong>57</strong>.</p><p>Căn cứ\\: Mục I, 57-NQ/TW ngày 22/12/2024</p>}',
		'// [id:cau-2] [tag:topic:chung] [tag:difficulty:application] [tag:points:2.5] [tag:status:draft] [tag:fact:F-57-01]\n' +
			'::cau-2::[plain]Chọn & đếm{\n' +
			'\t~%33.33333%[plain]a\n\t~%33.33333%[plain]<b>\n\t~%33.33333%[plain]c\n\t~%-100%[plain]d\n}',
		'// [id:cau-3] [tag:topic:chung] [tag:difficulty:recall] [tag:points:1] [tag:status:approved]\n' +
			'::cau-3::[plain]Đúng?{FALSE}'
	]);
});

it('Moodle XML is written as Moodle documents it', async () => {
	const quiz = parseXml(await moodleXmlExporter.write(bank));
	const questions = children(quiz, 'question');
	expect(questions.map((question) => attribute(question, 'type'))).toEqual([
		...['category', 'category', 'multichoice', 'multichoice', 'truefalse']
	]);
	const fractions = questions.map((question) =>
		children(question, 'answer').map((answer) => attribute(answer, 'fraction'))
	);
	expect(fractions.slice(2)).toEqual([
		['0', '100'],
		['33.33333', '33.33333', '33.33333', '-100'],
		['0', '100']
	]);
	// Moodle refuses a question without a name and asks for the text of every field in `text`.
	for (const question of questions.slice(2))
		for (const name of ['name', 'questiontext', 'generalfeedback'])
			expect(children(children(question, name)[0]!, 'text')).toHaveLength(1);
});

it('a package of QTI holds what its manifest and its test say', async () => {
	await fc.assert(
		fc.asyncProperty(randomBank(), async (random) => {
			const archive = readZip(await qtiExporter.write(random), limits);
			const manifest = parseXml((await archive.read('imsmanifest.xml'))!);
			const resources = [...descendants(manifest, 'resource')];
			const files = resources.flatMap((resource) =>
				children(resource, 'file').map((file) => attribute(file, 'href'))
			);
			const names = archive.entries.map(({ name }) => name);
			expect([...files, 'imsmanifest.xml'].sort()).toEqual(names.sort());
			const identifiers = resources.map((resource) => attribute(resource, 'identifier') ?? '');
			expect(new Set(identifiers).size).toBe(identifiers.length);
			for (const identifier of identifiers) expect(identifier).toMatch(/^[A-Za-z_][\w.-]*$/);
			const wanted = [...descendants(manifest, 'dependency')].map((each) =>
				attribute(each, 'identifierref')
			);
			for (const identifier of wanted) expect(identifiers).toContain(identifier);
			const test = parseXml((await archive.read('test.xml'))!);
			const references = [...descendants(test, 'qti-assessment-item-ref')];
			expect(references.map((each) => attribute(each, 'href'))).toEqual(
				random.items.map(({ key }) => `items/${key}.xml`)
			);
		}),
		{ numRuns: 20, interruptAfterTimeLimit: 3_000 }
	);
});

it('an item of QTI names only what it declares', async () => {
	const archive = readZip(await qtiExporter.write(bank), limits);
	for (const { key } of bank.items) {
		const item = parseXml((await archive.read(`items/${key}.xml`))!);
		const of = (name: string) => [...descendants(item, name)];
		const declared = [...of('qti-response-declaration'), ...of('qti-outcome-declaration')].map(
			(each) => attribute(each, 'identifier')
		);
		const used = [...of('qti-variable'), ...of('qti-correct'), ...of('qti-set-outcome-value')];
		for (const each of used) expect(declared).toContain(attribute(each, 'identifier'));
		const choices = of('qti-simple-choice').map((each) => attribute(each, 'identifier'));
		expect(new Set(choices).size).toBe(choices.length);
		expect(children(item).map(({ name }) => name)).toEqual(
			children(item)
				.map(({ name }) => name)
				.sort((left, right) => order.indexOf(left) - order.indexOf(right))
		);
	}
});

/** The order that the schema of QTI 3 prescribes for what is in an item. */
const order = [
	...['qti-response-declaration', 'qti-outcome-declaration', 'qti-item-body'],
	...['qti-response-processing', 'qti-modal-feedback']
];
