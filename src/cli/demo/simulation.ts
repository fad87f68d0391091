import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

/** How long the simulation may take to end, in ms. */
const endLimit = 10_000;

/** Starts the simulated candidates as a child process; gives a function that ends them. */
export function startSimulation(options: {
	readonly dataDir: string;
	readonly origin: string;
	readonly takers: number;
	readonly seconds: number;
	/** Called when it ends without being asked to. */
	readonly onEnd: () => void;
}): () => Promise<void> {
	const { dataDir, origin, takers, seconds } = options;
	const child = fork(join(import.meta.dirname, 'simulator.ts'), [
		dataDir,
		origin,
		String(takers),
		String(seconds)
	]);
	let stopping = false;
	const ended = once(child, 'exit').then(() => {
		if (!stopping) options.onEnd();
	});
	return async () => {
		stopping = true;
		if (child.connected) child.send('stop');
		const kill = setTimeout(() => child.kill('SIGKILL'), endLimit);
		await ended;
		clearTimeout(kill);
	};
}
