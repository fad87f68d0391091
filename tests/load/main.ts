/** `npm run bench -- <bench> [options]`: measures the product on this machine. The last line is the result. */
import { parseArgs } from 'node:util';
import { benchAnswers } from './answers.ts';
import { benchImportBank } from './import-bank.ts';
import { benchStandings } from './standings.ts';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		takers: { type: 'string', default: '500' },
		seconds: { type: 'string', default: '10' },
		items: { type: 'string', default: '20000' },
		results: { type: 'string', default: '1000000' },
		json: { type: 'boolean', default: false }
	}
});

const usage = `Usage: npm run bench -- answers [--takers 500] [--seconds 10] [--json]
       npm run bench -- import-bank [--items 20000] [--json]
       npm run bench -- standings [--results 1000000] [--json]`;
const say = (line: string) => console.error(line);

function refuse(sentence: string): never {
	console.error(sentence);
	process.exit(2);
}

function wholeNumber(name: 'takers' | 'items' | 'results', most = Infinity): number {
	const number = Number(values[name]);
	if (Number.isInteger(number) && number >= 1 && number <= most) return number;
	const bound = most === Infinity ? '' : ` to ${most}`;
	return refuse(`--${name} is a whole number from 1${bound}.`);
}

async function run(): Promise<{ result: object; isGood: boolean }> {
	switch (positionals[0]) {
		case 'answers': {
			const seconds = Number(values.seconds);
			if (!(seconds > 0)) refuse('--seconds is a number above 0.');
			const result = await benchAnswers({ takers: wholeNumber('takers'), seconds }, say);
			return { result, isGood: result.errors === 0 && result.lost === 0 };
		}
		case 'import-bank': {
			const result = await benchImportBank({ items: wholeNumber('items', 20_000) }, say);
			return { result, isGood: result.errors === 0 };
		}
		case 'standings': {
			const result = await benchStandings({ results: wholeNumber('results', 5_000_000) }, say);
			return { result, isGood: result.different === 0 };
		}
		default:
			return refuse(usage);
	}
}

const { result, isGood } = await run();
if (values.json) console.log(JSON.stringify(result));
else console.table(result);
process.exit(isGood ? 0 : 1);
