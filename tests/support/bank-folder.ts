import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from '#lib/server/app.ts';

/** Loads banks as the product loads its own at every start. */
export async function loadBankFolder(app: App, contents: readonly object[]) {
	const folder = await mkdtemp(join(tmpdir(), 'banks-'));
	try {
		for (const [index, content] of contents.entries())
			await writeFile(join(folder, `${index}.yaml`), JSON.stringify(content));
		return await app.banks.loadFolder(folder);
	} finally {
		await rm(folder, { recursive: true });
	}
}
