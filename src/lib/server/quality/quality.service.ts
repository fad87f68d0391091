import { AppError } from '#lib/domain/errors.ts';
import {
	isShown,
	orderItems,
	type ItemOrder,
	type ItemResult,
	type OrderDirection
} from '#lib/domain/item-analysis-order.ts';
import type { PaperFigures } from '#lib/domain/item-analysis-paper.ts';
import type { KeyedItem } from '#lib/domain/items.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import type { BankListing, BankService } from '#lib/server/banks/banks.service.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { ContestService } from '#lib/server/contests/contests.service.ts';
import type { Database } from '#lib/server/db/database.ts';
import { log } from '#lib/server/log.ts';
import { createBankAnalyses, type BankAnalysis, type BankItemResult } from './bank-analyses.ts';
import { waitFor } from './patience.ts';
import { createRoundAnalyses, type RoundAnalysis } from './round-analyses.ts';

export { maxRounds } from './bank-analyses.ts';
export { maxAttempts } from './round-analyses.ts';
export type { BankItemResult } from './bank-analyses.ts';

/** Most items of a chart: more would hide each other. */
export const maxDrawn = 600;

/** How a list of items is wanted. Pages count from 1; a page beyond the last is the last. */
export interface ListView {
	readonly order: ItemOrder;
	readonly direction: OrderDirection;
	readonly page: number;
	readonly pageSize: number;
}

/** An item of a list, with what it asks. */
export type Listed<Item extends ItemResult> = Item &
	Pick<KeyedItem, 'stem' | 'type' | 'difficulty'>;

/** A page of a list of items. */
export interface ItemPage<Item extends ItemResult> {
	readonly rows: readonly Listed<Item>[];
	readonly page: number;
	readonly pageCount: number;
	readonly total: number;
}

/** The figures are being worked out: ask again soon. */
export interface Computing {
	readonly state: 'computing';
	/** Attempts read so far. */
	readonly read: number;
}

/** Figures of a round: its papers, and a page of its items. */
export interface RoundQuality extends Pick<
	RoundAnalysis,
	'computedAt' | 'capped' | 'counts' | 'fixedPaper'
> {
	readonly state: 'ready';
	readonly paper: PaperFigures | null;
	/** All items that were on a paper. */
	readonly items: readonly ItemResult[];
	/** Those to draw, the gravest warnings first; at most `maxDrawn`. */
	readonly drawn: readonly Listed<ItemResult>[];
	readonly list: ItemPage<ItemResult>;
	/** Items of the pool that were on no paper. */
	readonly neverDrawn: number;
}

/** Figures of a bank over all rounds, and a page of its items. */
export interface BankQuality extends Omit<BankAnalysis, 'items'> {
	readonly state: 'ready';
	readonly items: readonly BankItemResult[];
	readonly list: ItemPage<BankItemResult>;
}

/** An item with its key and its figures. For organizers only. */
export interface ItemQuality<Item extends ItemResult> {
	readonly state: 'ready';
	readonly item: KeyedItem;
	readonly result: Item;
	/** Null where nothing was worked out yet. */
	readonly computedAt: number | null;
}

export type QualityService = ReturnType<typeof createQualityService>;

/**
 * Quality figures from real attempts. They give keys away, so every use case begins with the
 * permission: figures of a round are for those who manage its contest, figures of a bank (sums over
 * all its rounds) for those who may read the bank.
 *
 * A first reading may take some seconds. Whoever asks waits `patience` ms for it and then gets
 * `computing`; the work goes on for whoever asks next.
 */
