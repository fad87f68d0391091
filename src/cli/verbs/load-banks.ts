import { banksOperand, banksPath } from '../bank-folder.ts';
import { loadBanks as load } from '../prepare.ts';
import type { Verb } from '../verb.ts';
import { withApp } from '../with-app.ts';

/** Loads a folder of banks into the installation, all of them or none. */
export const loadBanks: Verb = {
	name: 'load-banks',
	summary: 'load the question banks of a folder for the whole installation',
	operands: [banksOperand],
	required: 0,
	options: {},
	run: async (call) => {
		const folder = await banksPath(call);
		return withApp(async (app) => {
			for (const line of await load(app, folder)) console.log(line);
			return 0;
		});
	}
};
