import { connect, type Socket } from 'node:net';

/** Answer to a request: status and body text. */
export interface LoadAnswer {
	readonly status: number;
	readonly body: string;
}

/**
 * One keep-alive connection that sends one request at a time, as one browser does. It does as little
 * as possible, so that on shared cores the load generator takes little from what it measures. It
 * understands what our server sends: a content-length or chunks.
 */
export class LoadConnection {
	readonly #socket: Socket;
	#buffer = Buffer.alloc(0);
	#waiting: { resolve: (answer: LoadAnswer) => void; reject: (error: Error) => void } | undefined;

	constructor(host: string, port: number) {
		this.#socket = connect({ host, port, noDelay: true });
		this.#socket.on('data', (chunk) => {
			this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
			this.#read();
		});
		this.#socket.on('error', (error) => this.#fail(error));
		this.#socket.on('close', () => this.#fail(new Error('connection closed')));
	}

	/** Sends a whole request (head and body) and resolves with its answer. */
	send(request: string): Promise<LoadAnswer> {
		return new Promise((resolve, reject) => {
			this.#waiting = { resolve, reject };
			this.#socket.write(request);
		});
	}

	close(): void {
		this.#waiting = undefined;
		this.#socket.destroy();
	}

	#fail(error: Error): void {
		this.#waiting?.reject(error);
		this.#waiting = undefined;
	}

	#read(): void {
		const headEnd = this.#buffer.indexOf('\r\n\r\n');
		if (headEnd < 0) return;
		const head = this.#buffer.toString('latin1', 0, headEnd);
		const start = headEnd + 4;
		const length = /\r\ncontent-length: (\d+)/i.exec(head);
		let body: string;
		let end: number;
		if (length) {
			end = start + Number(length[1]);
			if (this.#buffer.length < end) return;
			body = this.#buffer.toString('utf8', start, end);
		} else {
			const last = this.#buffer.indexOf('0\r\n\r\n', start);
			if (last < 0) return;
			end = last + 5;
			body = this.#buffer
				.toString('utf8', start, last)
				.replace(/(?:^|\r\n)[0-9a-f]+\r\n/gi, '')
				.replace(/\r\n$/, '');
		}
		this.#buffer = this.#buffer.subarray(end);
		const waiting = this.#waiting;
		this.#waiting = undefined;
		waiting?.resolve({ status: Number(head.slice(9, 12)), body });
	}
}

/** Text of a POST request with a JSON body and a session. */
export function postJson(host: string, path: string, cookie: string, body: string): string {
	return (
		`POST ${path} HTTP/1.1\r\nHost: ${host}\r\nCookie: ${cookie}\r\nContent-Type: application/json\r\n` +
		`Content-Length: ${Buffer.byteLength(body)}\r\nConnection: keep-alive\r\n\r\n${body}`
	);
}
