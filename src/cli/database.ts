import { join } from 'node:path';
import type { Config } from '#lib/server/config.ts';
import { startEmbeddedPostgres } from '#lib/server/db/embedded/index.ts';

/** A database that accepts connections. */
export interface RunningDatabase {
	readonly url: string;
	/** True when the server was started here, and nobody else uses it. */
	readonly embedded: boolean;
	/** Stops the server if it was started here. */
	stop(): Promise<void>;
	/** Calls back when the server that was started here ends without being asked to. */
	onExit(callback: () => void): void;
}

/** The database of DATABASE_URL, or else the embedded PostgreSQL of the data directory, started. */
export async function startDatabase(
	config: Config,
	say: (line: string) => void
): Promise<RunningDatabase> {
	if (config.databaseUrl !== undefined) {
		const nothing = async () => undefined;
		return { url: config.databaseUrl, embedded: false, stop: nothing, onExit: () => undefined };
	}
	const dataDir = join(config.dataDir, 'postgres');
	const server = await startEmbeddedPostgres({ dataDir, log: say });
	return {
		url: server.url,
		embedded: true,
		stop: () => server.stop(),
		onExit: (callback) => server.onExit(callback)
	};
}
