import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Bank } from '#lib/domain/bank.ts';
import { citedBy, countDocuments, countItems } from '#lib/domain/bank-counts.ts';
import { lintBank, lintBanks, lintBankSource } from '#lib/domain/bank-lint.ts';
import { fewest } from '#lib/domain/bank-lint/balance.ts';
import { readBankFolder, readBankSource } from '#lib/server/banks/bank-source.ts';
import { readFacts, readRegister } from '#lib/server/banks/register-source.ts';
import { factsOf } from '#lib/domain/document-register.ts';
import { fileSchemas, schemaText } from '../../scripts/write-bank-schema.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const folder = new URL('../../question-banks/', import.meta.url);
const folderPath = decodeURIComponent(folder.pathname);
const bankFiles = await readBankFolder(folderPath);
const files = bankFiles.map(({ path }) => basename(path));
const facts = await readFacts(folderPath);
const register = await readRegister(folderPath);

/** Least number of items of the banks that come with the product. */
const leastItems: Record<string, number> = {
	'an-toan-thong-tin.yaml': 90,
	'chuyen-doi-so-giao-duc.yaml': 40,
	'ke-hoach-dia-phuong.yaml': 45,
	'ky-nang-so.yaml': 85,
	'nghi-quyet-57.yaml': 60,
	'van-ban-quoc-gia.yaml': 150
};

it('the banks of the product are there', () => {
	expect(files).toEqual(expect.arrayContaining(Object.keys(leastItems)));
});

it.each(fileSchemas)('the schema for editors is that of the product: $path', async (each) => {
	// After a change of the format: node scripts/write-bank-schema.ts
	expect(await readFile(each.path, 'utf8')).toBe(await schemaText(each));
});

it('every fact that the register names is noted', () => {
	const known = facts.map(({ id }) => id);
	const unknown = register.flatMap((document) =>
		document.facts.filter((fact) => factsOf({ facts: [fact] }, known).length === 0)
	);
	expect(unknown).toEqual([]);
});

describe.each(files)('%s', (name) => {
	let bank: Bank;
	beforeAll(async () => void (bank = readBankSource(await readFile(new URL(name, folder)))));

	it('has enough items for a contest', () => {
		expect(bank.items.length).toBeGreaterThanOrEqual(leastItems[name] ?? 1);
	});

	it('is named like its file, licensed for everybody, with every topic and document in use', () => {
		expect(`${bank.slug}.yaml`).toBe(name);
		expect(bank.license).toBe('CC-BY-4.0');
		const used = (pick: (item: Bank['items'][number]) => string | null) =>
			new Set(bank.items.map(pick));
		expect(used((item) => item.topic)).toEqual(new Set(bank.topics.map(({ id }) => id)));
		expect(used((item) => item.document)).toEqual(new Set(bank.documents.map(({ id }) => id)));
	});

	it('has enough items of each type for the checker to speak of their form', () => {
		const singles = bank.items.filter(
			({ type, content }) => type === 'single' && content.options.length === 4
		);
		const statements = bank.items.filter(({ type }) => type === 'true_false');
		const multiples = bank.items.filter(({ type }) => type === 'multiple');
		expect(singles.length).toBeGreaterThanOrEqual(fewest.singles);
		expect(statements.length).toBeGreaterThanOrEqual(fewest.statements);
		expect(multiples.length).toBeGreaterThanOrEqual(fewest.multiples);
	});

	it('is one in which the checker finds nothing', async () => {
		const text = await readFile(new URL(name, folder), 'utf8');
		const grounds = { facts: new Set(facts.map(({ id }) => id)), register };
		expect([...lintBankSource(bank.slug, text), ...lintBank(bank, grounds)]).toEqual([]);
	});
});

describe('all banks together', () => {
	const banks = bankFiles.flatMap(({ bank }) => bank ?? []);
	const documents = countDocuments(banks);
	const central = register.filter(({ level }) => level === 'central');

	it('ask nothing that another bank asks', () => {
		expect(banks).toHaveLength(files.length);
		expect(lintBanks(banks)).toEqual([]);
	});

	it('have at least 500 items of every type and difficulty, 120 of them on Nghị quyết số 57-NQ/TW', () => {
		const counts = countItems(banks.flatMap(({ items }) => items));
		expect(counts.items).toBeGreaterThanOrEqual(500);
		for (const count of [...Object.values(counts.types), ...Object.values(counts.difficulties)])
			expect(count).toBeGreaterThanOrEqual(50);
		const resolution = { symbol: '57-NQ/TW', date: '2024-12-22' };
		expect(citedBy(documents, resolution)).toBeGreaterThanOrEqual(120);
	});

	it('ask about every national document that facts tell of', () => {
		const told = central.filter((document) => document.facts.length > 0);
		expect(told.length).toBeGreaterThanOrEqual(30);
		expect(told.filter((document) => citedBy(documents, document) === 0)).toEqual([]);
	});
});

describe('loading the folder', () => {
	let test: TestApp;
	beforeAll(async () => void (test = await createTestApp()));
	afterAll(() => test.close());
	const tables = ['bank', 'document', 'topic', 'item', 'item_version'];
	const dump = () =>
		Promise.all(tables.map((table) => test.sql`select * from ${test.sql(table)} order by id`));

	it('twice, and by two nodes at once, changes nothing more', async () => {
		const loaded = await Promise.all(
			[test.app, test.node()].map((app) => app.banks.loadFolder(folderPath))
		);
		const created = loaded.flat().reduce((sum, bank) => sum + bank.created, 0);
		const before = await dump();
		expect(before[3]).toHaveLength(created);
		expect(before[4]).toHaveLength(created);
		const again = await test.app.banks.loadFolder(folderPath);
		expect(again).toEqual(again.map((bank) => ({ ...bank, created: 0, changed: 0, retired: 0 })));
		expect(await dump()).toEqual(before);
	});
});
