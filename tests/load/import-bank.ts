import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { bankFileContent } from '#lib/domain/bank-file.ts';
import type { Bank } from '#lib/domain/bank.ts';
import { readBankFolder } from '#lib/server/banks/bank-source.ts';
import { hoithiExporter } from '#lib/server/banks/formats/hoithi-exporter.ts';
import { xlsxExporter } from '#lib/server/banks/formats/xlsx-exporter.ts';
import { round } from './statistics.ts';

const root = resolve(import.meta.dirname, '../..');
/** Runs of each format; the middle one counts. */
const runs = 3;

/** What one process measured. */
export interface ImportRun {
	readonly items: number;
	readonly issues: number;
	readonly seconds: number;
	readonly peakMb: number;
}

/** Result of the bench, as printed. */
export interface ImportBankResult {
	readonly bench: 'import-bank';
	readonly items: number;
	readonly formats: Readonly<
		Record<
			string,
			{ readonly itemsPerSecond: number; readonly peakRssMb: number; readonly fileMb: number }
		>
	>;
	/** Items that were not read, and problems of files that have none. */
	readonly errors: number;
}

/**
 * Reads and checks a file of so many items in each of our formats, as an upload is: parsing, then all
 * that is checked before anything is written. A fresh process for each run, so that its peak is its own.
 */
export async function benchImportBank(
	{ items }: { items: number },
	say: (line: string) => void
): Promise<ImportBankResult> {
	const folder = await mkdtemp(join(tmpdir(), 'hoithi-bench-'));
	try {
		say(`Writing files of ${items} items …`);
		const bank = await sampleBank(items);
		const files = {
			yaml: await hoithiExporter.write(bank),
			json: Buffer.from(JSON.stringify(bankFileContent(bank))),
			xlsx: await xlsxExporter.write(bank)
		};
		const formats: Record<string, ImportBankResult['formats'][string]> = {};
		let errors = 0;
		for (const [name, bytes] of Object.entries(files)) {
			const path = join(folder, `bank.${name}`);
			await writeFile(path, bytes);
			const measured: ImportRun[] = [];
			for (let run = 0; run < runs; run++) measured.push(await measure(path));
			errors += measured.reduce((sum, run) => sum + run.issues + items - run.items, 0);
			formats[name] = {
				itemsPerSecond: round(items / median(measured.map(({ seconds }) => seconds)), 0),
				peakRssMb: round(median(measured.map(({ peakMb }) => peakMb)), 0),
				fileMb: round(bytes.length / 2 ** 20)
			};
			say(`${name}: ${formats[name].itemsPerSecond} items/s, ${formats[name].peakRssMb} MB`);
		}
		return { bench: 'import-bank', items, formats, errors };
	} finally {
		await rm(folder, { recursive: true, force: true });
	}
}

/** The product's own questions, again and again, each with a number of its own. */
async function sampleBank(count: number): Promise<Bank> {
	const files = await readBankFolder(join(root, 'question-banks'));
	const [bank] = files.flatMap((file) =>
		file.bank && file.bank.items.length > 1 ? [file.bank] : []
	);
	if (!bank) throw new Error('there is no question bank to take items from');
	const items = Array.from({ length: count }, (_, index) => {
		const item = bank.items[index % bank.items.length] as Bank['items'][number];
		const stem = `${item.content.stem} (${index + 1})`;
		return { ...item, key: `cau-${index + 1}`, content: { ...item.content, stem } };
	});
	return { ...bank, slug: 'do-toc-do', items };
}

async function measure(path: string): Promise<ImportRun> {
	const program = join(import.meta.dirname, 'import-bank-run.ts');
	const { stdout } = await promisify(execFile)(process.execPath, [program, path]);
	return JSON.parse(stdout) as ImportRun;
}

function median(values: readonly number[]): number {
	return values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)] as number;
}
