/** `npm run bench -- <bench> [options]`: measures the product on this machine. The last line is the result. */
import { parseArgs } from 'node:util';
import { benchAnswers } from './answers.ts';

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		takers: { type: 'string', default: '500' },
		seconds: { type: 'string', default: '10' },
		json: { type: 'boolean', default: false }
	}
});

const [bench] = positionals;
if (bench !== 'answers') {
	console.error('Usage: npm run bench -- answers [--takers 500] [--seconds 10] [--json]');
	process.exit(2);
}
const takers = Number(values.takers);
const seconds = Number(values.seconds);
if (!Number.isInteger(takers) || takers < 1 || !(seconds > 0)) {
	console.error('--takers is a whole number from 1 and --seconds a number above 0.');
	process.exit(2);
}
const result = await benchAnswers({ takers, seconds }, (line) => console.error(line));
if (values.json) console.log(JSON.stringify(result));
else console.table(result);
process.exit(result.errors === 0 && result.lost === 0 ? 0 : 1);
