import { z } from 'zod';

/** Names an attempt in URLs and messages: "12.0199b3c8-…", the contest and the attempt within it. */
export interface AttemptRef {
	readonly contestId: number;
	readonly attemptId: string;
}

/** Schema that reads "12.<uuid>" into an AttemptRef. */
export const attemptRefSchema = z
	.string()
	.regex(/^[1-9]\d{0,8}\.[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/)
	.transform((text): AttemptRef => {
		const dot = text.indexOf('.');
		return { contestId: Number(text.slice(0, dot)), attemptId: text.slice(dot + 1) };
	});

/** The text form of an AttemptRef. */
export function formatAttemptRef(ref: AttemptRef): string {
	return `${ref.contestId}.${ref.attemptId}`;
}
