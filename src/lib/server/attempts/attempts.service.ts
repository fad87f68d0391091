import { randomInt } from 'node:crypto';
import { LRUCache } from 'lru-cache';
import type { AttemptRef } from '#lib/domain/attempt-ref.ts';
import { AppError, isAppError, type ErrorCode } from '#lib/domain/errors.ts';
import { shownPositions } from '#lib/domain/paper.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { acceptResponse, type LoggedResponse, type ResponseEvent } from '#lib/domain/responses.ts';
import { acceptsResponse, isOverdue } from '#lib/domain/timing.ts';
import { Batcher } from '#lib/server/batcher.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { ContestService } from '#lib/server/contests/contests.service.ts';
import type { Database } from '#lib/server/db/database.ts';
import type { ContestSignals } from '#lib/server/signals.ts';
import { findAttempt, listAttempts, type Attempt } from './attempts.repository.ts';
import type { ClosingService } from './closing.service.ts';
import {
	appendResponses,
	findLogged,
	readResponses,
	type AppendOutcome,
	type ArrivedResponse
} from './response-log.repository.ts';
import type { RoundContent } from './round-content.ts';
import { createAttemptStarter } from './starting.ts';
import { saveUnderFreeNumbers } from './free-numbers.ts';

export type { Attempt, AttemptResult } from './attempts.repository.ts';

/** A response that was not saved, and why. */
export interface RefusedResponse {
	readonly sequence: number;
	readonly code: ErrorCode;
}

/** Answer to a save request. Instants in ms since 1970 UTC. */
export interface SaveResult {
	/** Sequence numbers that are committed to disk. */
	readonly saved: number[];
	readonly refused: RefusedResponse[];
	/** Next free sequence number, where a conflict shows that the page does not know it. */
	readonly nextSequence: number | null;
	readonly deadline: number;
	readonly serverTime: number;
}

/** Where a candidate stands within an attempt: enough to show the exam again anywhere. */
export interface Progress {
	/** Shown positions chosen, by item position; items never touched are absent. */
	readonly chosen: Record<number, number[]>;
	readonly nextSequence: number;
}

export interface AttemptsDependencies {
	readonly database: Database;
	readonly clock: Clock;
	readonly contests: ContestService;
	readonly content: (contestId: number) => Promise<RoundContent>;
	readonly closing: ClosingService;
	readonly signals: ContestSignals;
}

export type AttemptService = ReturnType<typeof createAttemptService>;

