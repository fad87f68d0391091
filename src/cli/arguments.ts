import { parseArgs } from 'node:util';
import { UsageError, type Call, type Verb } from './verb.ts';

/** What was asked for: to run the verb, or to explain it. */
export type Request = { readonly help: true } | ({ readonly help: false } & Omit<Call, 'root'>);

/** Reads what follows a verb. Throws UsageError for what the verb does not know. */
export function readArguments(verb: Verb, args: readonly string[]): Request {
	const { tokens } = parseArgs({
		args: [...args],
		strict: false,
		tokens: true,
		options: {
			help: { type: 'boolean', short: 'h' },
			...Object.fromEntries(
				Object.entries(verb.options).map(([name, { value }]) => [
					name,
					{ type: value === null ? ('boolean' as const) : ('string' as const) }
				])
			)
		}
	});
	const operands: string[] = [];
	const options: Record<string, string | true> = {};
	for (const token of tokens) {
		if (token.kind === 'positional') operands.push(token.value);
		if (token.kind !== 'option') continue;
		if (token.name === 'help') return { help: true };
		options[token.name] = readOption(verb, token);
	}
	if (operands.length < verb.required) {
		const missing = verb.operands[operands.length]?.name ?? '';
		throw new UsageError(`${verb.name} needs <${missing}>: ${seeHelp(verb.name)}.`);
	}
	const surplus = operands[verb.operands.length];
	if (surplus !== undefined) {
		throw new UsageError(`${verb.name} does not take "${surplus}": ${seeHelp(verb.name)}.`);
	}
	return { help: false, operands, options };
}

function readOption(
	verb: Verb,
	token: {
		name: string;
		rawName: string;
		value?: string | undefined;
		inlineValue?: boolean | undefined;
	}
): string | true {
	const option = verb.options[token.name];
	if (!option) {
		throw new UsageError(`${verb.name} has no option ${token.rawName}: ${seeHelp(verb.name)}.`);
	}
	if (option.value === null) {
		if (token.value !== undefined)
			throw new UsageError(`${token.rawName} takes no value: ${seeHelp(verb.name)}.`);
		return true;
	}
	const isNextOption = token.inlineValue === false && token.value?.startsWith('-');
	if (token.value === undefined || token.value === '' || isNextOption) {
		throw new UsageError(`${token.rawName} needs a value: ${seeHelp(verb.name)}.`);
	}
	return token.value;
}

/** A whole number of an option or operand. Throws UsageError when it is none from `min` to `max`. */
export function wholeNumber(what: string, text: string, min: number, max: number): number {
	const number = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
	if (!(number >= min && number <= max)) {
		throw new UsageError(`${what} is a whole number from ${min} to ${max}, not "${text}".`);
	}
	return number;
}

/** Where to read on. */
export function seeHelp(verb?: string): string {
	return `see npm run cli -- ${verb === undefined ? '' : `${verb} `}--help`;
}
