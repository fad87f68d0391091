import { spawn, spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

/** How a child process ended. */
export interface CommandResult {
	/** The exit code, or null when a signal ended the process. */
	code: number | null;
	timedOut: boolean;
	/** Set when the program could not be started at all. */
	error?: string;
}

export interface CommandOptions {
	cwd: string;
	env?: NodeJS.ProcessEnv;
	timeoutMs: number;
	/** Receives standard output and standard error in the order in which they arrive. */
	onOutput: (text: string) => void;
	/** Ends the command early, for example because the person pressed Ctrl+C. */
	abort?: AbortSignal;
}

/** Time a child gets to clean up (databases, browsers) between the polite and the final signal. */
const graceMs = 15_000;
/** Time to read what is left in the pipes: an orphan may hold them open for ever. */
const drainMs = 2_000;

/**
 * Runs a program in a process group of its own and resolves when it has ended, whatever happens:
 * it never rejects, never outlives its time limit and leaves no process of its group behind.
 */
export function runCommand(
	command: string,
	args: string[],
	options: CommandOptions
): Promise<CommandResult> {
	return new Promise((resolve) => {
		const child = spawn(command, args, {
			cwd: options.cwd,
			env: options.env ?? process.env,
			stdio: ['ignore', 'pipe', 'pipe'],
			detached: true
		});
		let timedOut = false;
		let finished = false;
		let killTimer: NodeJS.Timeout | undefined;
		/** Everything that descended from the child when it was asked to end: orphans are then unfindable. */
		let family: number[] = [];

		for (const stream of [child.stdout, child.stderr]) {
			stream.setEncoding('utf8');
			stream.on('data', options.onOutput);
		}

		const end = (): void => {
			if (child.pid === undefined || killTimer) return;
			family = descendants(child.pid);
			// SIGINT to the whole group is what a terminal sends on Ctrl+C: test runners know it and
			// tear down, PostgreSQL answers with its fast shutdown.
			send(-child.pid, 'SIGINT');
			killTimer = setTimeout(() => {
				if (child.pid === undefined) return;
				for (const pid of descendants(child.pid)) send(pid, 'SIGKILL');
				send(-child.pid, 'SIGKILL');
			}, graceMs);
		};
		const timer = setTimeout(() => {
			timedOut = true;
			options.onOutput(
				`\nStopped: not finished after ${Math.round(options.timeoutMs / 1000)} s.\n`
			);
			end();
		}, options.timeoutMs);
		if (options.abort?.aborted) end();
		options.abort?.addEventListener('abort', end);

		const finish = (result: CommandResult): void => {
			if (finished) return;
			finished = true;
			clearTimeout(timer);
			clearTimeout(killTimer);
			options.abort?.removeEventListener('abort', end);
			resolve(result);
		};
		child.on('error', (error) => finish({ code: null, timedOut, error: error.message }));
		child.on('exit', (code) => {
			if (child.pid !== undefined) send(-child.pid, 'SIGKILL');
			for (const pid of family) send(pid, 'SIGKILL');
			const drained = setTimeout(() => finish({ code, timedOut }), drainMs);
			child.on('close', () => {
				clearTimeout(drained);
				finish({ code, timedOut });
			});
		});
	});
}

function send(pid: number, signal: NodeJS.Signals): void {
	try {
		process.kill(pid, signal);
	} catch {
		// It is gone already, which is what we wanted.
	}
}

/**
 * All processes below `root`. Browsers and database servers start process groups of their own, so
 * killing the group of the test runner alone would leave them running.
 */
function descendants(root: number): number[] {
	const children = new Map<number, number[]>();
	for (const [pid, parent] of processTable()) {
		children.set(parent, [...(children.get(parent) ?? []), pid]);
	}
	const found: number[] = [];
	const queue = [root];
	for (let pid = queue.pop(); pid !== undefined; pid = queue.pop()) {
		const below = children.get(pid) ?? [];
		found.push(...below);
		queue.push(...below);
	}
	return found;
}

/**
 * Kills what still runs in or with the given temporary directory: servers that a crashed runner has
 * left behind have no parent any more by which they could be found. Works where there is a /proc.
 */
export function killUsersOf(temporaryDirectory: string): void {
	if (process.platform !== 'linux') return;
	for (const [pid] of processTable()) {
		try {
			const directory = readlinkSync(`/proc/${pid}/cwd`);
			const environment = readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0');
			const uses =
				directory.startsWith(`${temporaryDirectory}/`) ||
				environment.includes(`TMPDIR=${temporaryDirectory}`);
			if (uses) send(pid, 'SIGKILL');
		} catch {
			// It belongs to somebody else, or it ended while we were looking.
		}
	}
}

/** Pairs of process id and parent id, from /proc where there is one (small images have no `ps`). */
function processTable(): [pid: number, parent: number][] {
	if (process.platform !== 'linux') {
		const { stdout } = spawnSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' });
		return (stdout ?? '')
			.split('\n')
			.map((line) => line.trim().split(/\s+/).map(Number))
			.filter((pair): pair is [number, number] => pair.length === 2);
	}
	const table: [number, number][] = [];
	for (const entry of readdirSync('/proc')) {
		if (!/^\d+$/.test(entry)) continue;
		try {
			const stat = readFileSync(`/proc/${entry}/stat`, 'utf8');
			// "pid (name) state parent …": the name may itself contain spaces and parentheses.
			const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1];
			table.push([Number(entry), Number(parent)]);
		} catch {
			// The process ended while we were looking.
		}
	}
	return table;
}
