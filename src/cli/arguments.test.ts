import { describe, expect, it } from 'vitest';
import { readArguments, wholeNumber } from './arguments.ts';
import { UsageError, type Verb } from './verb.ts';

const verb: Verb = {
	name: 'fly',
	summary: '',
	operands: [
		{ name: 'from', summary: '' },
		{ name: 'to', summary: '' }
	],
	required: 1,
	options: {
		height: { value: 'metres', summary: '' },
		fast: { value: null, summary: '' }
	},
	run: async () => 0
};

describe('a call', () => {
	it.each([
		[['a'], { operands: ['a'], options: {} }],
		[['a', 'b', '--height', '3'], { operands: ['a', 'b'], options: { height: '3' } }],
		[['--height=-3', '--fast', 'a'], { operands: ['a'], options: { height: '-3', fast: true } }],
		[['a', '--', '--b'], { operands: ['a', '--b'], options: {} }]
	])('%j is understood', (args, call) => {
		expect(readArguments(verb, args)).toEqual({ help: false, ...call });
	});

	it.each([[['--help']], [['a', 'b', 'c', '-h']]])('%j asks for help', (args) => {
		expect(readArguments(verb, args)).toEqual({ help: true });
	});

	it.each([
		[[], 'fly needs <from>'],
		[['a', 'b', 'c'], 'fly does not take "c"'],
		[['a', '--far'], 'fly has no option --far'],
		[['a', '-f'], 'fly has no option -f'],
		[['a', '--no-fast'], 'fly has no option --no-fast'],
		[['a', '--height'], '--height needs a value'],
		[['a', '--height='], '--height needs a value'],
		[['a', '--height', '--fast'], '--height needs a value'],
		[['a', '--fast=yes'], '--fast takes no value']
	])('%j is refused with one sentence', (args, sentence) => {
		expect(() => readArguments(verb, args)).toThrow(
			new UsageError(`${sentence}: see npm run cli -- fly --help.`)
		);
	});
});

it('a whole number is one within its bounds', () => {
	expect(['0', '07', '20'].map((text) => wholeNumber('x', text, 0, 20))).toEqual([0, 7, 20]);
	for (const text of ['', '-1', '21', '1.5', '1e1', ' 1', 'x', '99999999999']) {
		expect(() => wholeNumber('--x', text, 0, 20)).toThrow(
			/^--x is a whole number from 0 to 20, not/
		);
	}
});
