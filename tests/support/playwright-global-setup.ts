import { testServerVariable } from './database.ts';
import { startTestServer } from './postgres-server.ts';

/** Playwright's global setup: starts PostgreSQL; the workers inherit where it is. */
export default async function setup(): Promise<() => Promise<void>> {
	const { stop, ...address } = await startTestServer();
	process.env[testServerVariable] = JSON.stringify(address);
	return async () => {
		delete process.env[testServerVariable];
		await stop();
	};
}
