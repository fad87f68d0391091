import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { io, type ManagerOptions, type Socket, type SocketOptions } from 'socket.io-client';
import type { App } from '#lib/server/app.ts';
import { sessionCookieName } from '#lib/server/accounts/sessions.service.ts';
import { startRealtime } from '#lib/server/realtime/realtime.ts';
import type {
	Answer,
	BoardSnapshot,
	ClientToServerEvents,
	ParticipationSnapshot,
	ServerToClientEvents
} from '#lib/realtime/events.ts';
import { waitUntil } from './wait-until.ts';

type Client = Socket<ServerToClientEvents, ClientToServerEvents>;

/** A socket of a page, with everything that was pushed to it. */
export interface PageClient {
	readonly socket: Client;
	readonly boards: BoardSnapshot[];
	readonly participations: ParticipationSnapshot[];
	board(contestId: number): Promise<Answer<BoardSnapshot>>;
	participation(contestId: number, unitId: number): Promise<Answer<ParticipationSnapshot>>;
	/** Sends anything at all; gives the answer, if there is one. */
	send(event: string, ...values: unknown[]): Promise<unknown>;
}

/** A running server with the realtime part of one node. */
export interface RealtimeServer {
	readonly url: string;
	/** Errors that were not refusals. */
	readonly errors: unknown[];
	/** A connected client; `token` is the session of its cookie. */
	connect(token?: string, options?: Partial<ManagerOptions & SocketOptions>): Promise<PageClient>;
	/** A client that does not wait for its connection. */
	open(token?: string, options?: Partial<ManagerOptions & SocketOptions>): PageClient;
	/** Ends the server and leaves the clients to themselves. */
	stop(): Promise<void>;
	close(): Promise<void>;
}

export async function startRealtimeServer(app: App, port = 0): Promise<RealtimeServer> {
	const http = createServer((_request, response) => response.writeHead(404).end());
	const errors: unknown[] = [];
	const realtime = startRealtime(http, app, (error) => errors.push(error));
	http.listen(port, '127.0.0.1');
	await once(http, 'listening');
	const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
	const clients: Client[] = [];

	const open: RealtimeServer['open'] = (token, options = {}) => {
		const client = pageClient(
			io(url, {
				forceNew: true,
				transports: ['websocket'],
				reconnectionDelay: 10,
				reconnectionDelayMax: 50,
				...(token ? { extraHeaders: { cookie: `a=b; ${sessionCookieName}=${token}; c=d` } } : {}),
				...options
			})
		);
		clients.push(client.socket);
		return client;
	};
	async function stop(): Promise<void> {
		if (!http.listening) return;
		await realtime.close();
		http.closeAllConnections();
		http.close();
		await once(http, 'close');
	}

	return {
		url,
		errors,
		open,
		async connect(token, options) {
			const client = open(token, options);
			await waitUntil('the client is connected', () => client.socket.connected);
			return client;
		},
		stop,
		async close() {
			for (const client of clients) client.close();
			await stop();
		}
	};
}

function pageClient(socket: Client): PageClient {
	const boards: BoardSnapshot[] = [];
	const participations: ParticipationSnapshot[] = [];
	socket.on('board:update', (snapshot) => boards.push(snapshot));
	socket.on('participation:update', (snapshot) => participations.push(snapshot));
	const ask = (event: string, ...values: unknown[]): Promise<unknown> =>
		// Any event with anything in it: what a browser could send, not only what ours does.
		(socket as unknown as Socket).timeout(10_000).emitWithAck(event, ...values);
	return {
		socket,
		boards,
		participations,
		board: (contestId) => ask('board:subscribe', { contestId }) as Promise<Answer<BoardSnapshot>>,
		participation: (contestId, unitId) =>
			ask('participation:subscribe', { contestId, unitId }) as Promise<
				Answer<ParticipationSnapshot>
			>,
		send: ask
	};
}
