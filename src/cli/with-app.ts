import { createApp, type App } from '#lib/server/app.ts';
import { readConfig } from '#lib/server/config.ts';
import { migrateToLatest, pendingMigrations } from '#lib/server/db/migrate.ts';
import { startDatabase, type RunningDatabase } from './database.ts';
import { OperatorError } from './explain.ts';

/** Runs `work` on the configured database, started for it if it is the embedded one. */
export async function withDatabase<T>(work: (database: RunningDatabase) => Promise<T>): Promise<T> {
	// An exit, unlike the death by the signal itself, takes the embedded server along.
	const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
	const exit = (_: string, number: number) => process.exit(128 + number);
	for (const signal of signals) process.once(signal, exit);
	try {
		// What happens to the server is no part of a verb's output.
		const database = await startDatabase(readConfig(process.env), (line) => console.error(line));
		try {
			return await work(database);
		} finally {
			await database.stop();
		}
	} finally {
		for (const signal of signals) process.off(signal, exit);
	}
}

/** Runs `work` on the services over the configured database, whose schema must be the newest. */
export async function withApp<T>(work: (app: App) => Promise<T>): Promise<T> {
	return withDatabase(async (database) => {
		// The embedded database has no other node that could still need the older schema.
		if (database.embedded) await migrateToLatest(database.url);
		else await requireNewestSchema(database.url);
		const app = createApp({ databaseUrl: database.url, pool: 4 });
		try {
			return await work(app);
		} finally {
			await app.close();
		}
	});
}

async function requireNewestSchema(url: string): Promise<void> {
	const [first] = await pendingMigrations(url);
	if (first === undefined) return;
	throw new OperatorError(
		`The database of DATABASE_URL lacks the schema from ${first} on: run npm run cli -- migrate first.`
	);
}
