import type { AttemptStatus } from '#lib/domain/contest.ts';

/** One of the person's own attempts. Score in hundredths, null while withheld or in progress. */
export interface OwnAttempt {
	readonly ref: string;
	readonly ordinal: number;
	readonly status: AttemptStatus;
	readonly startedAt: number;
	readonly deadline: number;
	readonly duration: number | null;
	readonly score: number | null;
	readonly maxScore: number | null;
}

/** The person's own place among `people` ranked. */
export interface OwnStanding {
	readonly rank: number;
	readonly people: number;
	readonly score: number;
	readonly maxScore: number;
	readonly duration: number;
}
