import type { TestProject } from 'vitest/node';
import { startTestServer, type TestServer } from './postgres-server.ts';

declare module 'vitest' {
	interface ProvidedContext {
		testServer: TestServer;
	}
}

interface SharedServer {
	starting: ReturnType<typeof startTestServer>;
	users: number;
}

/**
 * Each project loads its own copy of this module, but all of them run in one process and one
 * server is enough for them: hence the place that they share.
 */
const shared = globalThis as { hoithiTestServer?: SharedServer };

/** Vitest's global setup: starts PostgreSQL, and stops it after the last project. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
	shared.hoithiTestServer ??= { starting: startTestServer(), users: 0 };
	const server = shared.hoithiTestServer;
	server.users += 1;
	const { stop, ...address } = await server.starting;

	// Vitest tears nothing down when a signal ends it.
	const stopAndExit = (): void => void stop().finally(() => process.exit(130));
	process.once('SIGINT', stopAndExit);
	process.once('SIGTERM', stopAndExit);

	project.provide('testServer', address);
	return async () => {
		process.off('SIGINT', stopAndExit);
		process.off('SIGTERM', stopAndExit);
		server.users -= 1;
		if (server.users > 0) return;
		delete shared.hoithiTestServer;
		await stop();
	};
}
