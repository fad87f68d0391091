import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { startEmbeddedPostgres } from '#lib/server/db/embedded/index.ts';
import { migrateToLatest } from '#lib/server/db/migrate.ts';

/** What a test needs to know to make a database of its own; plain data that crosses processes. */
export interface TestServer {
	/** A connection URL of the server with the right to create databases. */
	url: string;
	/** The migrated database that tests clone. */
	template: string;
	/** How the names of this run's databases start. */
	prefix: string;
}

/** The same URL with another database. */
export function withDatabase(url: string, database: string): string {
	const changed = new URL(url);
	changed.pathname = `/${database}`;
	return changed.href;
}

/**
 * A real PostgreSQL with a migrated template: the server of TEST_DATABASE_URL, else one that is
 * started for this run. `stop` removes everything again, also what tests forgot to drop.
 */
export async function startTestServer(): Promise<TestServer & { stop(): Promise<void> }> {
	const cluster = await findCluster();
	const prefix = `hoithi_test_${randomBytes(4).toString('hex')}`;
	const template = `${prefix}_template`;
	try {
		await withServer(cluster.url, async (sql) => {
			await sql`create database ${sql(template)} encoding 'UTF8' template template0`;
		});
		await migrateToLatest(withDatabase(cluster.url, template));
		await withServer(cluster.url, async (sql) => {
			// A template with a session in it cannot be cloned: from now on nobody gets in.
			await sql`alter database ${sql(template)} with is_template true allow_connections false`;
		});
	} catch (error) {
		await cluster.stop(prefix);
		throw error;
	}
	return { url: cluster.url, template, prefix, stop: () => cluster.stop(prefix) };
}

interface Cluster {
	url: string;
	stop(prefix: string): Promise<void>;
}

async function findCluster(): Promise<Cluster> {
	const url = process.env.TEST_DATABASE_URL;
	if (url) return { url, stop: (prefix) => dropDatabases(url, prefix) };

	const directory = await mkdtemp(join(tmpdir(), 'hoithi-pg-'));
	// The server gives up root's rights and must still reach its data below this directory.
	await chmod(directory, 0o711);
	const removeDirectory = (): Promise<void> =>
		rm(directory, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
	try {
		const server = await startEmbeddedPostgres({
			dataDir: join(directory, 'data'),
			durability: 'off',
			settings: { max_connections: '200' }
		});
		return {
			url: server.url,
			stop: async () => {
				await server.stop();
				await removeDirectory();
			}
		};
	} catch (error) {
		await removeDirectory();
		throw error;
	}
}

/** Removes what a run has created on a server that lives on. */
async function dropDatabases(url: string, prefix: string): Promise<void> {
	await withServer(url, async (sql) => {
		const rows = await sql<{ datname: string; datistemplate: boolean }[]>`
			select datname, datistemplate from pg_database where starts_with(datname, ${prefix})`;
		for (const { datname, datistemplate } of rows) {
			if (datistemplate) await sql`alter database ${sql(datname)} with is_template false`;
			await sql`drop database if exists ${sql(datname)} with (force)`;
		}
	});
}

/** One short-lived connection; notices (such as "does not exist, skipping") are of no interest. */
export async function withServer(
	url: string,
	work: (sql: postgres.Sql) => Promise<void>
): Promise<void> {
	const sql = postgres(url, { max: 1, onnotice: () => {} });
	try {
		await work(sql);
	} finally {
		await sql.end({ timeout: 5 });
	}
}
