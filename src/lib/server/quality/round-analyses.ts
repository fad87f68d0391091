import { LRUCache } from 'lru-cache';
import type { ItemResult } from '#lib/domain/item-analysis-order.ts';
import { paperFigures, type PaperFigures } from '#lib/domain/item-analysis-paper.ts';
import { answeredPaper } from '#lib/domain/item-analysis-responses.ts';
import { sumItem, type AnalysedItem, type ItemSums } from '#lib/domain/item-analysis-sums.ts';
import { createTally, type RoundSums } from '#lib/domain/item-analysis-tally.ts';
import { itemWarnings } from '#lib/domain/item-analysis-warnings.ts';
import { itemFigures, type Exposure } from '#lib/domain/item-analysis.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Database } from '#lib/server/db/database.ts';
import {
	countAttempts,
	countExposure,
	listPoolItems,
	readFirstAttempts,
	type AttemptCounts,
	type RoundRef
} from './quality.repository.ts';
import { runInSlices } from './slices.ts';

/** Most attempts, and most drawn papers, of a round that are looked at: the newest. */
export const maxAttempts = 20_000;
/** Attempts read at a time; what is done with them takes a few milliseconds. */
const chunk = 50;
/** For so long, in ms, an analysis is given without asking whether attempts were closed since … */
const freshFor = 30_000;
/** … or for so many times what it cost, so that a large round under way does not busy the node. */
const freshForCosts = 10;
/** For so long, in ms, a failure is given instead of failing again. */
const failureFor = 10_000;
/** Numbers kept in memory for all rounds together, some tens of bytes each. */
const maxKept = 2_000_000;

/** Everything worked out about a round. */
export interface RoundAnalysis {
	readonly round: RoundRef;
	readonly counts: AttemptCounts;
	/** When it was worked out, in ms since 1970 UTC. */
	readonly computedAt: number;
	/** True when there were more attempts or papers than are looked at. */
	readonly capped: boolean;
	readonly sums: RoundSums;
	readonly paper: PaperFigures | null;
	/** Papers that exposure is counted over, and how many of them held each version. */
	readonly papers: number;
	readonly held: ReadonlyMap<number, number>;
	/** True when every paper holds the same items. */
	readonly fixedPaper: boolean;
	readonly pool: ReadonlyMap<number, AnalysedItem>;
	/** Items that were on a paper. */
	readonly items: readonly ItemResult[];
}

export type RoundAnalyses = ReturnType<typeof createRoundAnalyses>;

/**
 * The analyses of rounds, worked out once per node and again only when attempts were closed or voided
 * since. Many callers at once cause one reading, and one round is read at a time: the work holds one
 * connection and never the node for more than some milliseconds.
 */
export function createRoundAnalyses({ database, clock }: { database: Database; clock: Clock }) {
	const known = new LRUCache<number, { analysis: RoundAnalysis; freshUntil: number }>({
		maxSize: maxKept,
		sizeCalculation: ({ analysis }) => Math.min(maxKept, sizeOf(analysis))
	});
	const running = new Map<number, Promise<RoundAnalysis>>();
	const progress = new Map<number, number>();
	const failures = new Map<number, { error: unknown; until: number }>();
	let queue: Promise<unknown> = Promise.resolve();

	async function current(round: RoundRef): Promise<RoundAnalysis> {
		const last = known.get(round.roundId);
		if (last && clock.now() < last.freshUntil) return last.analysis;
		const counts = await countAttempts(database.db, round);
		if (last && isSame(last.analysis.counts, counts)) {
			last.freshUntil = clock.now() + freshFor;
			return last.analysis;
		}
		const work = queue.then(() => analyse(round, counts));
		queue = work.catch(() => undefined);
		const analysis = await work;
		const cost = clock.now() - analysis.computedAt;
		const freshUntil = clock.now() + Math.max(freshFor, freshForCosts * cost);
		known.set(round.roundId, { analysis, freshUntil });
		return analysis;
	}

	async function analyse(round: RoundRef, counts: AttemptCounts): Promise<RoundAnalysis> {
		const computedAt = clock.now();
		const pool = await listPoolItems(database.db, round.roundId);
		const { papers, held } = await countExposure(database.db, round, maxAttempts);
		const tally = createTally(pool);
		let read = 0;
		for await (const attempts of readFirstAttempts(database.sql, round, maxAttempts, chunk)) {
			for (const { versionIds, startedAt, log } of attempts) {
				tally.add(answeredPaper(versionIds, startedAt, log));
			}
			read += attempts.length;
			progress.set(round.roundId, read);
		}
		const sums = await runInSlices(tally.sum());
		const byVersion = new Map(pool.map((item) => [item.versionId, item]));
		const fixedPaper = papers > 0 && [...held.values()].every((count) => count === papers);
		return {
			...{ round, counts, computedAt, sums, papers, held, fixedPaper, pool: byVersion },
			capped: read >= maxAttempts || papers >= maxAttempts,
			paper: paperFigures(sums.papers),
			items: await runInSlices(results(sums, byVersion, { papers, held, judged: !fixedPaper }))
		};
	}

	return {
		/** The analysis of a round as it is now, or as it was at most half a minute ago. */
		get(round: RoundRef): Promise<RoundAnalysis> {
			const { roundId } = round;
			const failure = failures.get(roundId);
			if (failure && clock.now() < failure.until) return Promise.reject(failure.error);
			const under = running.get(roundId);
			if (under) return under;
			const work = current(round)
				.catch((error: unknown) => {
					failures.set(roundId, { error, until: clock.now() + failureFor });
					throw error;
				})
				.finally(() => {
					running.delete(roundId);
					progress.delete(roundId);
				});
			failures.delete(roundId);
			running.set(roundId, work);
			return work;
		},

		/** Attempts read so far of a round that is being worked out. */
		progressOf: (roundId: number): number => progress.get(roundId) ?? 0
	};
}

function isSame(one: AttemptCounts, other: AttemptCounts): boolean {
	return one.drawn === other.drawn && one.closed === other.closed && one.voided === other.voided;
}

/** What was worked out about each item that was on a paper, one item a step. */
function* results(
	sums: RoundSums,
	pool: ReadonlyMap<number, AnalysedItem>,
	exposure: { papers: number; held: ReadonlyMap<number, number>; judged: boolean }
): Generator<void, ItemResult[]> {
	const items: ItemResult[] = [];
	for (const item of pool.values()) {
		const held = exposure.held.get(item.versionId) ?? 0;
		const itemSums = sums.items.get(item.versionId);
		if (held === 0 && !itemSums) continue;
		items.push(itemResult(item, itemSums, { papers: exposure.papers, held }, exposure.judged));
		yield;
	}
	return items;
}

/**
 * The figures and warnings of an item. Wear is judged unless everybody gets the item by design; an
 * item that nobody answered yet has no sums.
 */
export function itemResult(
	item: AnalysedItem,
	sums: ItemSums | undefined,
	exposure: Exposure,
	wearJudged: boolean
): ItemResult {
	const figures = itemFigures(sums ?? sumItem(item, new Map(), new Map()));
	return {
		versionId: item.versionId,
		figures,
		exposure,
		warnings: itemWarnings(item.key, figures, wearJudged ? exposure : null)
	};
}

/** About how many numbers are kept of an analysis. */
function sizeOf({ sums, pool }: RoundAnalysis): number {
	let numbers = 10 * pool.size;
	for (const { options, seconds } of sums.items.values()) {
		numbers += 40 + 15 * options.length + 2 * seconds.size;
	}
	return numbers;
}
