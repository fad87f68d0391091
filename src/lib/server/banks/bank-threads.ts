import { AppError } from '#lib/domain/errors.ts';
import type { Bank } from '#lib/domain/bank.ts';
import type { BankFormat } from '#lib/domain/bank-import.ts';
import type { ImportPreview, PreviewView } from '#lib/domain/import-preview.ts';
import type {
	AssembledBank,
	AssemblyTask,
	FoundBank,
	ThreadAnswer,
	ThreadTask
} from './thread-tasks.ts';
import { createThread, type ThreadMemory } from './thread.ts';

/** What the threads may use. */
export interface ThreadLimits extends ThreadMemory {
	/** Of reading a file, in ms; 20,000 questions take a twentieth of it. */
	readonly readingTime: number;
	/** Of what is done with a file that was read, in ms. */
	readonly workTime: number;
	/** Files that wait for their turn on this node, with the one that is read. */
	readonly files: number;
}

const ordinaryLimits: ThreadLimits = {
	readingTime: 120_000,
	workTime: 60_000,
	heapMegabytes: 450,
	memoryMegabytes: 600,
	files: 4
};

export type BankThreads = ReturnType<typeof createBankThreads>;

/**
 * Does the long work with files of questions in threads: one file is read at a time on this node, and
 * beside it one of those that were read already is worked with.
 */
export function createBankThreads(limits: ThreadLimits = ordinaryLimits) {
	let files = 0;
	const reader = createThread(limits);
	const worker = createThread(limits);

	async function work<Kind extends ThreadAnswer['kind']>(
		task: ThreadTask,
		kind: Kind
	): Promise<ThreadAnswer & { kind: Kind }> {
		return answerOf(await worker.ask(task, { time: limits.workTime }), kind);
	}

	return {
		/** Whether another file may wait to be read. */
		hasRoom: (): boolean => files < limits.files,

		/**
		 * Everything a file holds; its bytes are handed over. Throws what makes it unreadable, UPLOADS_BUSY
		 * when too many wait, ThreadsClosed when the node stops.
		 */
		async read(
			name: string,
			bytes: Uint8Array,
			progress: (items: number) => void
		): Promise<FoundBank> {
			if (files >= limits.files) throw new AppError('UPLOADS_BUSY');
			files++;
			try {
				const own = ownBytes(bytes);
				const task = { kind: 'read', name, bytes: own } as const;
				const time = limits.readingTime;
				return answerOf(
					await reader.ask(task, { time, progress, transfer: [own.buffer] }),
					'found'
				);
			} finally {
				files--;
			}
		},

		/** A page of what importing would do. */
		async preview(task: AssemblyTask & { view: PreviewView }): Promise<ImportPreview> {
			return (await work({ kind: 'preview', ...task }, 'previewed')).preview;
		},

		/** The bank that importing would load. Throws INVALID_FILE with every problem that is left. */
		assemble: (task: AssemblyTask): Promise<AssembledBank> =>
			work({ kind: 'assemble', ...task }, 'assembled'),

		/** A bank as a file. */
		async write(bank: Bank, format: BankFormat): Promise<Uint8Array> {
			return (await work({ kind: 'write', bank, format }, 'written')).bytes;
		},

		/** Ends what is running; those who wait for it get ThreadsClosed. */
		async close(): Promise<void> {
			await Promise.all([reader.close(), worker.close()]);
		}
	};
}

function answerOf<Kind extends ThreadAnswer['kind']>(
	answer: ThreadAnswer,
	kind: Kind
): ThreadAnswer & { kind: Kind } {
	if (answer.kind === 'refused') {
		const { code, params, issues } = answer.refusal;
		throw new AppError(code, params, issues);
	}
	if (answer.kind !== kind) throw new Error(`unexpected answer ${answer.kind}`);
	return answer as ThreadAnswer & { kind: Kind };
}

/** Bytes with memory of their own, which can be handed over; those of small buffers are shared. */
function ownBytes(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
	const { buffer, byteLength } = bytes;
	if (buffer instanceof ArrayBuffer && buffer.byteLength === byteLength)
		return bytes as Uint8Array<ArrayBuffer>;
	return new Uint8Array(bytes);
}
