import { readFile, readdir } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Bank } from '#lib/domain/bank.ts';
import { positionsOf } from '#lib/domain/items.ts';
import { readBankSource } from '#lib/server/banks/bank-source.ts';
import { bankSchemaPath, bankSchemaText } from '../../scripts/write-bank-schema.ts';
import { createTestApp, type TestApp } from '../support/test-app.ts';

const folder = new URL('../../question-banks/', import.meta.url);
const files = (await readdir(folder)).filter((name) => name.endsWith('.yaml'));

/** Least number of items of the banks that come with the product. */
const leastItems: Record<string, number> = {
	'an-toan-thong-tin.yaml': 90,
	'chuyen-doi-so-giao-duc.yaml': 40,
	'ke-hoach-dia-phuong.yaml': 45,
	'ky-nang-so.yaml': 85,
	'nghi-quyet-57.yaml': 60,
	'van-ban-quoc-gia.yaml': 150
};

const factsSchema = z.object({
	facts: z.array(
		z.object({ id: z.string(), text: z.string().min(1), sources: z.array(z.string()).min(1) })
	)
});
const { facts } = factsSchema.parse(
	parse(await readFile(new URL('sources/facts.yaml', folder), 'utf8'))
);

it('the banks of the product are there', () => {
	expect(files).toEqual(expect.arrayContaining(Object.keys(leastItems)));
});

it('the schema for editors is that of the product', async () => {
	// After a change of the format: node scripts/write-bank-schema.ts
	expect(await readFile(bankSchemaPath, 'utf8')).toBe(await bankSchemaText());
});

it('no fact is noted twice', () => {
	expect(new Set(facts.map(({ id }) => id)).size).toBe(facts.length);
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

	it('rests on facts that are noted with their sources', () => {
		const known = new Set(facts.map(({ id }) => id));
		for (const item of bank.items) {
			expect([item.key, item.facts.length]).not.toEqual([item.key, 0]);
			expect([item.key, item.facts.filter((fact) => !known.has(fact))]).toEqual([item.key, []]);
		}
	});

	it('asks nothing twice and offers no option twice', () => {
		const stems = bank.items.map(({ content }) => content.stem.toLowerCase());
		expect(new Set(stems).size).toBe(stems.length);
		for (const { key, content } of bank.items) {
			const options = content.options.map((option) => option.toLowerCase());
			expect([key, new Set(options).size]).toEqual([key, options.length]);
		}
	});

	it('cannot be passed by choosing the longest option, or always the same one', () => {
		const singles = bank.items.filter(({ type }) => type === 'single');
		const keyOf = (item: Bank['items'][number]) => positionsOf(item.content.key)[0] ?? -1;
		const longest = singles.filter((item) => {
			const lengths = item.content.options.map((option) => option.length);
			const own = lengths[keyOf(item)] ?? 0;
			return lengths.every((length, option) => option === keyOf(item) || length < own);
		});
		expect(longest.length / singles.length).toBeLessThanOrEqual(0.35);
		for (const position of [0, 1, 2, 3]) {
			const share = singles.filter((item) => keyOf(item) === position).length / singles.length;
			expect([position, share >= 0.15 && share <= 0.35]).toEqual([position, true]);
		}
	});

	it('does not call every statement right, or wrong', () => {
		const statements = bank.items.filter(({ type }) => type === 'true_false');
		if (statements.length < 4) return;
		const right = statements.filter(({ content }) => content.key === 0b01).length;
		expect(right).toBeGreaterThanOrEqual(statements.length / 4);
		expect(right).toBeLessThanOrEqual((statements.length * 3) / 4);
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
		const path = decodeURIComponent(folder.pathname);
		const loaded = await Promise.all(
			[test.app, test.node()].map((app) => app.banks.loadFolder(path))
		);
		const created = loaded.flat().reduce((sum, bank) => sum + bank.created, 0);
		const before = await dump();
		expect(before[3]).toHaveLength(created);
		expect(before[4]).toHaveLength(created);
		const again = await test.app.banks.loadFolder(path);
		expect(again).toEqual(again.map((bank) => ({ ...bank, created: 0, changed: 0, retired: 0 })));
		expect(await dump()).toEqual(before);
	});
});
