import type { Answer, BoardSnapshot, ParticipationSnapshot } from './events.ts';
import type { PageSocket } from './socket.ts';

/** What a feed knows of its connection. */
export type FeedState = 'reconnecting' | 'live' | 'offline';

interface Channel<Snapshot> {
	listen(socket: PageSocket, take: (snapshot: Snapshot) => void): () => void;
	subscribe(socket: PageSocket, answer: (answer: Answer<Snapshot>) => void): void;
	unsubscribe(socket: PageSocket): void;
	/** True when a pushed snapshot is of this feed: the socket is shared. */
	concerns(snapshot: Snapshot): boolean;
}

/**
 * Keeps a snapshot up to date. It begins with what the server rendered, subscribes with every
 * (re)connection, and never goes back to an older snapshot.
 */
export class LiveFeed<Snapshot extends { readonly at: number }> {
	snapshot: Snapshot;
	state: FeedState = $state('reconnecting');
	readonly #channel: Channel<Snapshot>;

	constructor(initial: Snapshot, channel: Channel<Snapshot>) {
		this.snapshot = $state.raw(initial);
		this.#channel = channel;
	}

	/** Starts listening (in the browser, from `$effect`); the returned function ends it. */
	start(): () => void {
		let stop: (() => void) | undefined;
		let stopped = false;
		// The socket library is loaded only on pages that show something live.
		void import('./socket.ts').then(({ shareSocket }) => {
			if (!stopped) stop = this.#attach(shareSocket());
		});
		return () => {
			stopped = true;
			stop?.();
		};
	}

	#attach({ socket, release }: { socket: PageSocket; release: () => void }): () => void {
		const channel = this.#channel;
		const take = (snapshot: Snapshot) => {
			if (channel.concerns(snapshot) && snapshot.at >= this.snapshot.at) this.snapshot = snapshot;
		};
		const connected = () =>
			channel.subscribe(socket, (answer) => {
				if (answer.ok) take(answer.value);
				this.state = answer.ok ? 'live' : 'offline';
			});
		const disconnected = () => (this.state = 'reconnecting');
		const ignore = channel.listen(socket, take);
		socket.on('connect', connected);
		socket.on('disconnect', disconnected);
		socket.on('connect_error', disconnected);
		if (socket.connected) connected();
		return () => {
			ignore();
			socket.off('connect', connected);
			socket.off('disconnect', disconnected);
			socket.off('connect_error', disconnected);
			channel.unsubscribe(socket);
			release();
		};
	}
}

/** Boards of a contest, live. */
export function boardFeed(initial: BoardSnapshot): LiveFeed<BoardSnapshot> {
	const { contestId } = initial;
	return new LiveFeed(initial, {
		listen: (socket, take) => {
			socket.on('board:update', take);
			return () => socket.off('board:update', take);
		},
		subscribe: (socket, answer) => socket.emit('board:subscribe', { contestId }, answer),
		unsubscribe: (socket) => socket.emit('board:unsubscribe', { contestId }),
		concerns: (snapshot) => snapshot.contestId === contestId
	});
}

/** Participation of a unit in a contest, live. */
export function participationFeed(initial: ParticipationSnapshot): LiveFeed<ParticipationSnapshot> {
	const { contestId } = initial;
	const { unitId } = initial.unit;
	return new LiveFeed(initial, {
		listen: (socket, take) => {
			socket.on('participation:update', take);
			return () => socket.off('participation:update', take);
		},
		subscribe: (socket, answer) =>
			socket.emit('participation:subscribe', { contestId, unitId }, answer),
		unsubscribe: (socket) => socket.emit('participation:unsubscribe', { contestId, unitId }),
		concerns: (snapshot) => snapshot.contestId === contestId && snapshot.unit.unitId === unitId
	});
}
