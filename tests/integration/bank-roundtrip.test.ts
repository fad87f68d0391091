import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bankFileContent, parseBank } from '#lib/domain/bank-file.ts';
import { hoithiExporter } from '#lib/server/banks/formats/hoithi-exporter.ts';
import { readBankUpload } from '#lib/server/banks/formats/importers.ts';
import { bankOf } from '../support/imported-bank.ts';
import { randomBank } from '../support/random-bank.ts';

it('every random bank is one that the schema of the bank file accepts and leaves as it is', () => {
	fc.assert(
		fc.property(randomBank(), (bank) => {
			expect(parseBank(bankFileContent(bank))).toEqual({ bank, issues: [] });
		})
	);
});

describe.each([hoithiExporter])('$format', (exporter) => {
	it('gives the same bank when its file is read again', async () => {
		await fc.assert(
			fc.asyncProperty(randomBank(), async (bank) => {
				const bytes = await exporter.write(bank);
				const imported = await readBankUpload('tải xuống', bytes);
				expect(imported.format).toBe(exporter.format);
				expect(bankOf(imported)).toEqual(bank);
			})
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
