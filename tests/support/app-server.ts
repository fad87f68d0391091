import { spawn, type ChildProcess } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';

const root = resolve(import.meta.dirname, '../..');

/** The product's own server in a process of its own. */
export interface AppServer {
	readonly url: string;
	readonly pid: number;
	/** Path of the one-time link that it printed, on an empty installation. */
	readonly setupPath: string | null;
	/** Largest resident memory so far, in MB (Linux). */
	peakMb(): Promise<number>;
	/** Ends it in order and waits; gives its exit code. */
	stop(): Promise<number | null>;
}

/** Starts what `npm start` starts, on the database at `url` and a free port, and waits until it serves. */
export async function startAppServer(url: string): Promise<AppServer> {
	const child = spawn(process.execPath, await startArguments(), {
		cwd: root,
		env: { ...process.env, DATABASE_URL: url, PORT: '0', HOST: '127.0.0.1', LOG_LEVEL: 'warn' },
		stdio: ['ignore', 'pipe', 'inherit']
	});
	const exited = new Promise<number | null>((done) => child.once('exit', done));
	const { port, setupPath } = await readOutput(child);
	return {
		url: `http://127.0.0.1:${port}`,
		pid: child.pid ?? 0,
		setupPath,
		peakMb: async () => {
			const status = await readFile(`/proc/${child.pid}/status`, 'utf8');
			return Number(/VmHWM:\s+(\d+) kB/.exec(status)?.[1] ?? Number.NaN) / 1024;
		},
		stop: () => {
			child.kill('SIGTERM');
			return exited;
		}
	};
}

/** The arguments that `npm start` gives Node. */
async function startArguments(): Promise<string[]> {
	const { scripts } = JSON.parse(await readFile(resolve(root, 'package.json'), 'utf8')) as {
		scripts: { start: string };
	};
	const words = scripts.start.split(' ');
	return words.slice(words.indexOf('node') + 1);
}

/** Reads the address and, if one follows, the one-time link. */
function readOutput(child: ChildProcess): Promise<{ port: string; setupPath: string | null }> {
	return new Promise((found, fail) => {
		const said: string[] = [];
		child.once('exit', (code) => {
			fail(new Error(`the server ended with code ${code}: ${said.join('\n')}`));
		});
		const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
		let port: string | undefined;
		lines.on('line', (line) => {
			said.push(line);
			port ??= /serves on http:\/\/[^:]+:(\d+)/.exec(line)?.[1];
			if (!port) return;
			const setupPath = /(\/setup\?token=\S+)/.exec(line)?.[1] ?? null;
			// The line about the administrator comes right after the address, if it comes at all.
			if (setupPath) found({ port, setupPath });
			else setTimeout(() => found({ port: port as string, setupPath: null }), 300);
		});
	});
}
