import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const root = resolve(import.meta.dirname, '../..');

/** The product's own server in a process of its own. */
export interface BenchServer {
	readonly host: string;
	readonly port: number;
	/** Largest resident memory so far, in MB. */
	peakMb(): Promise<number>;
	stop(): Promise<void>;
}

/** The arguments that `npm start` gives Node. */
async function startArguments(): Promise<string[]> {
	const { scripts } = JSON.parse(await readFile(resolve(root, 'package.json'), 'utf8')) as {
		scripts: { start: string };
	};
	const words = scripts.start.split(' ');
	return words.slice(words.indexOf('node') + 1);
}

/** Starts `src/server.ts` on the database at `url`, as `npm start` does. Builds first when needed. */
export async function startServer(url: string): Promise<BenchServer> {
	const child = spawn(process.execPath, await startArguments(), {
		cwd: root,
		env: { ...process.env, DATABASE_URL: url, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn' },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const port = await listeningPort(child);
	return {
		host: `127.0.0.1:${port}`,
		port,
		peakMb: async () => {
			const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
			return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
		},
		stop: () =>
			new Promise((done) => {
				child.once('exit', () => done());
				child.kill('SIGTERM');
			})
	};
}

function listeningPort(child: ChildProcess): Promise<number> {
	return new Promise((found, fail) => {
		child.once('exit', (code) => fail(new Error(`the server ended with code ${code}`)));
		const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
		lines.on('line', (line) => {
			const port = /serves on http:\/\/[^:]+:(\d+)/.exec(line)?.[1];
			if (port) found(Number(port));
		});
	});
}
