import { table } from '../table.ts';
import type { Verb } from '../verb.ts';
import { withApp } from '../with-app.ts';

/** Lists the banks of the installation. */
export const banks: Verb = {
	name: 'banks',
	summary: 'list the question banks that are loaded',
	operands: [],
	required: 0,
	options: {},
	run: () =>
		withApp(async (app) => {
			const listed = await app.banks.listAsOperator();
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
			console.log(
				rows.length === 0
					? 'No question bank is loaded: npm run cli -- load-banks loads those of question-banks/.'
					: table([head, ...rows]).join('\n')
			);
			return 0;
		})
};
