import type { Ownership } from './owner.ts';
import type { Postmaster } from './postmaster.ts';
import { signal, waitUntil } from './processes.ts';
import { endServer } from './recovery.ts';

/** How the postmaster ended. */
export interface ServerExit {
	code: number | null;
	signal: NodeJS.Signals | null;
}

/** A running embedded server. */
export interface EmbeddedPostgres {
	/** `postgres://…` of the database `hoithi`, with the password in it */
	url: string;
	/** the data directory, absolute */
	dataDir: string;
	/** process id of the postmaster */
	pid: number;
	/**
	 * Fast shutdown: open transactions are rolled back, everything committed is on the disk. After
	 * 20 s immediate shutdown. May be called more than once, also when the server has died.
	 */
	stop(): Promise<void>;
	/** Calls back once if the server ends without stop(), at once if it already has. */
	onExit(callback: (exit: ServerExit) => void): void;
}

const FAST_MS = 20_000;
// The postmaster itself kills its children 5 s after SIGQUIT.
const IMMEDIATE_MS = 10_000;

/** Watches a running postmaster and gives its handle. */
export function superviseServer(
	postmaster: Postmaster,
	ownership: Ownership,
	place: { url: string; dataDir: string }
): EmbeddedPostgres {
	const { child, pid, tag, logFile } = postmaster;
	const callbacks: ((exit: ServerExit) => void)[] = [];
	let unexpected: ServerExit | undefined;
	let stopping: Promise<void> | undefined;
	const ended = () => child.exitCode !== null || child.signalCode !== null;

	const report = () => {
		if (stopping) return;
		unexpected = { code: child.exitCode, signal: child.signalCode };
		for (const callback of callbacks.splice(0)) callback(unexpected);
	};
	if (ended()) report();
	else child.once('exit', report);

	const shutDown = async () => {
		try {
			if (!ended()) signal(pid, 'SIGINT');
			if (!(await waitUntil(ended, FAST_MS))) {
				signal(pid, 'SIGQUIT');
				if (!(await waitUntil(ended, IMMEDIATE_MS))) signal(pid, 'SIGKILL');
				await waitUntil(ended, IMMEDIATE_MS);
			}
			// A postmaster that was killed leaves children, which go a moment later.
			await endServer(tag, undefined);
		} finally {
			await logFile.close();
			await ownership.release();
		}
	};

	return {
		...place,
		pid,
		stop: () => (stopping ??= shutDown()),
		onExit(callback) {
			const exit = unexpected;
			if (exit) queueMicrotask(() => callback(exit));
			else callbacks.push(callback);
		}
	};
}
