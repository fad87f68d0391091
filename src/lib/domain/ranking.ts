/** What decides the order of two results. Score in hundredths of a point, times in milliseconds. */
export interface RankedResult {
	readonly score: number;
	readonly duration: number;
	readonly submittedAt: number;
	readonly attemptId: string;
}

/**
 * Total order of results, best first: higher score, then shorter duration, then earlier submission.
 * The attempt id only makes the order total; people equal in the first three share a rank.
 */
export function compareResults(left: RankedResult, right: RankedResult): number {
	return (
		right.score - left.score ||
		left.duration - right.duration ||
		left.submittedAt - right.submittedAt ||
		(left.attemptId < right.attemptId ? -1 : left.attemptId > right.attemptId ? 1 : 0)
	);
}

/** True when two results have the same rank. */
export function sharesRank(left: RankedResult, right: RankedResult): boolean {
	return (
		left.score === right.score &&
		left.duration === right.duration &&
		left.submittedAt === right.submittedAt
	);
}

/** Results in order with their rank; equals share one and the next rank is skipped (1, 1, 3). */
export function rankResults<T extends RankedResult>(
	results: readonly T[]
): (T & { rank: number })[] {
	const ordered = [...results].sort(compareResults);
	let rank = 0;
	return ordered.map((result, index) => {
		const previous = ordered[index - 1];
		if (!previous || !sharesRank(previous, result)) rank = index + 1;
		return { ...result, rank };
	});
}
