import { readConfig } from '#lib/server/config.ts';
import { OperatorError } from '../explain.ts';
import { setupPath } from '../prepare.ts';
import { originOf } from '../serve.ts';
import type { Verb } from '../verb.ts';
import { withApp } from '../with-app.ts';

/** Makes a new one-time link for the first administrator. */
export const setupLink: Verb = {
	name: 'setup-link',
	summary: 'print a new one-time link that creates the first administrator',
	operands: [],
	required: 0,
	options: {},
	run: () =>
		withApp(async (app) => {
			const token = await app.accounts.issueSetupToken();
			if (token === null) {
				throw new OperatorError(
					'There is an administrator already: administrators give roles on the page of accounts.'
				);
			}
			const { host, port } = readConfig(process.env);
			console.log('Open this link within a day, once the server runs:');
			console.log(`  ${process.env['ORIGIN'] ?? originOf(host, port)}${setupPath(token)}`);
			return 0;
		})
};
