import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

/** A process of this machine: its id and its command line, split into arguments where known. */
export interface RunningProcess {
	pid: number;
	args: string[];
}

const HAS_PROC = process.platform === 'linux';

/**
 * When a process started, in clock ticks since boot, as an opaque string; a re-used pid has another
 * value. Null when there is no such living process (zombies count as dead) or no /proc to ask.
 */
export function processStartTime(pid: number): string | null {
	try {
		const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
		// The second field, the program's name, may hold spaces and brackets: count from its end.
		const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
		return fields[0] === 'Z' || fields[0] === 'X' ? null : (fields[19] ?? null);
	} catch {
		return null;
	}
}

/** Whether a process with this id lives; a zombie does not. */
export function isAlive(pid: number): boolean {
	return HAS_PROC ? processStartTime(pid) !== null : pidInUse(pid);
}

/** Whether the kernel still knows this id, be it a zombie's or another user's: PostgreSQL's view. */
export function pidInUse(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}

/** All processes that can be seen, with their command lines. */
export function listProcesses(): RunningProcess[] {
	if (!HAS_PROC) {
		return execFileSync('ps', ['-axo', 'pid=,command='], { encoding: 'utf8' })
			.split('\n')
			.map((line) => line.trim().split(/\s+/))
			.map(([pid, ...args]) => ({ pid: Number(pid), args }));
	}
	return readdirSync('/proc')
		.filter((name) => /^\d+$/.test(name))
		.map((name) => ({ pid: Number(name), args: commandLine(Number(name)) }))
		.filter((found) => found.args.length > 0);
}

function commandLine(pid: number): string[] {
	try {
		return readFileSync(`/proc/${pid}/cmdline`, 'utf8').split('\0').filter(Boolean);
	} catch {
		return [];
	}
}

/**
 * The PostgreSQL processes whose `cluster_name` is `tag`: the postmaster carries it as an argument,
 * its children in the title that PostgreSQL gives them.
 */
export function serverProcesses(tag: string): RunningProcess[] {
	return listProcesses().filter(({ args }) => {
		const program = args[0] ?? '';
		if (program.startsWith('postgres:')) return args.join(' ').startsWith(`postgres: ${tag}: `);
		return basename(program) === 'postgres' && args.includes(`cluster_name=${tag}`);
	});
}

/** Sends a signal; a process that is already gone is no error. */
export function signal(pid: number, name: NodeJS.Signals): void {
	try {
		process.kill(pid, name);
	} catch (error) {
		if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
	}
}

/** Waits until `condition` holds, asking every 20 ms; false when `milliseconds` passed before. */
export async function waitUntil(
	condition: () => boolean | Promise<boolean>,
	milliseconds: number
): Promise<boolean> {
	const end = performance.now() + milliseconds;
	while (!(await condition())) {
		if (performance.now() > end) return false;
		await delay(20);
	}
	return true;
}