export function createQualityService({
	database,
	clock,
	contests,
	banks,
	patience = 3_000
}: {
	database: Database;
	clock: Clock;
	contests: ContestService;
	banks: BankService;
	patience?: number;
}) {
	const analyses = createRoundAnalyses({ database, clock });
	const bankAnalysis = createBankAnalyses({ database, analyses });

	/** The round of a contest that the actor may manage and that was published. */
	async function requireRound(actor: Actor | null, contestId: number) {
		const contest = await contests.findManaged(actor, contestId);
		if (contest.status === 'draft') throw new AppError('CONTEST_NOT_PUBLISHED');
		return { contestId: contest.id, roundId: contest.round.id };
	}

	/** A bank that the actor may read. Throws BANK_NOT_FOUND. */
	async function requireBank(actor: Actor | null, slug: string): Promise<BankListing> {
		const bank = (await banks.list(actor)).find((each) => each.slug === slug);
		if (!bank) throw new AppError('BANK_NOT_FOUND');
		return bank;
	}

	async function inTime<Result>(work: Promise<Result>, roundId?: number) {
		const result = await waitFor(work, patience, (error) =>
			log.error({ err: error }, 'quality figures failed')
		);
		const read = roundId === undefined ? 0 : analyses.progressOf(roundId);
		return result ?? ({ state: 'computing', read } satisfies Computing);
	}

	async function pageOf<Item extends ItemResult>(
		items: readonly Item[],
		view: ListView
	): Promise<ItemPage<Item>> {
		const pageCount = Math.max(1, Math.ceil(items.length / view.pageSize));
		const page = Math.min(view.page, pageCount);
		const from = (page - 1) * view.pageSize;
		const wanted = orderItems(items, view.order, view.direction).slice(from, from + view.pageSize);
		return { rows: await listed(wanted), page, pageCount, total: items.length };
	}

	/** The items with what they ask. */
	async function listed<Item extends ItemResult>(items: readonly Item[]): Promise<Listed<Item>[]> {
		const texts = await textsOf(items.map(({ versionId }) => versionId));
		return items.flatMap((item) => {
			const text = texts.get(item.versionId);
			if (!text) return [];
			const { stem, type, difficulty } = text;
			return [{ ...item, stem, type, difficulty }];
		});
	}

	async function textsOf(versionIds: readonly number[]): Promise<Map<number, KeyedItem>> {
		const items = await banks.keyedItems(versionIds);
		return new Map(items.map((item) => [item.versionId, item]));
	}

	async function withText<Item extends ItemResult>(
		result: Item | undefined,
		computedAt: number | null
	): Promise<ItemQuality<Item>> {
		const item = result && (await textsOf([result.versionId])).get(result.versionId);
		if (!item) throw new AppError('NOT_FOUND');
		return { state: 'ready', item, result, computedAt };
	}

	return {
		/** Figures of a contest's round. Throws CONTEST_NOT_PUBLISHED for a draft. */
		async round(
			actor: Actor | null,
			contestId: number,
			view: ListView
		): Promise<RoundQuality | Computing> {
			const round = await requireRound(actor, contestId);
			const analysis = await inTime(analyses.get(round), round.roundId);
			if ('state' in analysis) return analysis;
			const { computedAt, capped, counts, fixedPaper, paper, items, pool } = analysis;
			return {
				...{ state: 'ready', computedAt, capped, counts, fixedPaper, paper, items },
				drawn: await listed(
					orderItems(
						items.filter(({ figures }) => isShown(figures) && figures.discrimination !== null),
						'warnings'
					).slice(0, maxDrawn)
				),
				list: await pageOf(items, view),
				neverDrawn: pool.size - items.length
			};
		},

		/** An item of a contest's round. Throws NOT_FOUND when it was on no paper of the round. */
		async roundItem(
			actor: Actor | null,
			contestId: number,
			versionId: number
		): Promise<ItemQuality<ItemResult> | Computing> {
			const round = await requireRound(actor, contestId);
			const analysis = await inTime(analyses.get(round), round.roundId);
			if ('state' in analysis) return analysis;
			const result = analysis.items.find((each) => each.versionId === versionId);
			return withText(result, analysis.computedAt);
		},

		/** Figures of a bank's items over all rounds that draw from it. Throws BANK_NOT_FOUND. */
		async bank(
			actor: Actor | null,
			slug: string,
			view: ListView
		): Promise<BankQuality | Computing> {
			const bank = await requireBank(actor, slug);
			const analysis = await inTime(bankAnalysis(bank));
			if ('state' in analysis) return analysis;
			return { ...analysis, state: 'ready', list: await pageOf(analysis.items, view) };
		},

		/** An item of a bank over all rounds. Throws BANK_NOT_FOUND or NOT_FOUND. */
		async bankItem(
			actor: Actor | null,
			slug: string,
			versionId: number
		): Promise<ItemQuality<BankItemResult> | Computing> {
			const bank = await requireBank(actor, slug);
			const analysis = await inTime(bankAnalysis(bank));
			if ('state' in analysis) return analysis;
			const result = analysis.items.find((each) => each.versionId === versionId);
			return withText(result, analysis.computedAt);
		}
	};
}
