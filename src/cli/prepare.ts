import { join } from 'node:path';
import { createApp } from '#lib/server/app.ts';
import type { Config } from '#lib/server/config.ts';
import { startEmbeddedPostgres } from '#lib/server/db/embedded/index.ts';
import { migrateToLatest } from '#lib/server/db/migrate.ts';

/** A database that is ready for the application. */
export interface Installation {
	readonly databaseUrl: string;
	/** One-time link path for the first administrator, or null when there is one. */
	readonly setupPath: string | null;
	/** Stops the embedded server, if it was started here. */
	stop(): Promise<void>;
}

/**
 * Makes everything ready that a node needs before it serves: the embedded PostgreSQL unless there is
 * another, the newest schema, the banks of `question-banks/`. `say` tells the operator what happens.
 */
export async function prepareInstallation(
	config: Config,
	root: string,
	say: (line: string) => void
): Promise<Installation> {
	const embedded =
		config.databaseUrl === undefined
			? await startEmbeddedPostgres({ dataDir: join(config.dataDir, 'postgres') })
			: null;
	if (embedded) say(`PostgreSQL 18 runs on data in ${embedded.dataDir}`);
	const databaseUrl = config.databaseUrl ?? embedded?.url ?? '';
	try {
		const migrations = await migrateToLatest(databaseUrl);
		if (migrations.length > 0) say(`Database schema brought to ${migrations.at(-1)}`);
		const app = createApp({ databaseUrl, pool: 2 });
		try {
			for (const bank of await app.banks.loadFolder(join(root, 'question-banks'))) {
				const items = bank.created + bank.changed + bank.unchanged;
				const news = bank.created + bank.changed + bank.retired;
				say(
					`Question bank "${bank.title}": ${items} items${news > 0 ? `, ${news} new or changed` : ''}`
				);
			}
			const token = await app.accounts.issueSetupToken();
			return {
				databaseUrl,
				setupPath: token === null ? null : `/setup?token=${token}`,
				stop: async () => embedded?.stop()
			};
		} finally {
			await app.close();
		}
	} catch (error) {
		await embedded?.stop();
		throw error;
	}
}
