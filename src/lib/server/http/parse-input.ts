import type { z } from 'zod';
import { AppError } from '#lib/domain/errors.ts';

/** The value as the schema reads it. Throws INVALID_INPUT (or `code`). */
export function parseInput<Schema extends z.ZodType>(
	schema: Schema,
	value: unknown,
	code:
		| 'INVALID_INPUT'
		| 'NOT_FOUND'
		| 'ATTEMPT_NOT_FOUND'
		| 'CONTEST_NOT_FOUND'
		| 'UNIT_NOT_FOUND' = 'INVALID_INPUT'
): z.output<Schema> {
	const parsed = schema.safeParse(value);
	if (!parsed.success) throw new AppError(code);
	return parsed.data;
}
