import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { bankFormats } from '#lib/domain/bank-import.ts';
import { isAppError } from '#lib/domain/errors.ts';
import { readBankUpload } from '#lib/server/banks/formats/importers.ts';

const folder = new URL('../fixtures/banks/', import.meta.url);

/** What a file gives: everything found, or the refusal as the person meets it. */
async function outcome(name: string, bytes: Uint8Array): Promise<unknown> {
	try {
		return await readBankUpload(name, bytes);
	} catch (error) {
		if (!isAppError(error)) throw error;
		return { refused: error.code, issues: error.issues };
	}
}

/** Files of questions beside what is found in them; `files` are those that are refused as a whole. */
const folders = readdirSync(folder, { withFileTypes: true })
	.filter((entry) => entry.isDirectory())
	.map(({ name }) => name);

describe.each(folders)('golden files: %s', (format) => {
	const within = new URL(`${format}/`, folder);
	const inputs = readdirSync(within).filter(
		(name) => !name.endsWith('.expected.json') && !name.startsWith('make-')
	);

	it('are of a known format', () => {
		expect([...bankFormats, 'files']).toContain(format);
		expect(inputs.length).toBeGreaterThanOrEqual(5);
	});

	it.each(inputs)('%s', async (name) => {
		const found = await outcome(name, readFileSync(new URL(name, within)));
		const path = new URL(`${name}.expected.json`, within);
		// WRITE_GOLDEN=1 writes what is found, to be read by a person before it is kept.
		if (process.env['WRITE_GOLDEN']) writeFileSync(path, `${JSON.stringify(found, null, '\t')}\n`);
		expect(JSON.parse(JSON.stringify(found))).toEqual(JSON.parse(readFileSync(path, 'utf8')));
	});
});
