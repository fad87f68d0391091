import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Worker } from 'node:worker_threads';
import type { Assembly, ImportChoices, KnownBank } from '#lib/domain/bank-assembly.ts';
import type { BankDocument } from '#lib/domain/bank.ts';
import { AppError, type ErrorCode, type ErrorParams, type FileIssue } from '#lib/domain/errors.ts';

/** What the thread is asked to do. */
export type ReadingTask =
	| { readonly kind: 'read'; readonly name: string; readonly bytes: Uint8Array }
	| {
			readonly kind: 'assemble';
			/** An `ImportedBank` as JSON. */
			readonly found: string;
			readonly choices: ImportChoices;
			readonly known: KnownBank | null;
			readonly register: readonly BankDocument[];
	  };

/** A refusal as it travels between threads and is kept. */
export interface Refusal {
	readonly code: ErrorCode;
	readonly params: ErrorParams;
	readonly issues: readonly FileIssue[];
}

/** What the thread says; `progress` comes any number of times before one of the others. */
export type ReadingAnswer =
	| { readonly kind: 'progress'; readonly items: number }
	| { readonly kind: 'found'; readonly found: string }
	| { readonly kind: 'assembled'; readonly assembly: Assembly }
	| { readonly kind: 'refused'; readonly refusal: Refusal };

/** Longest that a file may take, in ms; 20,000 questions take a twentieth of it. */
const longest = 120_000;
/** Most memory of the thread's own objects, in MB. */
const heapMegabytes = 450;

/** The thread's program is a source file, which lies beside this one or, from the bundle, in `src`. */
function programPath(): string {
	const name = 'reading-worker.ts';
	const beside = join(import.meta.dirname, name);
	return existsSync(beside) ? beside : join(process.cwd(), 'src/lib/server/banks', name);
}

export type BankReader = ReturnType<typeof createBankReader>;

/** Reads files of questions in threads, one at a time on this node. */
export function createBankReader() {
	let last: Promise<unknown> = Promise.resolve();
	const running = new Set<Worker>();

	function start(task: ReadingTask, progress: (items: number) => void): Promise<ReadingAnswer> {
		return new Promise((resolve, reject) => {
			const worker = new Worker(programPath(), {
				workerData: task,
				execArgv: [],
				resourceLimits: { maxOldGenerationSizeMb: heapMegabytes }
			});
			running.add(worker);
			const timer = setTimeout(() => {
				resolve(tooMuch);
				void worker.terminate();
			}, longest);
			worker.on('message', (answer: ReadingAnswer) => {
				if (answer.kind === 'progress') progress(answer.items);
				else resolve(answer);
			});
			worker.on('error', (error: NodeJS.ErrnoException) =>
				error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? resolve(tooMuch) : reject(error)
			);
			worker.on('exit', () => {
				clearTimeout(timer);
				running.delete(worker);
				reject(new Error('the thread ended without an answer'));
			});
		});
	}

	/** Waits for its turn and gives the thread's answer. Throws its refusal as an AppError. */
	async function ask(task: ReadingTask, progress: (items: number) => void) {
		const turn = last.then(() => start(task, progress));
		last = turn.catch(() => {});
		const answer = await turn;
		if (answer.kind !== 'refused') return answer;
		const { code, params, issues } = answer.refusal;
		throw new AppError(code, params, issues);
	}

	return {
		/** Everything a file holds, as JSON of an `ImportedBank`. Throws what makes it unreadable. */
		async read(
			name: string,
			bytes: Uint8Array,
			progress: (items: number) => void
		): Promise<string> {
			const answer = await ask({ kind: 'read', name, bytes }, progress);
			if (answer.kind !== 'found') throw new Error(`unexpected answer ${answer.kind}`);
			return answer.found;
		},

		/** What importing would do: `assembleBank` in a thread. */
		async assemble(task: Omit<ReadingTask & { kind: 'assemble' }, 'kind'>): Promise<Assembly> {
			const answer = await ask({ kind: 'assemble', ...task }, () => {});
			if (answer.kind !== 'assembled') throw new Error(`unexpected answer ${answer.kind}`);
			return answer.assembly;
		},

		/** Ends what is running; its callers get an error. */
		async close(): Promise<void> {
			await Promise.all([...running].map((worker) => worker.terminate()));
		}
	};
}

const tooMuch: ReadingAnswer = {
	kind: 'refused',
	refusal: {
		code: 'FILE_TOO_LARGE',
		params: {},
		issues: [{ row: null, column: null, code: 'FILE_TOO_COMPLEX' }]
	}
};
