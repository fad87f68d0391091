import { ConfigError } from '#lib/server/config.ts';
import { EmbeddedPostgresError } from '#lib/server/db/embedded/index.ts';

/** Ends something; registered ends run in reverse order of their registration. */
export type RegisterShutdown = (end: () => Promise<void>) => void;

/** How long an orderly end may take, in ms, before the process gives up waiting. */
const shutdownLimit = 30_000;

/**
 * Runs a long-lived program: `start` registers what must end, SIGINT or SIGTERM ends it in reverse
 * order and the process exits with 0. When the start fails, what did start is ended, one sentence says
 * why, and the process exits with 1. A second signal ends the process at once.
 */
export async function runUntilStopped(
	start: (onShutdown: RegisterShutdown) => Promise<void>
): Promise<void> {
	const ends: (() => Promise<void>)[] = [];
	let stopping = false;

	async function stop(code: number): Promise<void> {
		if (stopping) process.exit(1);
		stopping = true;
		const giveUp = setTimeout(() => process.exit(1), shutdownLimit);
		giveUp.unref();
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

	process.on('SIGINT', () => void stop(0));
	process.on('SIGTERM', () => void stop(0));
	try {
		await start((end) => ends.push(end));
	} catch (error) {
		console.error(explain(error));
		await stop(1);
	}
}

/** One sentence for what an operator can put right; the whole error for a defect. */
function explain(error: unknown): unknown {
	if (error instanceof EmbeddedPostgresError || error instanceof ConfigError) return error.message;
	if (error instanceof Error && 'code' in error) {
		const { code } = error as NodeJS.ErrnoException & { port?: number; address?: string };
		if (code === 'EADDRINUSE') {
			const { port } = error as { port?: number };
			return `Port ${port} is in use: stop the other program or start with another one, e.g. PORT=3001 npm start.`;
		}
		if (code === 'EACCES')
			return `No permission: ${error.message}. Choose another port or directory.`;
		if (code === 'ECONNREFUSED')
			return `The database of DATABASE_URL does not answer: ${error.message}.`;
	}
	return error;
}