/** Taking the exam: start, save, submit. */
export function createAttemptService(dependencies: AttemptsDependencies) {
	const { database, clock, contests, content, closing, signals } = dependencies;
	const { db } = database;

	// What never changes of an attempt (paper, deadline, whose it is). Whether it is still open is
	// decided by the database with every write.
	const known = new LRUCache<string, Attempt>({ max: 100_000 });

	const log = new Batcher<ArrivedResponse, AppendOutcome>(
		(entries) => appendResponses(database.sql, entries),
		{
			maxBatch: 1_000,
			// One statement at a time: what gathers meanwhile makes the next one larger, which costs
			// PostgreSQL less per response than two smaller ones side by side (bench answers: +25 %).
			maxInFlight: 1,
			maxWaiting: 50_000,
			overflow: () => new AppError('RATE_LIMITED', { seconds: 2 })
		}
	);

	/** The actor's own attempt. Throws ATTEMPT_NOT_FOUND or ATTEMPT_FOREIGN. */
	async function findOwn(actor: Actor | null, ref: AttemptRef): Promise<Attempt> {
		if (!actor) throw new AppError('UNAUTHENTICATED');
		let attempt = known.get(ref.attemptId);
		if (!attempt || attempt.ref.contestId !== ref.contestId) {
			attempt = await findAttempt(db, ref);
			if (!attempt) throw new AppError('ATTEMPT_NOT_FOUND');
			known.set(ref.attemptId, attempt);
		}
		if (attempt.personId !== actor.personId) throw new AppError('ATTEMPT_FOREIGN');
		return attempt;
	}

	const tryStart = createAttemptStarter({ database, clock, contests, signals });

	/** Attempts of a person, overdue ones closed first. */
	async function settledAttempts({ contest }: RoundContent, personId: number): Promise<Attempt[]> {
		const attempts = await listAttempts(db, contest.id, contest.round.id, personId);
		const overdue = attempts.filter(
			(attempt) => attempt.status === 'in_progress' && isOverdue(attempt.deadline, clock.now())
		);
		if (overdue.length === 0) return attempts;
		await Promise.all(overdue.map((attempt) => closing.close(attempt.ref)));
		return listAttempts(db, contest.id, contest.round.id, personId);
	}

	async function save(
		actor: Actor | null,
		ref: AttemptRef,
		events: readonly ResponseEvent[]
	): Promise<SaveResult> {
		const receivedAt = clock.now();
		const attempt = await findOwn(actor, ref);
		const { items } = await content(ref.contestId);
		const saved: number[] = [];
		const refused: RefusedResponse[] = [];
		const inTime = acceptsResponse(attempt.deadline, receivedAt);
		await Promise.all(
			events.map(async (event) => {
				try {
					const response = {
						...acceptResponse(event, attempt.paper, (id) => items.get(id)?.type),
						client: event.client ?? 0
					};
					const outcome = inTime
						? await log.add({ ...response, ref, receivedAt })
						: await repeatOutcome(ref, response);
					if (outcome === 'saved') saved.push(event.sequence);
					else refused.push({ sequence: event.sequence, code: refusals[outcome] });
				} catch (error) {
					if (!isAppError(error) || error.code === 'RATE_LIMITED') throw error;
					refused.push({ sequence: event.sequence, code: error.code });
				}
			})
		);
		const conflict = refused.some(({ code }) => code === 'SEQUENCE_CONFLICT');
		return {
			saved: saved.sort((left, right) => left - right),
			refused: refused.sort((left, right) => left.sequence - right.sequence),
			nextSequence: conflict ? (await readResponses(db, ref)).lastSequence + 1 : null,
			deadline: attempt.deadline,
			serverTime: clock.now()
		};
	}

	/** A late repeat of a saved response is still told that it is saved. */
	async function repeatOutcome(
		ref: AttemptRef,
		response: LoggedResponse & { client: number }
	): Promise<'saved' | 'late'> {
		const logged = await findLogged(db, ref, response.sequence);
		const same =
			logged?.client === response.client &&
			logged.item === response.item &&
			logged.chosen === response.chosen;
		return same ? 'saved' : 'late';
	}

	/** What the candidate has chosen so far. */
	async function progress(attempt: Attempt): Promise<Progress> {
		const { latest, lastSequence } = await readResponses(db, attempt.ref);
		const chosen: Record<number, number[]> = {};
		for (const [item, response] of latest) {
			const place = attempt.paper[item];
			if (place) chosen[item] = shownPositions(place, response.chosen);
		}
		return { chosen, nextSequence: lastSequence + 1 };
	}

	return {
		save,
		progress,

		/** The actor's own attempt as it is now, closed first when its time is over. */
		async find(actor: Actor | null, ref: AttemptRef): Promise<Attempt> {
			const cached = await findOwn(actor, ref);
			if (isOverdue(cached.deadline, clock.now())) await closing.close(ref);
			const attempt = await findAttempt(db, ref);
			if (!attempt) throw new AppError('ATTEMPT_NOT_FOUND');
			return attempt;
		},

		/** The actor's attempts in a contest, first to last. */
		async list(actor: Actor | null, contestId: number): Promise<Attempt[]> {
			if (!actor || actor.personId === null) return [];
			return settledAttempts(await content(contestId), actor.personId);
		},

		/**
		 * Starts an attempt, or gives the one in progress: starting twice, or on two devices, is one
		 * attempt. Throws ROUND_NOT_OPEN, ROUND_CLOSED, NOT_ELIGIBLE or NO_ATTEMPTS_LEFT.
		 */
		async start(actor: Actor | null, contestId: number): Promise<AttemptRef> {
			if (!actor) throw new AppError('UNAUTHENTICATED');
			if (actor.personId === null) throw new AppError('NOT_ELIGIBLE');
			const { personId } = actor;
			const round = await content(contestId);
			// The attempt that got ahead is found by the next look, or was closed since.
			for (;;) {
				const ref = await tryStart(round, await settledAttempts(round, personId), personId);
				if (ref) return ref;
			}
		},

		/**
		 * Saves what the page still holds and closes the attempt. Submitting again changes nothing.
		 * Responses that came too late are refused and named; the attempt is closed all the same.
		 */
		async submit(
			actor: Actor | null,
			ref: AttemptRef,
			events: readonly ResponseEvent[]
		): Promise<SaveResult> {
			const result = await saveUnderFreeNumbers((some) => save(actor, ref, some), events);
			await closing.close(ref, { submitted: true });
			return result;
		},

		/**
		 * Submits a plain form: the choice of every item at once, without sequence numbers. Only what
		 * differs from the log is written.
		 */
		async submitForm(
			actor: Actor | null,
			ref: AttemptRef,
			answers: ReadonlyMap<number, number[]>
		): Promise<SaveResult> {
			const attempt = await findOwn(actor, ref);
			const { chosen, nextSequence } = await progress(attempt);
			const changed = attempt.paper.flatMap((_place, item) => {
				const now = [...(answers.get(item) ?? [])].sort((left, right) => left - right);
				return now.join() === (chosen[item] ?? []).join() ? [] : [{ item, chosen: now }];
			});
			const client = randomInt(2 ** 31);
			const events = changed.map((answer, index) => ({
				...answer,
				sequence: nextSequence + index,
				client
			}));
			const result = await saveUnderFreeNumbers((some) => save(actor, ref, some), events);
			await closing.close(ref, { submitted: true });
			return result;
		}
	};
}

const refusals = {
	closed: 'ATTEMPT_CLOSED',
	conflict: 'SEQUENCE_CONFLICT',
	late: 'DEADLINE_PASSED'
} as const satisfies Record<Exclude<AppendOutcome, 'saved'> | 'late', ErrorCode>;
