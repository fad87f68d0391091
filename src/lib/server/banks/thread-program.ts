/**
 * Runs in a thread of its own: reads files of questions, makes banks of what they hold, writes banks to
 * files. With 20,000 questions each is seconds of work, which must not hold up the people who are taking
 * an exam on this node; and a hostile file must not be able to use up the node's memory.
 */
import { parentPort } from 'node:worker_threads';
import { gunzipSync, gzipSync } from 'node:zlib';
import { assembleBank } from '#lib/domain/bank-assembly.ts';
import type { ImportedBank } from '#lib/domain/bank-import.ts';
import { AppError, isAppError } from '#lib/domain/errors.ts';
import { countOutcomes, overviewOf, previewOf, retiredBy } from '#lib/domain/import-preview.ts';
import { fileTooComplex } from '#lib/server/files/file-errors.ts';
import type { AssemblyTask, ThreadAnswer, ThreadTask } from './thread-tasks.ts';

/** Least time between two messages about progress, in ms. */
const progressEvery = 200;
/** Most characters of what was found; 20,000 questions of ordinary length are a sixth of it. */
const mostFound = 64 * 2 ** 20;

/** What the thread is asked for, each with the modules that it needs alone. */
async function work(task: ThreadTask): Promise<ThreadAnswer> {
	if (task.kind === 'read') return read(task);
	if (task.kind === 'write') {
		const { exporters } = await import('./formats/exporters.ts');
		const exporter = exporters.find(({ format }) => format === task.format);
		if (!exporter) throw new AppError('NOT_FOUND');
		return { kind: 'written', bytes: await exporter.write(task.bank) };
	}
	const imported = JSON.parse(gunzipSync(task.found).toString('utf8')) as ImportedBank;
	const { choices, known } = task;
	const assembly = assembleBank(imported, choices, known, task.register);
	if (task.kind === 'preview')
		return {
			kind: 'previewed',
			preview: previewOf(imported, assembly, choices.mode, known, task.view)
		};
	return assembled(assembly, task);
}

async function read({ name, bytes }: ThreadTask & { kind: 'read' }): Promise<ThreadAnswer> {
	const { readBankUpload } = await import('./formats/importers.ts');
	let told = 0;
	const imported = await readBankUpload(name, bytes, (items) => {
		const now = performance.now();
		if (now - told < progressEvery) return;
		told = now;
		parentPort?.postMessage({ kind: 'progress', items } satisfies ThreadAnswer);
	});
	const text = JSON.stringify(imported);
	if (text.length > mostFound) throw fileTooComplex();
	return { kind: 'found', found: gzipSync(text, { level: 1 }), overview: overviewOf(imported) };
}

function assembled(
	{ bank, rows, issues }: ReturnType<typeof assembleBank>,
	{ choices, known }: AssemblyTask
): ThreadAnswer {
	if (!bank) throw new AppError('INVALID_FILE', { count: issues.length }, issues.slice(0, 200));
	const retired = retiredBy(rows, choices.mode, known).length;
	return { kind: 'assembled', bank, outcomes: { ...countOutcomes(rows), retired } };
}

async function answer(task: ThreadTask): Promise<ThreadAnswer> {
	try {
		return await work(task);
	} catch (error) {
		if (!isAppError(error)) throw error;
		const { code, params, issues } = error;
		return { kind: 'refused', refusal: { code, params, issues } };
	}
}

parentPort?.on('message', (task: ThreadTask) => {
	void answer(task).then((result) => parentPort?.postMessage(result));
});
