/** One run of `import-bank`, in a process of its own: `node import-bank-run.ts <file>`. */
import { readFileSync } from 'node:fs';
import { assembleBank } from '#lib/domain/bank-assembly.ts';
import { readBankUpload } from '#lib/server/banks/formats/importers.ts';
import type { ImportRun } from './import-bank.ts';

const [, , path = ''] = process.argv;
const bytes = readFileSync(path);
const started = performance.now();
const imported = await readBankUpload(path, bytes);
const { bank, issues } = assembleBank(
	imported,
	{
		mode: 'replace',
		duplicates: 'skip',
		slug: 'do-toc-do',
		title: 'Đo tốc độ',
		language: 'vi',
		license: 'CC-BY-4.0',
		practice: false,
		topic: 'Chung',
		difficulty: 'recall',
		document: null,
		place: '',
		status: 'draft'
	},
	null,
	[]
);
const run: ImportRun = {
	items: bank?.items.length ?? 0,
	issues: issues.length,
	seconds: (performance.now() - started) / 1000,
	peakMb: process.resourceUsage().maxRSS / 1024
};
console.log(JSON.stringify(run));
