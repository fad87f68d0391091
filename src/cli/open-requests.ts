import type { Server, ServerResponse } from 'node:http';

/** The requests that a server is answering at this moment. */
export interface OpenRequests {
	/** Counts a request until it is answered or its connection is gone. */
	add(response: ServerResponse): void;
	/** Accepts no further connections and waits until every request is answered, at most `limit` ms. */
	drain(limit: number): Promise<void>;
}

/** Follows the requests of `http` that are handed to `add`. */
export function trackRequests(http: Server): OpenRequests {
	const open = new Set<ServerResponse>();
	let draining = false;
	let onEmpty = () => undefined as void;

	/** Asks for no further request on the connection, or it would stay open for one. */
	function makeLast(response: ServerResponse): void {
		if (!response.headersSent) response.setHeader('connection', 'close');
	}

	/** One listener for all: this runs with every request. */
	function closed(this: ServerResponse): void {
		open.delete(this);
		if (open.size === 0) onEmpty();
	}

	return {
		add(response) {
			open.add(response);
			if (draining) makeLast(response);
			response.on('close', closed);
		},
		async drain(limit) {
			draining = true;
			http.close();
			http.closeIdleConnections();
			if (open.size === 0) return;
			open.forEach(makeLast);
			await new Promise<void>((done) => {
				onEmpty = done;
				setTimeout(done, limit).unref();
			});
		}
	};
}
