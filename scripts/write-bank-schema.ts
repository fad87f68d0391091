/**
 * Writes question-banks/schema/bank.schema.json, by which editors check question banks while they are
 * written, from the schema that the product itself uses: `node scripts/write-bank-schema.ts`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { bankJsonSchema } from '#lib/domain/bank-file.ts';

/** Where the schema lies. */
export const bankSchemaPath = fileURLToPath(
	new URL('../question-banks/schema/bank.schema.json', import.meta.url)
);

/** The text of the file, in the format of the project. */
export async function bankSchemaText(): Promise<string> {
	const options = await resolveConfig(bankSchemaPath);
	return format(JSON.stringify(bankJsonSchema()), { ...options, filepath: bankSchemaPath });
}

if (import.meta.main) {
	await mkdir(dirname(bankSchemaPath), { recursive: true });
	await writeFile(bankSchemaPath, await bankSchemaText());
	console.log(`wrote ${bankSchemaPath}`);
}
