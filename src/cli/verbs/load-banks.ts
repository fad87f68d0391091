import { banksOperand, banksPath } from '../bank-folder.ts';
import { describeLoad } from '../prepare.ts';
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
			for (const bank of await app.banks.loadFolder(folder)) console.log(describeLoad(bank));
			return 0;
		});
	}
};
