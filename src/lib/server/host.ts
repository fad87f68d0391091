import type { IncomingMessage, Server as HttpServer, ServerResponse } from 'node:http';

/**
 * What the program that owns the HTTP server (the production entry, or the Vite plugin in development)
 * hands to the application's bundle. It travels through a well-known symbol because the two are
 * bundled apart; the application itself stays one module graph with one pool.
 */
export interface Host {
	readonly http: HttpServer;
	readonly databaseUrl: string;
	/** Most connections of this node. */
	readonly databasePool: number;
	/** Lets the application answer requests before SvelteKit sees them; true when it did. */
	intercept(handler: (request: IncomingMessage, response: ServerResponse) => boolean): void;
	/** Ends what an earlier start of the application registered: hot reload starts it again. */
	endPrevious(): Promise<void>;
	/** Registers what must end before the process may; called in reverse order. */
	onShutdown(end: () => Promise<void>): void;
}

const key = Symbol.for('hoithi.host');

/** Makes the host known before the application starts. */
export function provideHost(host: Host): void {
	(globalThis as Record<symbol, unknown>)[key] = host;
}

/** The host, or undefined when there is none (building, prerendering). */
export function findHost(): Host | undefined {
	return (globalThis as Record<symbol, unknown>)[key] as Host | undefined;
}
