import { randomBytes } from 'node:crypto';
import { withDatabase, withServer, type TestServer } from './postgres-server.ts';

/** A database that belongs to one test file or one test. */
export interface TestDatabase {
	url: string;
	/** Removes it, ending the connections that are still open. */
	drop(): Promise<void>;
}

/** The variable through which Playwright's global setup tells its workers about the server. */
export const testServerVariable = 'HOITHI_TEST_SERVER';

/** Any number, the same for all who clone: the key of the advisory lock. */
const cloningLock = 5_720_241_122;

/** A fresh, migrated database without any rows of other tests. */
export async function createTestDatabase(): Promise<TestDatabase> {
	const server = await findTestServer();
	const name = `${server.prefix}_${randomBytes(6).toString('hex')}`;
	await withServer(server.url, async (sql) => {
		// One clone at a time: while one is copied, the template counts as being used.
		await sql`select pg_advisory_lock(${cloningLock})`;
		await sql`create database ${sql(name)} template ${sql(server.template)}`;
	});
	return {
		url: withDatabase(server.url, name),
		drop: () =>
			withServer(server.url, async (sql) => {
				await sql`drop database if exists ${sql(name)} with (force)`;
			})
	};
}

/** The server of this run, from Vitest or from Playwright. */
async function findTestServer(): Promise<TestServer> {
	if (process.env.VITEST) {
		// Imported here because Vitest cannot be loaded outside of its own workers.
		const { inject } = await import('vitest');
		return inject('testServer');
	}
	const text = process.env[testServerVariable];
	if (!text) {
		throw new Error(
			'No test server: databases are only made in Vitest projects and in Playwright.'
		);
	}
	return JSON.parse(text) as TestServer;
}
