import { migrateToLatest } from '#lib/server/db/migrate.ts';
import type { Verb } from '../verb.ts';
import { withDatabase } from '../with-app.ts';

/** Brings the schema up to date, as every start of the server does. */
export const migrate: Verb = {
	name: 'migrate',
	summary: 'bring the database schema up to date',
	operands: [],
	required: 0,
	options: {},
	run: () =>
		withDatabase(async ({ url }) => {
			const applied = await migrateToLatest(url);
			for (const name of applied) console.log(`Applied ${name}`);
			console.log('The schema is up to date.');
			return 0;
		})
};
