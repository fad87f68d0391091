import { readFile } from 'node:fs/promises';
import type { CommandResult } from './process.ts';

/** What a stage contributes to the last line of the test command. */
export interface Counts {
	passed: number;
	failed: number;
	skipped: number;
	/** Why something was counted as failed that no test reported as failed. */
	note?: string;
}

/** The part of Vitest's JSON report that is counted. */
interface VitestReport {
	testResults: { status: string; assertionResults: { status: string }[] }[];
}

/** The part of Playwright's JSON report that is counted. */
interface PlaywrightReport {
	stats: { expected: number; unexpected: number; flaky: number; skipped: number };
	errors: unknown[];
}

/** A program without tests of its own (formatter, linter, compiler): one check, passed or failed. */
export function countCheck(result: CommandResult): Counts {
	if (result.code === 0 && !result.timedOut) return { passed: 1, failed: 0, skipped: 0 };
	return { passed: 0, failed: 1, skipped: 0, note: describeEnd(result) };
}

/** Counts a test runner by its report; the way in which the runner ended has the last word. */
export async function countRunner(
	runner: 'vitest' | 'playwright',
	reportFile: string,
	result: CommandResult
): Promise<Counts> {
	let counts: Counts;
	try {
		const report: unknown = JSON.parse(await readFile(reportFile, 'utf8'));
		counts =
			runner === 'vitest'
				? countVitest(report as VitestReport)
				: countPlaywright(report as PlaywrightReport);
	} catch {
		const end = describeEnd(result);
		return { passed: 0, failed: 1, skipped: 0, note: `no usable report (${end})` };
	}
	if (result.timedOut) {
		return { ...counts, failed: counts.failed + 1, note: describeEnd(result) };
	}
	// A suite that runs nothing proves nothing, also when everything in it is marked as skipped.
	if (counts.passed + counts.failed === 0) {
		return { ...counts, failed: 1, note: `no test ran, the runner ${describeEnd(result)}` };
	}
	if (counts.failed === 0 && result.code !== 0) {
		return { ...counts, failed: 1, note: `no test failed, but the runner ${describeEnd(result)}` };
	}
	return counts;
}

function countVitest(report: VitestReport): Counts {
	const counts: Counts = { passed: 0, failed: 0, skipped: 0 };
	for (const file of report.testResults) {
		const failedBefore = counts.failed;
		for (const { status } of file.assertionResults) {
			if (status === 'passed') counts.passed += 1;
			else if (status === 'skipped' || status === 'todo' || status === 'disabled') {
				counts.skipped += 1;
			} else {
				// "failed", or "pending": the worker died before the test ended.
				counts.failed += 1;
			}
		}
		// The file itself broke: an import, a hook around its tests, a worker that went away.
		if (file.status !== 'passed' && counts.failed === failedBefore) counts.failed += 1;
	}
	return counts;
}

function countPlaywright({ stats, errors }: PlaywrightReport): Counts {
	// Errors outside of tests: global setup, a file that does not load, the global time limit.
	const failed = stats.unexpected + stats.flaky + errors.length;
	return { passed: stats.expected, failed, skipped: stats.skipped };
}

/** How the program ended, as the end of a sentence that starts with its name. */
function describeEnd(result: CommandResult): string {
	if (result.error) return `could not be started: ${result.error}`;
	if (result.timedOut) return 'did not finish in time';
	if (result.code === null) return 'was ended by a signal';
	return `ended with code ${result.code}`;
}
