/**
 * Writes the JSON Schemas of question-banks/schema, by which editors check question banks and the register
 * of documents while they are written, from the schemas that the product itself uses:
 * `node scripts/write-bank-schema.ts`.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { bankJsonSchema } from '#lib/domain/bank-file.ts';
import { registerJsonSchema } from '#lib/domain/document-register.ts';

/** The schemas: where each lies and what it holds. */
export const fileSchemas = [
	{ path: pathOf('bank.schema.json'), schema: bankJsonSchema },
	{ path: pathOf('documents.schema.json'), schema: registerJsonSchema }
];

/** The text of a schema's file, in the format of the project. */
export async function schemaText({ path, schema }: (typeof fileSchemas)[number]): Promise<string> {
	const options = await resolveConfig(path);
	return format(JSON.stringify(schema()), { ...options, filepath: path });
}

function pathOf(name: string): string {
	return fileURLToPath(new URL(`../question-banks/schema/${name}`, import.meta.url));
}

if (import.meta.main) {
	for (const each of fileSchemas) {
		await mkdir(dirname(each.path), { recursive: true });
		await writeFile(each.path, await schemaText(each));
		console.log(`wrote ${each.path}`);
	}
}
