import { z } from 'zod';
import type { ErrorCode } from '../domain/errors.ts';

/** A row of the individual board. Score in hundredths of a point, duration in ms. */
export interface BoardPerson {
	readonly rank: number;
	readonly personId: number;
	readonly name: string;
	readonly unit: string;
	readonly score: number;
	readonly maxScore: number;
	readonly duration: number;
	readonly submittedAt: number;
}

/** A row of the unit board. Rates are 0 to 1 or null. */
export interface BoardUnit {
	readonly rank: number;
	readonly unitId: number;
	readonly name: string;
	readonly headcount: number;
	readonly submitted: number;
	readonly rate: number | null;
	readonly averageScore: number | null;
}

/** Both boards of a contest at one moment. */
export interface BoardSnapshot {
	readonly contestId: number;
	/** When it was made, ms since 1970 UTC; a later snapshot replaces an earlier one. */
	readonly at: number;
	readonly people: readonly BoardPerson[];
	readonly units: readonly BoardUnit[];
	readonly headcount: number;
	readonly submitted: number;
	readonly attempts: number;
}

/** Participation figures of a unit with everything below it. */
export interface ParticipationRow {
	readonly unitId: number;
	readonly code: string;
	readonly name: string;
	readonly headcount: number;
	readonly registered: number;
	readonly started: number;
	readonly submitted: number;
	readonly attempts: number;
	readonly rate: number | null;
	readonly passRate: number | null;
	readonly averageScore: number | null;
}

/** Participation of a unit, of the unit itself without those below, and of each unit below it. */
export interface ParticipationSnapshot {
	readonly contestId: number;
	readonly at: number;
	readonly unit: ParticipationRow;
	readonly own: ParticipationRow;
	readonly children: readonly ParticipationRow[];
}

/** Answer to a request over the socket: the value, or the code of the refusal. */
export type Answer<T> = { ok: true; value: T } | { ok: false; code: ErrorCode };

const contestId = z.number().int().positive().max(2_147_483_647);

export const boardRequestSchema = z.object({ contestId });
export const participationRequestSchema = z.object({
	contestId,
	unitId: z.number().int().positive().max(2_147_483_647)
});

export type BoardRequest = z.infer<typeof boardRequestSchema>;
export type ParticipationRequest = z.infer<typeof participationRequestSchema>;

/** What a browser may send. Every request is answered. */
export interface ClientToServerEvents {
	'board:subscribe': (
		request: BoardRequest,
		answer: (answer: Answer<BoardSnapshot>) => void
	) => void;
	'board:unsubscribe': (request: BoardRequest) => void;
	'participation:subscribe': (
		request: ParticipationRequest,
		answer: (answer: Answer<ParticipationSnapshot>) => void
	) => void;
	'participation:unsubscribe': (request: ParticipationRequest) => void;
}

/** What the server pushes, at most a few times a second per room. */
export interface ServerToClientEvents {
	'board:update': (snapshot: BoardSnapshot) => void;
	'participation:update': (snapshot: ParticipationSnapshot) => void;
}

/** Room of everybody who watches the boards of a contest. */
export function boardRoom(contest: number): string {
	return `board:${contest}`;
}

/** Room of everybody who watches the participation of a unit in a contest. */
export function participationRoom(contest: number, unit: number): string {
	return `participation:${contest}:${unit}`;
}
