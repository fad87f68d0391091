/**
 * Runs in a thread of its own: reads files of questions and makes banks of what they hold. A file of
 * 20,000 questions is seconds of work, which must not hold up the people who are taking an exam on this
 * node; and a hostile file must not be able to use up the node's memory.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { assembleBank } from '#lib/domain/bank-assembly.ts';
import type { ImportedBank } from '#lib/domain/bank-import.ts';
import { isAppError } from '#lib/domain/errors.ts';
import { readBankUpload } from './formats/importers.ts';
import type { ReadingAnswer, ReadingTask } from './reading.ts';

/** Least time between two messages about progress, in ms. */
const progressEvery = 200;

async function work(task: ReadingTask): Promise<ReadingAnswer> {
	try {
		if (task.kind === 'read') {
			let told = 0;
			const found = await readBankUpload(task.name, task.bytes, (items) => {
				const now = performance.now();
				if (now - told < progressEvery) return;
				told = now;
				parentPort?.postMessage({ kind: 'progress', items } satisfies ReadingAnswer);
			});
			return { kind: 'found', found: JSON.stringify(found) };
		}
		const imported = JSON.parse(task.found) as ImportedBank;
		const assembly = assembleBank(imported, task.choices, task.known, task.register);
		return { kind: 'assembled', assembly };
	} catch (error) {
		if (!isAppError(error)) throw error;
		const { code, params, issues } = error;
		return { kind: 'refused', refusal: { code, params, issues } };
	}
}

parentPort?.postMessage(await work(workerData as ReadingTask));
