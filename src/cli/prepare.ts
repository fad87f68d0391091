import { join } from 'node:path';
import { createApp, type App } from '#lib/server/app.ts';
import { readRegister } from '#lib/server/banks/register-source.ts';
import { migrateToLatest } from '#lib/server/db/migrate.ts';

/** The folder with the banks that every installation has. */
export const banksFolder = 'question-banks';

/**
 * Makes ready in a database what a node needs before it serves: the newest schema, the banks of
 * `question-banks/`. `say` tells the operator what happens. Gives the path of a one-time link for the
 * first administrator, or null when there is one.
 */
export async function prepareInstallation(
	databaseUrl: string,
	root: string,
	say: (line: string) => void
): Promise<{ setupPath: string | null }> {
	const migrations = await migrateToLatest(databaseUrl);
	if (migrations.length > 0) say(`Database schema brought to ${migrations.at(-1)}`);
	const app = createApp({ databaseUrl, pool: 2 });
	try {
		for (const line of await loadBanks(app, join(root, banksFolder))) say(line);
		const token = await app.accounts.issueSetupToken();
		return { setupPath: token === null ? null : setupPath(token) };
	} finally {
		await app.close();
	}
}

/** Loads the register of documents of a folder and its banks; gives what it did, in lines. */
export async function loadBanks(app: App, folder: string): Promise<string[]> {
	const { added } = await app.documents.loadRegister(await readRegister(folder));
	const banks = await app.banks.loadFolder(folder);
	return [
		...(added > 0 ? [`Register of documents: ${added} added`] : []),
		...banks.map(describeLoad)
	];
}

/** What loading a bank did, in one line. */
function describeLoad(bank: {
	readonly title: string;
	readonly created: number;
	readonly changed: number;
	readonly unchanged: number;
	readonly retired: number;
}): string {
	const items = bank.created + bank.changed + bank.unchanged;
	const news = bank.created + bank.changed + bank.retired;
	return `Question bank "${bank.title}": ${items} items${news > 0 ? `, ${news} new or changed` : ''}`;
}

/** Path of the page where the holder of a one-time token becomes the first administrator. */
export function setupPath(token: string): string {
	return `/setup?token=${token}`;
}
