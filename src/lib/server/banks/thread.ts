import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { Worker, type Transferable } from 'node:worker_threads';
import { fileTooComplex } from '#lib/server/files/file-errors.ts';
import type { ThreadAnswer, ThreadTask } from './thread-tasks.ts';

/** What a thread may take. */
export interface ThreadMemory {
	/** Of its own objects, in MB. */
	readonly heapMegabytes: number;
	/** What the whole process may take in addition while it works, in MB: also bytes outside the heap. */
	readonly memoryMegabytes: number;
}

/** How a task is done. */
interface Asking {
	/** Longest that it may take, in ms. */
	readonly time: number;
	readonly progress?: (items: number) => void;
	/** What is handed over to the thread. */
	readonly transfer?: Transferable[];
}

/** The node is stopping: the work was not done. */
export class ThreadsClosed extends Error {}

/** How often the memory is looked at, in ms. */
const memoryEvery = 100;
/** How long a thread without work is kept, in ms: starting one takes longer than most tasks. */
const keptFor = 30_000;

/** The thread's program is a source file: below the project that this file, or the bundle, is in. */
function programPath(): string {
	const path = 'src/lib/server/banks/thread-program.ts';
	for (let folder = import.meta.dirname; ; folder = dirname(folder)) {
		const program = join(folder, path);
		if (existsSync(program)) return program;
		if (folder === dirname(folder)) return join(process.cwd(), path);
	}
}

/**
 * A thread that does one task after another. It is started when there is one, and ended when it takes
 * too much or has had none for a while.
 */
export function createThread({ heapMegabytes, memoryMegabytes }: ThreadMemory) {
	let worker: Worker | null = null;
	let idle: NodeJS.Timeout | undefined;
	let last: Promise<unknown> = Promise.resolve();
	let isClosed = false;

	function start(): Worker {
		const started = new Worker(programPath(), {
			execArgv: [],
			resourceLimits: { maxOldGenerationSizeMb: heapMegabytes }
		});
		// A thread without work does not keep the process alive.
		started.unref();
		started.on('exit', () => {
			if (worker === started) worker = null;
		});
		return (worker = started);
	}

	function end(): Promise<unknown> | undefined {
		clearTimeout(idle);
		const ended = worker?.terminate();
		worker = null;
		return ended;
	}

	async function run(task: ThreadTask, { time, progress, transfer }: Asking) {
		if (isClosed) throw new ThreadsClosed();
		clearTimeout(idle);
		const busy = worker ?? start();
		busy.ref();
		const most = process.memoryUsage.rss() + memoryMegabytes * 2 ** 20;
		const { promise, resolve, reject } = Promise.withResolvers<ThreadAnswer>();
		const refuse = (error: Error) => {
			reject(error);
			void end();
		};
		const handlers = {
			message: (answer: ThreadAnswer) => {
				if (answer.kind === 'progress') progress?.(answer.items);
				else resolve(answer);
			},
			error: (error: NodeJS.ErrnoException) =>
				refuse(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? fileTooComplex() : error),
			exit: () =>
				reject(isClosed ? new ThreadsClosed() : new Error('the thread ended without an answer'))
		};
		const timer = setTimeout(() => refuse(fileTooComplex()), time);
		const watch = setInterval(() => {
			if (process.memoryUsage.rss() > most) refuse(fileTooComplex());
		}, memoryEvery);
		for (const [event, handle] of Object.entries(handlers)) busy.on(event, handle);
		try {
			busy.postMessage(task, transfer);
			return await promise;
		} finally {
			clearTimeout(timer);
			clearInterval(watch);
			for (const [event, handle] of Object.entries(handlers)) busy.off(event, handle);
			busy.unref();
			if (worker === busy) idle = setTimeout(end, keptFor).unref();
		}
	}

	return {
		/**
		 * The answer to a task, once those before it are done. Throws FILE_TOO_LARGE when it takes too
		 * much time or memory, ThreadsClosed when the thread is closed before.
		 */
		ask(task: ThreadTask, asking: Asking): Promise<ThreadAnswer> {
			const turn = last.then(() => run(task, asking));
			last = turn.catch(() => {});
			return turn;
		},

		/** Ends the thread for ever. */
		async close(): Promise<void> {
			isClosed = true;
			await end();
		}
	};
}
