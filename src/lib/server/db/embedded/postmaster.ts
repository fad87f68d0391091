import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer, type AddressInfo } from 'node:net';
import type { PostgresBinaries } from './binaries.ts';
import { explainOutput } from './errors.ts';
import type { DataLayout } from './layout.ts';
import type { Launcher } from './launcher.ts';
import { openLogFile, type LogFile } from './log-file.ts';
import { signal, waitUntil } from './processes.ts';
import { clusterTag, readPostmasterFile, recoverCluster } from './recovery.ts';
import { serverArguments, type Durability } from './settings.ts';

/** A postmaster that accepts connections. */
export interface Postmaster {
	child: ChildProcess;
	pid: number;
	port: number;
	/** see clusterTag */
	tag: string;
	logFile: LogFile;
}

export interface PostmasterOptions {
	layout: DataLayout;
	launcher: Launcher;
	binaries: PostgresBinaries;
	durability: Durability;
	/** settings of PostgreSQL; a `port` among them is used as it is, without trying others */
	settings: Record<string, string>;
	log: (line: string) => void;
	/** gives a port to try; replaced in tests */
	choosePort?: () => Promise<number>;
}

const ATTEMPTS = 6;
// Replaying 2 GB of log after a crash takes a minute or two on a slow disk.
const READY_WITHIN_MS = 600_000;

/**
 * Starts the postmaster and waits until it accepts connections. Tries other ports when one is taken
 * between choosing and binding, and waits for the last processes of an earlier server.
 * Throws DISK_FULL, DATA_DIR_UNUSABLE or START_FAILED.
 */
export async function startPostmaster(options: PostmasterOptions): Promise<Postmaster> {
	const { layout, log } = options;
	const fixedPort = options.settings['port'];
	for (let attempt = 1; ; attempt++) {
		await recoverCluster(layout.cluster, log);
		const port = fixedPort ? Number(fixedPort) : await (options.choosePort ?? freePort)();
		const started = await tryToStart(options, port);
		if ('pid' in started) return started;

		const { output } = started;
		const portTaken = /could not bind IPv4 address .*: Address already in use/.test(output);
		const leftovers = /pre-existing shared memory block|lock file "postmaster\.pid"/.test(output);
		if (attempt < ATTEMPTS && ((portTaken && !fixedPort) || leftovers)) {
			log(portTaken ? `Port ${port} is taken: trying another.` : 'Waiting for an earlier server.');
			continue;
		}
		throw await explainOutput(output, layout.root);
	}
}

async function tryToStart(
	options: PostmasterOptions,
	port: number
): Promise<Postmaster | { output: string }> {
	const { layout, launcher, binaries, durability, settings, log } = options;
	const tag = await clusterTag(layout.cluster);
	const logFile = await openLogFile(layout.log);
	let ended = false;
	try {
		const child = launcher.spawn(
			binaries.postgres,
			serverArguments({ cluster: layout.cluster, port, tag, durability, overrides: settings }),
			['ignore', logFile.fd, logFile.fd]
		);
		child.once('exit', () => (ended = true));
		await once(child, 'spawn');
		const pid = child.pid ?? 0;

		const slow = setInterval(() => log('PostgreSQL is still replaying its log.'), 10_000);
		const answered = await waitUntil(async () => {
			if (ended) return true;
			const file = await readPostmasterFile(layout.cluster);
			return file?.pid === pid && file.status === 'ready';
		}, READY_WITHIN_MS).finally(() => clearInterval(slow));

		// The application decides when to end: the child alone must not keep it running.
		child.unref();
		if (answered && !ended) return { child, pid, port, tag, logFile };
		if (!ended) {
			signal(pid, 'SIGQUIT');
			await waitUntil(() => ended, 10_000);
		}
		const output = await logFile.newText();
		await logFile.close();
		return { output };
	} catch (error) {
		await logFile.close();
		throw error;
	}
}

/** A port of 127.0.0.1 that nobody listens on at this moment. */
export async function freePort(): Promise<number> {
	const server = createServer();
	server.listen(0, '127.0.0.1');
	await once(server, 'listening');
	const { port } = server.address() as AddressInfo;
	server.close();
	await once(server, 'close');
	return port;
}
