import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { lintBank, lintBanks as lintAcross, lintBankSource } from '#lib/domain/bank-lint.ts';
import { readBankFolder } from '#lib/server/banks/bank-source.ts';
import { readFacts, readRegister } from '#lib/server/banks/register-source.ts';
import { banksOperand, banksPath } from '../bank-folder.ts';
import { findingLines, problemLines } from '../bank-report.ts';
import { banksFolder } from '../prepare.ts';
import type { Verb } from '../verb.ts';

/** Checks the bank files of a folder, their format and their quality, without a database. */
export const lintBanks: Verb = {
	name: 'lint-banks',
	summary: 'check the question banks of a folder: format, sources, duplicates, form, text',
	operands: [banksOperand],
	required: 0,
	options: {},
	run: async (call) => {
		const folder = await banksPath(call);
		const files = await readBankFolder(folder);
		const grounds = await readGrounds(folder, join(call.root, banksFolder));
		const across = lintAcross(files.flatMap(({ bank }) => bank ?? []));
		let problems = 0;
		for (const { path, bank, refusal } of files) {
			const near = relative(process.cwd(), path);
			const name = near.startsWith('..') ? path : near;
			const text = await readFile(path, 'utf8');
			const lines =
				bank === null
					? problemLines(name, text, refusal)
					: findingLines(name, text, [
							...lintBankSource(bank.slug, text),
							...lintBank(bank, grounds),
							...across.filter((finding) => finding.bank === bank.slug)
						]);
			problems += lines.length;
			for (const line of lines) console.log(line);
		}
		const items = files.reduce((sum, { bank }) => sum + (bank?.items.length ?? 0), 0);
		console.log(`${files.length} files, ${items} items, ${problems} problems`);
		return problems === 0 ? 0 : 1;
	}
};

/** Facts and register of a folder of banks; where it has none, those of the project. */
async function readGrounds(folder: string, project: string) {
	const [facts, register] = await Promise.all([readFacts(folder), readRegister(folder)]);
	return {
		facts: new Set((facts.length > 0 ? facts : await readFacts(project)).map(({ id }) => id)),
		register: register.length > 0 ? register : await readRegister(project)
	};
}
