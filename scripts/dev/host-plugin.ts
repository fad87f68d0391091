import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { resolve } from 'node:path';
import type { Plugin } from 'vite';

const root = resolve(import.meta.dirname, '../..');

/**
 * `npm run dev`: prepares the installation as `npm start` does and hands Vite's HTTP server to the
 * application, so that pages hot-reload and sockets work on the one port.
 */
export function hostPlugin(): Plugin {
	return {
		name: 'hoithi-host',
		apply: 'serve',
		async configureServer(vite) {
			// Vitest and tools that only read the configuration open no server.
			if (!vite.httpServer || process.env['VITEST']) return;
			const { readConfig } = await import('../../src/lib/server/config.ts');
			const { provideHost } = await import('../../src/lib/server/host.ts');
			const { startDatabase } = await import('../../src/cli/database.ts');
			const { prepareInstallation } = await import('../../src/cli/prepare.ts');
			const say = (line: string) => vite.config.logger.info(line);
			const config = readConfig(process.env);
			const database = await startDatabase(config, say);
			const { setupPath } = await prepareInstallation(database.url, root, say);
			const ends: (() => Promise<void>)[] = [];
			const endApplication = async () => {
				for (const end of ends.splice(0).reverse()) await end();
			};
			let intercept: ((request: IncomingMessage, response: ServerResponse) => boolean) | undefined;
			vite.middlewares.use((request, response, next) => {
				if (!intercept?.(request, response)) next();
			});
			provideHost({
				http: vite.httpServer as Server,
				databaseUrl: database.url,
				databasePool: config.databasePool,
				intercept: (handler) => (intercept = handler),
				endPrevious: endApplication,
				onShutdown: (end) => ends.push(end)
			});
			let stopping = false;
			const stop = async () => {
				if (stopping) return;
				stopping = true;
				await endApplication();
				await database.stop();
				await vite.close();
				process.exit(0);
			};
			process.on('SIGINT', () => void stop());
			process.on('SIGTERM', () => void stop());
			vite.httpServer.once('listening', () => {
				// SvelteKit starts the application with the first request; sockets may come before it.
				const { port } = vite.config.server;
				void fetch(`http://localhost:${port}/api/health`).catch(() => undefined);
				if (setupPath !== null) {
					say(`First administrator: http://localhost:${port}${setupPath}`);
				}
			});
		}
	};
}
