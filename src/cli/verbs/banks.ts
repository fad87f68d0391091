import { join } from 'node:path';
import { readBankFolder } from '#lib/server/banks/bank-source.ts';
import { readRegister } from '#lib/server/banks/register-source.ts';
import { contentReport } from '../content-report.ts';
import { banksFolder } from '../prepare.ts';
import { table } from '../table.ts';
import type { Verb } from '../verb.ts';
import { withApp } from '../with-app.ts';

/** Lists the banks of the installation and counts what they hold. */
export const banks: Verb = {
	name: 'banks',
	summary: 'list the question banks that are loaded and count their items',
	operands: [],
	required: 0,
	options: {},
	run: ({ root }) =>
		withApp(async (app) => {
			const folder = join(root, banksFolder);
			const register = await readRegister(folder);
			const listed = await app.banks.listAsOperator();
			if (listed.length === 0) {
				const files = await readBankFolder(folder);
				const lines = contentReport(
					files.flatMap(({ bank }) => bank ?? []),
					register
				);
				console.log(
					[
						'No question bank is loaded: npm run cli -- load-banks loads those of question-banks/, which hold:',
						'',
						...lines
					].join('\n')
				);
				return 0;
			}
			const rows = listed.map((bank) => [
				bank.slug,
				bank.items,
				bank.language,
				bank.practice ? 'practice' : '',
				bank.unitId === null ? 'installation' : `unit ${bank.unitId}`,
				bank.updatedAt.toISOString().slice(0, 10),
				bank.title
			]);
			const head = ['bank', 'items', 'language', 'open for', 'owner', 'changed', 'title'];
			const report = contentReport(await app.banks.readAsOperator(), register);
			console.log([...table([head, ...rows]), '', ...report].join('\n'));
			return 0;
		})
};
