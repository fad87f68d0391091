import { expect, test } from 'vitest';
import { isAppError } from '#lib/domain/errors.ts';
import { answerField, readAnswers } from './read-answers.ts';

function form(...entries: [name: string, value: string | Blob][]): FormData {
	const data = new FormData();
	for (const [name, value] of entries) data.append(name, value);
	return data;
}

function refusal(data: FormData): string {
	try {
		readAnswers(data);
	} catch (error) {
		if (isAppError(error)) return error.code;
		throw error;
	}
	return 'accepted';
}

test('reads one choice, several choices and leaves other fields alone', () => {
	const answers = readAnswers(
		form(['q0', '2'], ['q11', '3'], ['q11', '1'], ['token', 'x'], ['query', '1'], ['q01', '1'])
	);
	expect([...answers]).toEqual([
		[0, [2]],
		[11, [1, 3]]
	]);
});

test('an empty form is no answer at all', () => {
	expect(readAnswers(form()).size).toBe(0);
});

test('the same option twice counts once', () => {
	expect(readAnswers(form(['q4', '1'], ['q4', '1'])).get(4)).toEqual([1]);
});

test('the field of a position is the one that is read', () => {
	expect(readAnswers(form([answerField(199), '0'])).get(199)).toEqual([0]);
});

test.each<[string, FormData]>([
	['a position beyond any paper', form(['q200', '0'])],
	['an option beyond any item', form(['q1', '8'])],
	['an option that is not a number', form(['q1', 'a'])],
	['an empty option', form(['q1', ''])],
	['a negative option', form(['q1', '-1'])],
	['a file', form(['q1', new Blob(['0'])])],
	[
		'more choices than an item has options',
		form(...Array.from({ length: 9 }, (): [string, string] => ['q1', '0']))
	]
])('refuses %s', (_what, data) => {
	expect(refusal(data)).toBe('INVALID_INPUT');
});
