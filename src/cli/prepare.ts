import { join } from 'node:path';
import { createApp } from '#lib/server/app.ts';
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
		for (const bank of await app.banks.loadFolder(join(root, banksFolder))) say(describeLoad(bank));
		const token = await app.accounts.issueSetupToken();
		return { setupPath: token === null ? null : setupPath(token) };
	} finally {
		await app.close();
	}
}

/** What loading a bank did, in one line. */
export function describeLoad(bank: {
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
