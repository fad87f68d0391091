import type { Server as HttpServer } from 'node:http';
import { Server, type Socket } from 'socket.io';
import type { z } from 'zod';
import { AppError, isAppError } from '#lib/domain/errors.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import {
	boardRequestSchema,
	boardRoom,
	participationRequestSchema,
	participationRoom,
	type Answer,
	type ClientToServerEvents,
	type ServerToClientEvents
} from '#lib/realtime/events.ts';
import type { App } from '#lib/server/app.ts';
import { readCookie } from '#lib/server/cookies.ts';
import { sessionCookieName } from '#lib/server/accounts/sessions.service.ts';
import { createCoalescer } from './coalescer.ts';

/** Least time between two pushes to the rooms of one contest, in ms. */
const pushInterval = 400;
/** Most rooms one socket may be in; a page needs two. */
const maxRooms = 12;

interface SocketData {
	actor: Actor | null;
}

type ServerSocket = Socket<
	ClientToServerEvents,
	ServerToClientEvents,
	Record<string, never>,
	SocketData
>;

/** The running realtime server. */
export interface Realtime {
	/** Cuts every connection and stops pushing. */
	close(): Promise<void>;
}

/**
 * Serves boards and participation over Socket.IO on the given HTTP server. Whatever changes is pushed
 * as one snapshot per room, made once for all who watch and at most every `pushInterval`.
 */
export function startRealtime(
	http: HttpServer,
	app: App,
	onError: (error: unknown) => void
): Realtime {
	const detach = rememberListeners(http);
	const io = new Server<
		ClientToServerEvents,
		ServerToClientEvents,
		Record<string, never>,
		SocketData
	>(http, {
		serveClient: false,
		// Nobody sends us more than the name of a room.
		maxHttpBufferSize: 4_096,
		// Same origin only: the session cookie must not work for other sites.
		allowRequest: (request, decide) => decide(null, isSameOrigin(request.headers)),
		pingInterval: 25_000,
		pingTimeout: 20_000
	});

	io.use((socket, next) => {
		app.sessions.validate(readCookie(socket.handshake.headers.cookie, sessionCookieName)).then(
			(session) => {
				socket.data.actor = session?.actor ?? null;
				next();
			},
			(error: unknown) => next(error instanceof Error ? error : new Error('session'))
		);
	});

	io.on('connection', (socket: ServerSocket) => {
		socket.on('board:subscribe', (request, answer) =>
			reply(answer, async () => {
				const { contestId } = parse(boardRequestSchema, request);
				// Joined first: a change while the answer is made reaches the socket as a push.
				await join(socket, boardRoom(contestId), () =>
					app.boards.requireVisible(socket.data.actor, contestId)
				);
				return app.boards.board(socket.data.actor, contestId);
			})
		);
		socket.on('board:unsubscribe', (request) => {
			const parsed = boardRequestSchema.safeParse(request);
			if (parsed.success) void socket.leave(boardRoom(parsed.data.contestId));
		});
		socket.on('participation:subscribe', (request, answer) =>
			reply(answer, async () => {
				const { contestId, unitId } = parse(participationRequestSchema, request);
				await join(socket, participationRoom(contestId, unitId), () =>
					app.boards.requireParticipation(socket.data.actor, contestId, unitId)
				);
				return app.boards.participation(socket.data.actor, contestId, unitId);
			})
		);
		socket.on('participation:unsubscribe', (request) => {
			const parsed = participationRequestSchema.safeParse(request);
			if (parsed.success) {
				void socket.leave(participationRoom(parsed.data.contestId, parsed.data.unitId));
			}
		});
	});

	async function reply<T>(answer: unknown, work: () => Promise<T>): Promise<void> {
		// A request without a callback is not answered; it is no reason to fall over.
		const send = typeof answer === 'function' ? (answer as (answer: Answer<T>) => void) : () => {};
		try {
			send({ ok: true, value: await work() });
		} catch (error) {
			if (!isAppError(error)) onError(error);
			send({ ok: false, code: isAppError(error) ? error.code : 'INTERNAL' });
		}
	}

	const pushes = createCoalescer(pushInterval, (contestId) => push(contestId), onError);
	const stopListening = app.signals.onChange((contestId) => {
		if (watchedUnits(contestId).length > 0 || isWatched(boardRoom(contestId)))
			pushes.request(contestId);
	});

	function isWatched(room: string): boolean {
		return (io.sockets.adapter.rooms.get(room)?.size ?? 0) > 0;
	}

	function watchedUnits(contestId: number): number[] {
		const prefix = participationRoom(contestId, 0).slice(0, -1);
		return [...io.sockets.adapter.rooms.keys()]
			.filter((room) => room.startsWith(prefix))
			.map((room) => Number(room.slice(prefix.length)));
	}

	async function push(contestId: number): Promise<void> {
		if (isWatched(boardRoom(contestId))) {
			const snapshot = await app.boards.boardForRoom(contestId);
			io.to(boardRoom(contestId)).emit('board:update', snapshot);
		}
		const units = watchedUnits(contestId);
		if (units.length === 0) return;
		for (const snapshot of await app.boards.participationForRooms(contestId, units)) {
			io.to(participationRoom(contestId, snapshot.unit.unitId)).emit(
				'participation:update',
				snapshot
			);
		}
	}

	return {
		async close() {
			stopListening();
			pushes.stop();
			// Cuts the connections without a farewell: pages that are told that the server disconnects them
			// do not come back, those that lose it do. The HTTP server itself is closed by its owner.
			io.engine.close();
			detach();
		}
	};
}

/** Gives a function that puts the server's listeners back as they are now: Socket.IO never detaches. */
function rememberListeners(http: HttpServer): () => void {
	const events = ['request', 'upgrade'] as const;
	const before = events.map((event) => http.listeners(event) as ((...args: unknown[]) => void)[]);
	return () => {
		events.forEach((event, index) => {
			http.removeAllListeners(event);
			for (const listener of before[index] ?? []) http.on(event, listener);
		});
	};
}

async function join(
	socket: ServerSocket,
	room: string,
	permit: () => Promise<unknown>
): Promise<void> {
	await permit();
	// Looked at last: requests that come together are all let through by what lies before.
	if (socket.rooms.size >= maxRooms && !socket.rooms.has(room)) {
		throw new AppError('RATE_LIMITED', { seconds: 1 });
	}
	await socket.join(room);
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
	const parsed = schema.safeParse(value);
	if (!parsed.success) throw new AppError('INVALID_INPUT');
	return parsed.data;
}

function isSameOrigin(headers: {
	origin?: string | undefined;
	host?: string | undefined;
}): boolean {
	// Programs other than browsers send no origin and have no visitor's cookie to misuse.
	if (headers.origin === undefined) return true;
	return URL.canParse(headers.origin) && new URL(headers.origin).host === headers.host;
}
