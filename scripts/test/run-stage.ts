import { rm } from 'node:fs/promises';
import { countCheck, countRunner, type Counts } from './counts.ts';
import { root } from './environment.ts';
import { runCommand } from './process.ts';
import type { StageResult } from './report.ts';
import { reportFile, type Stage } from './stages.ts';

/** What all stages of a run share. */
export interface StageContext {
	environment: NodeJS.ProcessEnv;
	/** Further arguments for Vitest and Playwright, such as a file name to filter by. */
	runnerArguments: string[];
	abort: AbortSignal;
	/** The path of the browser, which is looked for while earlier stages run. */
	chromium: Promise<string> | undefined;
	chromiumLog: string[];
}

/** Runs a stage and counts its outcome; a problem of any kind is a failure, never an exception. */
export async function runStage(
	stage: Stage,
	context: StageContext,
	write: (text: string) => void
): Promise<StageResult> {
	const started = performance.now();
	let counts: Counts;
	try {
		counts = await execute(stage, context, write);
	} catch (error) {
		counts = { passed: 0, failed: 1, skipped: 0, note: (error as Error).message };
	}
	return { stage, counts, durationMs: performance.now() - started };
}

async function execute(
	stage: Stage,
	context: StageContext,
	write: (text: string) => void
): Promise<Counts> {
	const environment = { ...context.environment };
	if (stage.kind === 'playwright') {
		// Playwright forces color onto its workers and takes it out itself: together, Node warns.
		delete environment.NO_COLOR;
		try {
			const browser = await context.chromium;
			if (browser) environment.CHROMIUM_PATH = browser;
		} finally {
			write(context.chromiumLog.map((line) => `${line}\n`).join(''));
		}
	}
	const isRunner = stage.kind === 'vitest' || stage.kind === 'playwright';
	const report = `${root}/${reportFile(stage.name)}`;
	// A report of an earlier run must not speak for a runner that crashes in this one.
	if (isRunner) await rm(report, { force: true });

	const [program, ...args] = stage.command;
	const result = await runCommand(
		program,
		isRunner ? [...args, ...context.runnerArguments] : args,
		{
			cwd: root,
			env: environment,
			timeoutMs: stage.timeoutMs,
			onOutput: write,
			abort: context.abort
		}
	);
	if (stage.kind === 'vitest' || stage.kind === 'playwright') {
		return countRunner(stage.kind, report, result);
	}
	const counts = countCheck(result);
	// Preparing proves nothing about the product: it only counts when it stops the rest.
	return stage.kind === 'preparation' ? { ...counts, passed: 0 } : counts;
}
