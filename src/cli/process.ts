import { explain } from './explain.ts';

/** A long-lived program as the parts that start it see it. */
export interface Life {
	/** Registers what must end before the process may; called in reverse order. */
	onShutdown(end: () => Promise<void>): void;
	/** Aborted once the program is asked to stop: a start under way gives up at its next step. */
	readonly stopping: AbortSignal;
	/** Ends the program because something that it cannot do without is gone. */
	fail(error: Error): void;
}

/** How long an orderly end may take, in ms, before the process gives up waiting. */
const shutdownLimit = 60_000;
/**
 * Within this time, in ms, further signals are one with the first: on Ctrl+C the terminal signals the
 * whole process group, and npm passes its own signal on to us as well.
 */
const sameRequest = 1_000;

/**
 * Runs a long-lived program: `start` registers what must end; SIGINT, SIGTERM or SIGHUP ends it in
 * reverse order and the process exits with 0. A start under way is first waited for, so that nothing
 * it has begun stays behind. When the start fails, what did start is ended, one sentence says why, and
 * the process exits with 1. A second signal ends the process at once.
 */
export async function runUntilStopped(start: (life: Life) => Promise<void>): Promise<void> {
	const ends: (() => Promise<void>)[] = [];
	const stopping = new AbortController();
	const life: Life = {
		onShutdown: (end) => ends.push(end),
		stopping: stopping.signal,
		fail(error) {
			if (stopping.signal.aborted) return;
			console.error(explain(error));
			void stop(1);
		}
	};
	let started: Promise<void> = Promise.resolve();
	let askedAt: number | undefined;

	async function stop(code: number): Promise<void> {
		if (stopping.signal.aborted) return;
		stopping.abort();
		setTimeout(() => process.exit(1), shutdownLimit).unref();
		// Whatever it failed with is told below.
		await started.catch(() => undefined);
		let exitCode = code;
		for (const end of ends.reverse()) {
			try {
				await end();
			} catch (error) {
				exitCode = 1;
				console.error(error);
			}
		}
		process.exit(exitCode);
	}

	function onSignal(): void {
		const now = performance.now();
		if (askedAt === undefined) {
			askedAt = now;
			console.log('Stopping. What is under way is finished first; Ctrl+C again ends it at once.');
			void stop(0);
		} else if (now - askedAt > sameRequest) {
			process.exit(1);
		}
	}

	// A reader of our output that went away (a closed terminal, `| head`) is no reason to fall over.
	for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
	try {
		started = start(life);
		await started;
	} catch (error) {
		if (stopping.signal.aborted && isAbort(error)) return;
		console.error(explain(error));
		await stop(1);
	}
}

function isAbort(error: unknown): boolean {
	return error instanceof Error && error.name === 'AbortError';
}
