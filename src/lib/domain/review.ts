import { AppError } from './errors.ts';
import type { ItemStatus } from './items.ts';

/** How far the newest version of an item has come, and through whose hands. */
export interface ReviewState {
	readonly status: ItemStatus;
	readonly retired: boolean;
	/** Account that wrote the version; null for items the installation loaded. */
	readonly authorId: string | null;
	/** Account that moved it to `reviewed`; null while nobody has. */
	readonly reviewerId: string | null;
}

/** What can be asked of an item's newest version; `draft` sends it back to its author. */
export type ReviewStep = ItemStatus;

/**
 * Why `accountId` may not take the step, or null when they may.
 * - An item that was retired takes no step.
 * - Without four eyes a draft may be approved at once; with them it is reviewed first, and approved by
 *   somebody who neither wrote nor reviewed the version.
 * - A draft cannot be sent back, nothing is done twice, and what is approved is not reviewed again.
 */
export function stepRefusal(
	state: ReviewState,
	step: ReviewStep,
	accountId: string,
	fourEyes: boolean
): 'ITEM_STEP_IMPOSSIBLE' | 'FOUR_EYES_NEEDED' | null {
	const { status } = state;
	const possible =
		!state.retired &&
		{
			draft: status !== 'draft',
			reviewed: status === 'draft',
			approved: status === 'reviewed' || (status === 'draft' && !fourEyes)
		}[step];
	if (!possible) return 'ITEM_STEP_IMPOSSIBLE';
	const own = accountId === state.authorId || accountId === state.reviewerId;
	return step === 'approved' && fourEyes && own ? 'FOUR_EYES_NEEDED' : null;
}

/** Throws ITEM_STEP_IMPOSSIBLE or FOUR_EYES_NEEDED when `stepRefusal` gives one. */
export function requireStep(
	state: ReviewState,
	step: ReviewStep,
	accountId: string,
	fourEyes: boolean
): void {
	const code = stepRefusal(state, step, accountId, fourEyes);
	if (code) throw new AppError(code);
}

/** The steps that `accountId` may take, in the order of an item's life. */
export function possibleSteps(
	state: ReviewState,
	accountId: string,
	fourEyes: boolean
): ReviewStep[] {
	return (['draft', 'reviewed', 'approved'] as const).filter(
		(step) => stepRefusal(state, step, accountId, fourEyes) === null
	);
}

/**
 * Status of a version that arrives by a file. With four eyes nothing arrives beyond `draft`: a file
 * cannot say who reviewed it.
 */
export function arrivingStatus(said: ItemStatus, fourEyes: boolean): ItemStatus {
	return fourEyes ? 'draft' : said;
}
