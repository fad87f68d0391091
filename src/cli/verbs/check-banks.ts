import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { readBankFolder } from '#lib/server/banks/bank-source.ts';
import { banksOperand, banksPath } from '../bank-folder.ts';
import { bankSummary, problemLines } from '../bank-report.ts';
import type { Verb } from '../verb.ts';

/** Checks the bank files of a folder, without a database. */
export const checkBanks: Verb = {
	name: 'check-banks',
	summary: 'check the question banks of a folder and count what is in them',
	operands: [banksOperand],
	required: 0,
	options: {},
	run: async (call) => {
		const files = await readBankFolder(await banksPath(call));
		let problems = 0;
		for (const { path, bank, refusal } of files) {
			const near = relative(process.cwd(), path);
			const name = near.startsWith('..') ? path : near;
			const lines =
				bank === null
					? problemLines(name, await readFile(path, 'utf8'), refusal)
					: [name, ...bankSummary(bank)];
			problems += refusal === null ? 0 : Math.max(1, refusal.issues.length);
			console.log(`${lines.join('\n')}\n`);
		}
		const items = files.reduce((sum, { bank }) => sum + (bank?.items.length ?? 0), 0);
		console.log(`${files.length} files, ${items} items, ${problems} problems`);
		return problems === 0 ? 0 : 1;
	}
};
