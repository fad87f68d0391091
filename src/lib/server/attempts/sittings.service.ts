import type { AttemptRef } from '#lib/domain/attempt-ref.ts';
import { formatAttemptRef } from '#lib/domain/attempt-ref.ts';
import type { AttemptStatus } from '#lib/domain/contest.ts';
import { AppError } from '#lib/domain/errors.ts';
import type {
	Citation,
	KeyedItem,
	OutdatedDocument,
	RevealedItem,
	ShownCitation,
	ShownItem
} from '#lib/domain/items.ts';
import { showItem, shownPositions, type PaperItem } from '#lib/domain/paper.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { isReleased, type ReleaseTime } from '#lib/domain/release.ts';
import { isCorrect, isPass } from '#lib/domain/scoring.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { DocumentService } from '#lib/server/documents/documents.service.ts';
import type { Attempt, AttemptResult, AttemptService, Progress } from './attempts.service.ts';
import type { RoundContent } from './round-content.ts';

/** The exam page: everything needed to take or resume the exam, and nothing that gives it away. */
export interface Sitting {
	readonly ref: string;
	readonly contestId: number;
	readonly contestTitle: string;
	readonly status: AttemptStatus;
	readonly items: readonly ShownItem[];
	readonly progress: Progress;
	readonly startedAt: number;
	readonly deadline: number;
	readonly serverTime: number;
}

/** The result page of a closed attempt; what the rules withhold is null. */
export interface SittingResult {
	readonly ref: string;
	readonly contestId: number;
	readonly contestTitle: string;
	readonly status: AttemptStatus;
	readonly ordinal: number;
	readonly itemCount: number;
	readonly answered: number;
	readonly endedAt: number;
	readonly duration: number;
	readonly score:
		(Pick<AttemptResult, 'score' | 'maxScore' | 'correct'> & { passed: boolean | null }) | null;
	/** When a withheld score will be shown; null when it is shown or never will be. */
	readonly scoreAt: number | null;
	readonly answers: readonly RevealedItem[] | null;
	readonly answersAt: number | null;
}

export type SittingService = ReturnType<typeof createSittingService>;

/** What a candidate sees of an attempt, during and after it. */
export function createSittingService({
	clock,
	attempts,
	content,
	documents
}: {
	clock: Clock;
	attempts: AttemptService;
	content: (contestId: number) => Promise<RoundContent>;
	documents: DocumentService;
}) {
	return {
		/** The exam of an attempt in progress. Throws ATTEMPT_CLOSED once it is closed. */
		async exam(actor: Actor | null, ref: AttemptRef): Promise<Sitting> {
			const attempt = await attempts.find(actor, ref);
			if (attempt.status !== 'in_progress') throw new AppError('ATTEMPT_CLOSED');
			const { contest, items } = await content(ref.contestId);
			return {
				ref: formatAttemptRef(ref),
				contestId: contest.id,
				contestTitle: contest.title,
				status: attempt.status,
				items: placesOf(attempt, items).map(({ item, place }, position) =>
					showItem(item, place, position)
				),
				progress: await attempts.progress(attempt),
				startedAt: attempt.startedAt,
				deadline: attempt.deadline,
				serverTime: clock.now()
			};
		},

		/** The result of a closed attempt. Throws ATTEMPT_NOT_FOUND while it is in progress. */
		async result(actor: Actor | null, ref: AttemptRef): Promise<SittingResult> {
			const attempt = await attempts.find(actor, ref);
			const { result } = attempt;
			if (!result) throw new AppError('ATTEMPT_NOT_FOUND');
			const { contest, items } = await content(ref.contestId);
			const { timing, release, passPercent } = contest.round;
			const shows = (time: ReleaseTime) => isReleased(time, timing, clock.now());
			const showsLaterAt = (time: ReleaseTime) =>
				time === 'after_close' && !shows(time) ? timing.closesAt : null;
			return {
				ref: formatAttemptRef(ref),
				contestId: contest.id,
				contestTitle: contest.title,
				status: attempt.status,
				ordinal: attempt.ordinal,
				itemCount: attempt.paper.length,
				answered: result.answered,
				endedAt: result.endedAt,
				duration: result.duration,
				score: shows(release.score)
					? {
							score: result.score,
							maxScore: result.maxScore,
							correct: result.correct,
							passed:
								passPercent === null ? null : isPass(result.score, result.maxScore, passPercent)
						}
					: null,
				scoreAt: showsLaterAt(release.score),
				answers: shows(release.answers)
					? reveal(
							placesOf(attempt, items),
							(await attempts.progress(attempt)).chosen,
							// Asked anew: the round's content is fixed, what became of its documents is not.
							await documents.outdated()
						)
					: null,
				answersAt: showsLaterAt(release.answers)
			};
		}
	};
}

/** Items of a paper in its order, each with its place. */
function placesOf(
	attempt: Attempt,
	items: ReadonlyMap<number, KeyedItem>
): { item: KeyedItem; place: PaperItem }[] {
	return attempt.paper.map((place) => {
		const item = items.get(place.versionId);
		if (!item) throw new Error(`item version ${place.versionId} is not in the round's pool`);
		return { item, place };
	});
}

/** Items with the choice, the key, the explanation and what became of the documents cited. */
export function reveal(
	places: readonly { item: KeyedItem; place: PaperItem }[],
	chosen: Readonly<Record<number, readonly number[]>>,
	outdated: ReadonlyMap<number, OutdatedDocument>
): RevealedItem[] {
	return places.map(({ item, place }, position) => {
		const shown = chosen[position] ?? [];
		const right = shownPositions(place, item.key);
		return {
			...showItem(item, place, position),
			chosen: shown,
			right,
			correct: isCorrect(
				item,
				shown.reduce((mask, option) => mask | (1 << (place.order[option] ?? 31)), 0)
			),
			rationale: item.rationale,
			citation: item.citation && shownCitation(item.citation, outdated)
		};
	});
}

function shownCitation(
	{ documentId, ...citation }: Citation,
	outdated: ReadonlyMap<number, OutdatedDocument>
): ShownCitation {
	return { ...citation, outdated: outdated.get(documentId) ?? null };
}
