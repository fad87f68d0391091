import type { App } from './app.ts';

/** Pause between two sweeps, in ms: an attempt is closed at most this long after its grace. */
const sweepInterval = 1_000;
/** Every so many sweeps, sessions that are over and forgotten uploads are deleted. */
const expiredEvery = 600;

/**
 * Closes overdue attempts for as long as the node runs. Every node runs one; they share the work.
 * Gives a function that ends it after the sweep under way.
 */
export function startSweeper(app: App, onError: (error: unknown) => void): () => Promise<void> {
	let ended = false;
	let rounds = 0;
	let timer: NodeJS.Timeout | undefined;
	let running: Promise<void> = Promise.resolve();

	async function sweep(): Promise<void> {
		try {
			await app.closing.sweep();
			if (rounds++ % expiredEvery === 0) {
				await app.sessions.deleteExpired();
				await app.imports.deleteExpired();
			}
		} catch (error) {
			onError(error);
		}
		if (!ended) timer = setTimeout(start, sweepInterval);
	}

	function start(): void {
		running = sweep();
	}

	start();
	return async () => {
		ended = true;
		clearTimeout(timer);
		await running;
	};
}
