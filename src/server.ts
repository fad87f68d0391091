/**
 * Production entry: `npm start`. Builds when needed, prepares the installation, and serves the built
 * application with its sockets on one HTTP server until SIGINT or SIGTERM.
 */
import {
	createServer,
	type IncomingMessage,
	type RequestListener,
	type ServerResponse
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepareInstallation } from './cli/prepare.ts';
import { runUntilStopped } from './cli/process.ts';
import { readConfig } from '#lib/server/config.ts';
import { provideHost } from '#lib/server/host.ts';
import { buildIfStale } from '../scripts/build/freshness.ts';

const root = resolve(import.meta.dirname, '..');
const say = (line: string) => console.log(line);

await runUntilStopped(async (onShutdown) => {
	const config = readConfig(process.env);
	await buildIfStale(root, say);
	const installation = await prepareInstallation(config, root, say);
	onShutdown(() => installation.stop());

	const application: {
		handler?: RequestListener;
		intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
	} = {};
	const http = createServer((request, response) => {
		// adapter-node takes the protocol from this header; only a trusted proxy may set it.
		if (!config.trustProxy) request.headers['x-forwarded-proto'] = 'http';
		if (application.intercept?.(request, response)) return;
		application.handler?.(request, response);
	});
	onShutdown(
		() =>
			new Promise((done) => {
				http.close(() => done());
				http.closeIdleConnections();
			})
	);
	provideHost({
		http,
		databaseUrl: installation.databaseUrl,
		databasePool: config.databasePool,
		intercept: (handler) => (application.intercept = handler),
		onShutdown
	});
	process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
	process.env['BODY_SIZE_LIMIT'] ??= '45M';
	const built: unknown = await import(pathToFileURL(resolve(root, 'build/handler.js')).href);
	application.handler = (built as { handler: RequestListener }).handler;
	await new Promise<void>((done, fail) => {
		http.once('error', fail);
		http.listen(config.port, config.host, done);
	});
	const { port } = http.address() as AddressInfo;
	const host = ['127.0.0.1', '0.0.0.0', '::'].includes(config.host) ? 'localhost' : config.host;
	say(`Hội thi serves on http://${host}:${port}`);
	if (installation.setupPath !== null) {
		say('There is no administrator yet. Open this link once to create the first one:');
		say(`  http://${host}:${port}${installation.setupPath}`);
	}
});
