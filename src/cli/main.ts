/** The command line: `npm run cli -- <verb> [options]`. One verb per file in verbs/. */
import { resolve } from 'node:path';
import { readArguments, seeHelp } from './arguments.ts';
import { explain } from './explain.ts';
import { overview, verbHelp } from './help.ts';
import { UsageError, type Verb } from './verb.ts';
import { banks } from './verbs/banks.ts';
import { demo } from './verbs/demo.ts';
import { lintBanks } from './verbs/lint-banks.ts';
import { loadBanks } from './verbs/load-banks.ts';
import { migrate } from './verbs/migrate.ts';
import { rebuildStandings } from './verbs/rebuild-standings.ts';
import { setupLink } from './verbs/setup-link.ts';

const root = resolve(import.meta.dirname, '../..');
const verbs: readonly Verb[] = [
	migrate,
	loadBanks,
	lintBanks,
	banks,
	rebuildStandings,
	setupLink,
	demo
];

async function main([name, ...args]: readonly string[]): Promise<number> {
	if (name === undefined || name === 'help' || name === '--help' || name === '-h') {
		console.log(overview(verbs));
		return name === undefined ? 2 : 0;
	}
	const verb = verbs.find((candidate) => candidate.name === name);
	if (!verb) throw new UsageError(`There is no verb "${name}": ${seeHelp()}.`);
	const request = readArguments(verb, args);
	if (request.help) {
		console.log(verbHelp(verb));
		return 0;
	}
	return verb.run({ ...request, root });
}

try {
	process.exitCode = await main(process.argv.slice(2));
} catch (error) {
	console.error(error instanceof UsageError ? error.message : explain(error));
	process.exitCode = error instanceof UsageError ? 2 : 1;
}
