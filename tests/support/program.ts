import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { waitUntil } from './wait-until.ts';

const root = resolve(import.meta.dirname, '../..');

/** A program of ours as an operator runs it: a process of its own, in a process group of its own. */
export interface Program {
	readonly pid: number;
	/** Standard output and standard error so far, in the order of their arrival. */
	output(): string;
	/** Waits until the pattern is in the output; fails when the program ends before. */
	says(pattern: RegExp, limitMs?: number): Promise<RegExpExecArray>;
	/** Signals the process alone. */
	signal(name: NodeJS.Signals): void;
	/** Signals the whole group, as a terminal does. */
	signalGroup(name: NodeJS.Signals): void;
	/** The exit code, or the signal that ended it. */
	readonly ended: Promise<number | NodeJS.Signals>;
}

/** Starts `command` in the project's folder with these settings and none of the developer's own. */
export function startProgram(
	command: readonly string[],
	settings: Record<string, string> = {}
): Program {
	const [name = '', ...args] = command;
	const child = spawn(name, args, {
		cwd: root,
		env: { ...cleanEnvironment(), ...settings },
		stdio: ['ignore', 'pipe', 'pipe'],
		detached: true
	});
	const pid = child.pid ?? 0;
	let output = '';
	for (const stream of [child.stdout, child.stderr]) {
		stream.setEncoding('utf8').on('data', (text: string) => (output += text));
	}
	let running = true;
	const ended = once(child, 'close').then(([code, signal]) => {
		running = false;
		return (code ?? signal) as number | NodeJS.Signals;
	});
	return {
		pid,
		ended,
		output: () => output,
		says: (pattern, limitMs = 60_000) =>
			waitUntil(
				`${command.join(' ')} says ${pattern}`,
				() => {
					const found = pattern.exec(output);
					if (!found && !running) throw new Error(`it ended without saying ${pattern}: ${output}`);
					return found;
				},
				limitMs
			),
		signal: (signal) => void child.kill(signal),
		signalGroup: (signal) => void process.kill(-pid, signal)
	};
}

/** Runs `command` to its end. */
export async function runProgram(
	command: readonly string[],
	settings: Record<string, string> = {}
): Promise<{ code: number | NodeJS.Signals; output: string }> {
	const program = startProgram(command, settings);
	return { code: await program.ended, output: program.output() };
}

/** Builds unless the build is there, in the environment that the programs have. */
export async function requireBuild(): Promise<void> {
	const { code, output } = await runProgram([process.execPath, 'scripts/build.ts', '--if-stale']);
	if (code !== 0) throw new Error(output);
}

/** The command lines of the processes, of whatever program, that name this path (Linux). */
export async function processesNaming(path: string): Promise<string[]> {
	const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
	const lines = await Promise.all(
		pids.map((pid) => readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => ''))
	);
	return lines.filter((line) => line.includes(path)).map((line) => line.replaceAll('\0', ' '));
}

/** What a program gets of the environment: nothing that configures it, npm or the test runner. */
function cleanEnvironment(): NodeJS.ProcessEnv {
	const kept = ['PATH', 'HOME', 'USER', 'LANG', 'TMPDIR', 'TZ'];
	return Object.fromEntries(
		kept.flatMap((name) => {
			const value = process.env[name];
			return value === undefined ? [] : [[name, value]];
		})
	);
}
