import type { z } from 'zod';
import type { FileIssue } from './errors.ts';

/** A problem of an entry of a list in a file: the entry's number from 1, and `<list>.<field>`. */
export function entryIssue(list: string, row: number, field: string, value: string): FileIssue {
	return { row, column: `${list}.${field}`, code: 'BANK_FIELD', params: { value } };
}

/** What zod found in a file that holds one list, as a problem of the entry or of the whole file. */
export function shapeIssue(list: string, problem: z.core.$ZodIssue): FileIssue {
	const [first, index, ...field] = problem.path;
	const value = problem.code === 'unrecognized_keys' ? problem.keys.join(', ') : problem.message;
	if (first === list && typeof index === 'number')
		return entryIssue(list, index + 1, field.join('.'), value);
	const column = problem.path.length > 0 ? problem.path.join('.') : null;
	return { row: null, column, code: 'BANK_FIELD', params: { value } };
}
