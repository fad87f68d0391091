import type { ErrorCode, FileIssue } from '#lib/domain/errors.ts';

/** What a form answers besides its fields: a refusal with its code, or word of success. */
export type FormMessage =
	| { kind: 'refused'; code: ErrorCode; text: string; issues?: readonly FileIssue[] }
	| { kind: 'done'; text: string };
