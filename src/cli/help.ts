import { table } from './table.ts';
import type { Verb } from './verb.ts';

/** Help on everything. */
export function overview(verbs: readonly Verb[]): string {
	return [
		'Hội thi on the command line: npm run cli -- <verb> [options]',
		'',
		...table(verbs.map((verb) => [`  ${callOf(verb)}`, verb.summary])),
		'',
		'It works on the database of DATABASE_URL or, without one, on the embedded PostgreSQL of DATA_DIR',
		'(.data), which it starts itself: stop the server that runs on that first.',
		'Help on a verb: npm run cli -- <verb> --help'
	].join('\n');
}

/** Help on one verb. */
export function verbHelp(verb: Verb): string {
	const options = Object.entries(verb.options).map(([name, { value, summary }]) => [
		`  --${name}${value === null ? '' : ` <${value}>`}`,
		summary
	]);
	return [
		`npm run cli -- ${callOf(verb)}`,
		'',
		`  ${verb.summary}`,
		'',
		...table([
			...verb.operands.map(({ name, summary }) => [`  ${name}`, summary]),
			...options,
			['  --help', 'this text']
		])
	].join('\n');
}

function callOf(verb: Verb): string {
	const operands = verb.operands.map(({ name }, index) =>
		index < verb.required ? `<${name}>` : `[${name}]`
	);
	const options = Object.keys(verb.options).length > 0 ? ['[options]'] : [];
	return [verb.name, ...operands, ...options].join(' ');
}
