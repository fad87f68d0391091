import { once } from 'node:events';
import {
	createServer,
	type IncomingMessage,
	type RequestListener,
	type ServerResponse
} from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Config } from '#lib/server/config.ts';
import { provideHost } from '#lib/server/host.ts';
import { buildIfStale } from '../../scripts/build/freshness.ts';
import { startDatabase } from './database.ts';
import { OperatorError } from './explain.ts';
import { trackRequests } from './open-requests.ts';
import { prepareInstallation } from './prepare.ts';
import type { Life } from './process.ts';

/** How long requests under way may take to be answered once the server is asked to stop, in ms. */
const drainLimit = 20_000;
/** How long connections may take to close once nothing is sent on them any more, in ms. */
const closeLimit = 1_000;

/** What serving needs. */
export interface ServeOptions {
	readonly config: Config;
	/** The project's folder. */
	readonly root: string;
	readonly say: (line: string) => void;
	readonly life: Life;
	/** Done on the prepared database before anybody is served. */
	readonly beforeServing?: (databaseUrl: string) => Promise<void>;
}

/** A server that answers. */
export interface Served {
	/** Where a browser on this machine finds it. */
	readonly origin: string;
	/** Path of the one-time link for the first administrator, or null when there is one. */
	readonly setupPath: string | null;
}

/**
 * Starts the database, builds when needed, prepares the installation, and serves the built application
 * with its sockets. Each step that has begun is ended by `life`.
 */
export async function serve(options: ServeOptions): Promise<Served> {
	const { config, root, say, life } = options;
	// First, because it claims the data directory: a second start must not rebuild under a running one.
	const database = await startDatabase(config, say);
	life.onShutdown(() => database.stop());
	database.onExit(() =>
		life.fail(
			new OperatorError(
				`The embedded PostgreSQL ended unexpectedly: see ${join(config.dataDir, 'postgres', 'postgres.log')}, then start again.`
			)
		)
	);
	life.stopping.throwIfAborted();
	await buildIfStale(root, say, life.stopping);
	const { setupPath } = await prepareInstallation(database.url, root, say);
	await options.beforeServing?.(database.url);
	life.stopping.throwIfAborted();
	return { setupPath, origin: await listen(options, database.url) };
}

async function listen({ config, root, life }: ServeOptions, databaseUrl: string): Promise<string> {
	const application: {
		handler?: RequestListener;
		intercept?: (request: IncomingMessage, response: ServerResponse) => boolean;
	} = {};
	const http = createServer((request, response) => {
		// adapter-node takes the protocol from this header; only a trusted proxy may set it.
		if (!config.trustProxy) request.headers['x-forwarded-proto'] = 'http';
		requests.add(response);
		if (application.intercept?.(request, response)) return;
		application.handler?.(request, response);
	});
	const requests = trackRequests(http);
	const sockets = new Set<Socket>();
	http.on('connection', (socket) => {
		sockets.add(socket);
		socket.once('close', () => sockets.delete(socket));
	});

	// Ends run in reverse: requests are answered while services still work, then the application ends
	// its sockets and its pool, and what is left of the connections is cut.
	life.onShutdown(async () => {
		if (sockets.size === 0) return;
		const cut = setTimeout(() => sockets.forEach((socket) => socket.destroy()), closeLimit);
		http.closeAllConnections();
		while (sockets.size > 0) await once([...sockets][0] as Socket, 'close');
		clearTimeout(cut);
	});
	provideHost({
		http,
		databaseUrl,
		databasePool: config.databasePool,
		intercept: (handler) => (application.intercept = handler),
		// The built application starts once.
		endPrevious: async () => {},
		onShutdown: (end) => life.onShutdown(end)
	});
	process.env['PROTOCOL_HEADER'] = 'x-forwarded-proto';
	process.env['BODY_SIZE_LIMIT'] ??= '45M';
	if (config.trustProxy) process.env['ADDRESS_HEADER'] ??= 'x-forwarded-for';
	const built: unknown = await import(pathToFileURL(join(root, 'build/handler.js')).href);
	application.handler = (built as { handler: RequestListener }).handler;
	life.onShutdown(() => requests.drain(drainLimit));

	http.listen(config.port, config.host);
	await once(http, 'listening');
	http.on('error', (error) => life.fail(error));
	return originOf(config.host, (http.address() as AddressInfo).port);
}

/** The address to open in a browser on this machine. */
export function originOf(host: string, port: number): string {
	const everywhere = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host);
	const name = everywhere ? 'localhost' : host.includes(':') ? `[${host}]` : host;
	return `http://${name}:${port}`;
}
