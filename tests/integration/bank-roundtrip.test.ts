import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleBank } from '#lib/domain/bank-assembly.ts';
import { bankLanguages, type Bank } from '#lib/domain/bank.ts';
import { bankFileContent, parseBank } from '#lib/domain/bank-file.ts';
import { nameWriter } from '#lib/domain/question-table/names.ts';
import { csvExporter } from '#lib/server/banks/formats/csv-exporter.ts';
import { hoithiExporter } from '#lib/server/banks/formats/hoithi-exporter.ts';
import { xlsxExporter } from '#lib/server/banks/formats/xlsx-exporter.ts';
import { readBankUpload } from '#lib/server/banks/formats/importers.ts';
import { xlsxTemplate } from '#lib/server/banks/formats/xlsx-template.ts';
import { readZip } from '#lib/server/files/zip.ts';
import { bankOf } from '../support/imported-bank.ts';
import { randomBank } from '../support/random-bank.ts';

it('every random bank is one that the schema of the bank file accepts and leaves as it is', () => {
	fc.assert(
		fc.property(randomBank(), (bank) => {
			expect(parseBank(bankFileContent(bank))).toEqual({ bank, issues: [] });
		})
	);
});

describe.each([hoithiExporter, xlsxExporter])('$format', (exporter) => {
	it('gives the same bank when its file is read again', async () => {
		await fc.assert(
			fc.asyncProperty(randomBank(), async (bank) => {
				const bytes = await exporter.write(bank);
				const imported = await readBankUpload('tải xuống', bytes);
				expect(imported.format).toBe(exporter.format);
				expect(bankOf(imported)).toEqual(bank);
			}),
			{ numRuns: 40, interruptAfterTimeLimit: 10_000 }
		);
	});
});

it('our own JSON gives the same bank', async () => {
	await fc.assert(
		fc.asyncProperty(randomBank(), async (bank) => {
			const bytes = Buffer.from(JSON.stringify(bankFileContent(bank)));
			expect(bankOf(await readBankUpload('x', bytes))).toEqual(bank);
		})
	);
});

it('CSV gives the same questions, with topics and documents by their names', async () => {
	await fc.assert(
		fc.asyncProperty(randomBank(), async (bank) => {
			const found = await readBankUpload('x', await csvExporter.write(bank));
			expect([found.format, found.issues, found.notices]).toEqual(['csv', [], []]);
			const names = nameWriter(bank);
			expect(found.items).toEqual(
				bank.items.map(({ key, content, topic, document, ...item }, index) => ({
					...item,
					row: index + 2,
					id: key,
					...content,
					options: item.type === 'true_false' ? [] : content.options,
					topic: names.topic(topic),
					document: document === null ? null : names.document(document)
				}))
			);
		})
	);
});

it.each(bankLanguages)('the template (%s) can be imported as it is', async (language) => {
	const bytes = await xlsxTemplate(language);
	const found = await readBankUpload('mau.xlsx', bytes);
	expect([found.issues, found.notices]).toEqual([[], []]);
	const sheet = String(
		await readZip(bytes, { unpackedBytes: 2 ** 24 }).read('xl/worksheets/sheet1.xml')
	);
	// Kind, level, key and state are chosen from lists.
	expect(sheet.match(/<dataValidation [^>]*sqref="[A-Z]+2:[A-Z]+\d{4}"/g)).toHaveLength(4);
	expect(found.items.map(({ type, key }) => [type, key])).toEqual([
		['single', 0b0010],
		['multiple', 0b1101],
		['true_false', 0b01]
	]);
	const { bank, issues } = assembleBank(
		found,
		{
			mode: 'replace',
			duplicates: 'skip',
			slug: 'mau',
			title: 'Mẫu',
			language,
			license: 'CC-BY-4.0',
			practice: false,
			topic: 'Chung',
			difficulty: 'recall',
			document: null,
			place: '',
			status: 'draft'
		},
		null,
		[{ id: 'nq57', symbol: '57-NQ/TW', title: 'NQ', issuer: 'BCT', date: '2024-12-22' }]
	);
	expect(issues).toEqual([]);
	expect(bank?.items.map(({ document, place }) => document !== null && place !== '')).toEqual([
		true,
		true,
		true
	]);
});

it('a text that looks like a formula is a text in every file that we write', async () => {
	const [bank] = fc.sample(randomBank(), 1) as [Bank];
	const formula = '=HYPERLINK("http://x.example";"x")';
	const items = bank.items.map((item) => ({
		...item,
		content: { ...item.content, stem: formula, rationale: formula }
	}));
	const xlsx = readZip(await xlsxExporter.write({ ...bank, items }), { unpackedBytes: 2 ** 24 });
	for (const { name } of xlsx.entries) expect(String(await xlsx.read(name))).not.toContain('<f>');
	const csv = Buffer.from(await csvExporter.write({ ...bank, items })).toString();
	expect(csv).not.toMatch(/(?:^|[;"\n])=/);
});
