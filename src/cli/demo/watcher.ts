import { io, type Socket } from 'socket.io-client';
import type {
	BoardSnapshot,
	ClientToServerEvents,
	ServerToClientEvents
} from '#lib/realtime/events.ts';

const numbers = new Intl.NumberFormat('vi-VN');

/**
 * Watches the board of a contest as a page does and says how it stands: once at the beginning, then
 * whenever it has changed, at most every `interval` ms. Gives a function that ends it.
 */
export function watchBoard(
	origin: string,
	contestId: number,
	interval: number,
	say: (line: string) => void
): () => void {
	const socket: Socket<ServerToClientEvents, ClientToServerEvents> = io(origin, {
		transports: ['websocket']
	});
	let newest: BoardSnapshot | undefined;
	let said: string | undefined;

	function tell(): void {
		const line = newest && describeBoard(newest);
		if (line !== undefined && line !== said) say(line);
		said = line;
	}

	function take(snapshot: BoardSnapshot): void {
		if (snapshot.contestId !== contestId || snapshot.at < (newest?.at ?? 0)) return;
		newest = snapshot;
		if (said === undefined) tell();
	}

	socket.on('board:update', take);
	socket.on('connect', () =>
		socket.emit('board:subscribe', { contestId }, (answer) => {
			if (answer.ok) take(answer.value);
		})
	);
	const timer = setInterval(tell, interval);
	return () => {
		clearInterval(timer);
		socket.close();
	};
}

/** The board in one line. */
export function describeBoard({ people: [first], submitted, attempts }: BoardSnapshot): string {
	const counts = `${numbers.format(submitted)} người đã nộp bài, ${numbers.format(attempts)} lượt thi`;
	if (!first) return `Bảng xếp hạng: ${counts}`;
	const points = `${numbers.format(first.score / 100)}/${numbers.format(first.maxScore / 100)} điểm`;
	const seconds = `${numbers.format(Math.round(first.duration / 1000))} giây`;
	return `Bảng xếp hạng: ${counts}; dẫn đầu: ${first.name} (${first.unit}), ${points} trong ${seconds}`;
}
