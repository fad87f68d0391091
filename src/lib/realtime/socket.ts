import { io, type Socket } from 'socket.io-client';
import type { ClientToServerEvents, ServerToClientEvents } from './events.ts';

/** The page's connection to the server. */
export type PageSocket = Socket<ServerToClientEvents, ClientToServerEvents>;

let shared: PageSocket | undefined;
let users = 0;

/**
 * The one socket of this page, opened by the first who asks. Call the returned function when done;
 * the last to do so closes it. Reconnecting is spread out, so that a restart of the server is not met
 * by everybody at once.
 */
export function shareSocket(): { socket: PageSocket; release: () => void } {
	shared ??= io({
		transports: ['websocket', 'polling'],
		reconnectionDelay: 500,
		reconnectionDelayMax: 8_000,
		randomizationFactor: 0.8
	});
	const socket = shared;
	users++;
	let released = false;
	return {
		socket,
		release() {
			if (released) return;
			released = true;
			if (--users > 0) return;
			socket.close();
			shared = undefined;
		}
	};
}
