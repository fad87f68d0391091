/**
 * The one test command. `npm test` runs everything; `npm test -- unit e2e` only these stages (and
 * what they need); `npm test -- unit -- scoring` hands what follows the second `--` to the runners.
 * The last line of standard output is always `N passed, N failed[, N skipped]`.
 */
import { mkdir } from 'node:fs/promises';
import { findOrInstallChromium } from './test/chromium.ts';
import { childEnvironment, createTemporaryDirectory, root } from './test/environment.ts';
import { conclusion, heading, lastLine, overview, total, type StageResult } from './test/report.ts';
import { runStage, type StageContext } from './test/run-stage.ts';
import {
	overallTimeoutMs,
	requiredBy,
	resultsDirectory,
	selectStages,
	type Stage
} from './test/stages.ts';

/** Two cores are what the smallest CI machines have. */
const concurrency = 2;

const results: StageResult[] = [];
const stop = new AbortController();
let stopReason: string | undefined;

function stopAll(reason: string): void {
	stopReason ??= reason;
	stop.abort();
}

/** The stage cannot run; it counts as failed so that nothing is silently left out. */
function leaveOut(stage: Stage, note: string): void {
	const result = { stage, counts: { passed: 0, failed: 1, skipped: 0, note }, durationMs: 0 };
	results.push(result);
	process.stdout.write(heading(stage) + conclusion(result));
}

async function runOne(stage: Stage, context: StageContext, live: boolean): Promise<void> {
	const broken = requiredBy(stage).find((name) =>
		results.some((result) => result.stage.name === name && result.counts.failed > 0)
	);
	if (stopReason) return leaveOut(stage, `not run: ${stopReason}`);
	if (broken) return leaveOut(stage, `not run: it needs the stage "${broken}", which failed`);

	// Stages that run at the same time would mix their lines: theirs are shown when they are done.
	const held: string[] = [];
	const write = live
		? (text: string): void => void process.stdout.write(text)
		: (text: string): void => void held.push(text);
	write(heading(stage));
	let lastText = '\n';
	const result = await runStage(stage, context, (text) => write((lastText = text)));
	if (!lastText.endsWith('\n')) write('\n');
	write(conclusion(result));
	if (!live) process.stdout.write(held.join(''));
	results.push(result);
}

async function runRow(row: Stage[], context: StageContext): Promise<void> {
	const waiting = [...row];
	const lane = async (): Promise<void> => {
		for (let stage = waiting.shift(); stage; stage = waiting.shift()) {
			await runOne(stage, context, row.length === 1);
		}
	};
	await Promise.all(Array.from({ length: Math.min(concurrency, row.length) }, lane));
}

async function main(): Promise<void> {
	const args = process.argv.slice(2);
	const split = args.indexOf('--');
	const rows = selectStages(split === -1 ? args : args.slice(0, split));
	const runnerArguments = split === -1 ? [] : args.slice(split + 1);

	const timer = setTimeout(
		() => stopAll(`the whole run took longer than ${overallTimeoutMs / 60_000} minutes`),
		overallTimeoutMs
	);
	for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
		process.on(signal, () => stopAll(`stopped by ${signal}`));
	}

	const temporary = await createTemporaryDirectory();
	await mkdir(`${root}/${resultsDirectory}`, { recursive: true });
	const environment = childEnvironment(temporary.path);

	// Finding a browser may mean downloading one: that waits for the network, the checks for the CPU.
	const chromiumLog: string[] = [];
	const needsChromium = rows.flat().some(({ kind }) => kind === 'playwright');
	const chromium = needsChromium
		? findOrInstallChromium((line) => chromiumLog.push(line), stop.signal)
		: undefined;
	chromium?.catch(() => {
		// The stage that awaits it reports the failure.
	});

	try {
		for (const row of rows) {
			await runRow(row, {
				environment,
				runnerArguments,
				abort: stop.signal,
				chromium,
				chromiumLog
			});
		}
	} finally {
		clearTimeout(timer);
		stop.abort();
		await chromium?.catch(() => undefined);
		await temporary.remove();
	}
}

/** Ends the process after the last line has left it. */
function finish(line: string, code: number): void {
	process.stdout.write(`${line}\n`, () => process.exit(code));
}

try {
	await main();
	const failed = total(results, 'failed');
	process.stdout.write(overview(results));
	if (stopReason) process.stdout.write(`Not everything ran: ${stopReason}.\n`);
	finish(lastLine(results), failed > 0 ? 1 : 0);
} catch (error) {
	const text = error instanceof RangeError ? error.message : String((error as Error).stack);
	process.stdout.write(`${text}\n`);
	const passed = total(results, 'passed');
	finish(`${passed} passed, ${total(results, 'failed') + 1} failed`, 1);
}
