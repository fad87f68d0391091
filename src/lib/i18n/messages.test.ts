import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, 'messages');

async function readMessages(locale: string): Promise<Map<string, { text: string; file: string }>> {
	const messages = new Map<string, { text: string; file: string }>();
	for (const file of (await readdir(folder)).filter((name) => name.endsWith(`.${locale}.json`))) {
		const content = JSON.parse(await readFile(join(folder, file), 'utf8')) as Record<
			string,
			unknown
		>;
		for (const [key, value] of Object.entries(content)) {
			if (key === '$schema') continue;
			expect(messages.has(key), `${key} stands in ${file} and ${messages.get(key)?.file}`).toBe(
				false
			);
			messages.set(key, { text: JSON.stringify(value), file });
		}
	}
	return messages;
}

function placeholders(text: string): string[] {
	return [...new Set(text.match(/\{\w+\}/g))].sort();
}

describe('the messages', async () => {
	const vi = await readMessages('vi');
	const en = await readMessages('en');

	it('are there in both languages', () => {
		expect([...en.keys()].sort()).toEqual([...vi.keys()].sort());
		expect(vi.size).toBeGreaterThan(100);
	});

	it('have the same placeholders in both languages', () => {
		const differing = [...vi].filter(
			([key, { text }]) =>
				placeholders(text).join() !== placeholders(en.get(key)?.text ?? '').join()
		);
		expect(differing.map(([key]) => key)).toEqual([]);
	});

	it('are written, in NFC, without stray spaces', () => {
		for (const [key, { text }] of [...vi, ...en]) {
			const plain = text.replace(/^"|"$/g, '');
			expect(plain.trim(), key).not.toBe('');
			expect(plain, key).toBe(plain.normalize('NFC').trim());
			expect(plain, key).not.toMatch(/ {2}/);
		}
	});
});
