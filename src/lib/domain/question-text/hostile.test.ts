import { describe, expect, it } from 'vitest';
import type { TextParagraph } from './blocks.ts';
import { plainRuns } from './marked-text.ts';
import { readQuestionText } from './read.ts';

function paragraph(text: string): TextParagraph {
	const rest = { label: null, heading: null, tight: false, leftovers: [] };
	return { kind: 'paragraph', row: 1, runs: plainRuns(text), ...rest };
}

const lines = (text: string) => text.split('\n').map(paragraph);
const readLines = (text: string) => readQuestionText(lines(text));

describe('hostile text', () => {
	const signs = [
		'*',
		' ',
		'\t',
		'(',
		'[',
		'A',
		'A. ',
		'A.B. ',
		'1. ',
		'1',
		'-',
		'.',
		'"',
		'√',
		'=>',
		'Đ'
	];
	const more = [
		'1A',
		'1-',
		'a) Đ; ',
		'Câu ',
		'I',
		'\\',
		'`',
		'\n',
		'Câu 1:\n',
		'1.\n',
		'A.\n',
		'ĐÁP ÁN\n'
	];

	it.each([...signs, ...more])('of %j repeated is read in no time', (sign) => {
		const body = sign.repeat(Math.ceil(60_000 / sign.length));
		// The work that is done, not the time it takes beside other work.
		const start = process.cpuUsage();
		readLines(`Câu 1: ${body}\nA. ${body}\nB. x\nĐáp án: B ${body}`);
		const { user, system } = process.cpuUsage(start);
		expect((user + system) / 1e6).toBeLessThan(5);
	});

	it.each([
		['paragraph', [paragraph('x\n'.repeat(130_000))]],
		['table', [{ kind: 'table', rows: Array.from({ length: 130_000 }, () => [[paragraph('x')]]) }]]
	] as const)('of many lines in one %s is read', { timeout: 120_000 }, (_, many) => {
		const found = readQuestionText([
			paragraph('Câu 1: Ai?'),
			...many,
			...lines('A. x\nB. y\nĐáp án: B')
		]);
		expect(found.items).toHaveLength(1);
	});

	it('with markup stays text', () => {
		const { items } = readLines(
			'Câu 1: <script>alert(1)</script> **x** `y`\nA. <b\nB. 2 * 3\nĐáp án: B'
		);
		expect(items[0]).toMatchObject({
			stem: '<script>alert(1)</script> \\*\\*x\\*\\* \\`y\\`',
			options: ['<b', '2 * 3']
		});
	});
});
