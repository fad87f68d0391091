import type { Counts } from './counts.ts';
import type { Stage } from './stages.ts';

/** A stage that has been dealt with. */
export interface StageResult {
	stage: Stage;
	counts: Counts;
	durationMs: number;
}

const colored = process.stdout.isTTY && !process.env.NO_COLOR;

function paint(code: number, text: string): string {
	return colored ? `\u001b[${code}m${text}\u001b[0m` : text;
}

const bold = (text: string): string => paint(1, text);
const green = (text: string): string => paint(32, text);
const red = (text: string): string => paint(31, text);

/** The heading above the output of a stage. */
export function heading(stage: Stage): string {
	const line = `── ${stage.name}: ${stage.title} `;
	return `\n${bold(line.padEnd(80, '─'))}\n`;
}

/** The line below the output of a stage. */
export function conclusion({ stage, counts, durationMs }: StageResult): string {
	const note = counts.note ? ` – ${counts.note}` : '';
	const text = `${stage.name}: ${outcome(stage, counts)} (${seconds(durationMs)})${note}`;
	return `${counts.failed > 0 ? red(`✗ ${text}`) : green(`✓ ${text}`)}\n`;
}

/** The table of all stages, without the last line. */
export function overview(results: StageResult[]): string {
	const lines = results.map(({ stage, counts, durationMs }) => {
		const mark = counts.failed > 0 ? red('✗') : green('✓');
		const cells = [stage.name.padEnd(12), outcome(stage, counts).padEnd(36)];
		return `${mark} ${cells.join(' ')} ${seconds(durationMs).padStart(8)}`;
	});
	return `\n${bold('── result '.padEnd(80, '─'))}\n${lines.join('\n')}\n`;
}

/** The very last line: a machine reads it, so it has one fixed form and no color. */
export function lastLine(results: StageResult[]): string {
	return numbers({
		passed: total(results, 'passed'),
		failed: total(results, 'failed'),
		skipped: total(results, 'skipped')
	});
}

export function total(results: StageResult[], key: 'passed' | 'failed' | 'skipped'): number {
	return results.reduce((sum, { counts }) => sum + counts[key], 0);
}

function outcome(stage: Stage, counts: Counts): string {
	if (stage.kind === 'preparation') return counts.failed > 0 ? 'failed' : 'done';
	if (stage.kind === 'check') return counts.failed > 0 ? 'failed' : 'passed';
	return numbers(counts);
}

function numbers({ passed, failed, skipped }: Counts): string {
	return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`;
}

function seconds(durationMs: number): string {
	return `${(durationMs / 1000).toFixed(1)} s`;
}
