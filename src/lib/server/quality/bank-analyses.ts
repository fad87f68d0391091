import { LRUCache } from 'lru-cache';
import type { ItemResult } from '#lib/domain/item-analysis-order.ts';
import { addItemSums, type AnalysedItem, type ItemSums } from '#lib/domain/item-analysis-sums.ts';
import type { BankListing } from '#lib/server/banks/banks.service.ts';
import type { Database } from '#lib/server/db/database.ts';
import { listBankRounds, listBankVersions, type BankVersion } from './quality.repository.ts';
import { itemResult, type RoundAnalyses, type RoundAnalysis } from './round-analyses.ts';
import { runInSlices } from './slices.ts';

/** Most rounds whose figures are added up for a bank: the newest. */
export const maxRounds = 50;
/** Most banks whose figures one node keeps in memory. */
const maxBanks = 20;

/** An item version of a bank with its figures over all rounds. */
export type BankItemResult = ItemResult & BankVersion;

/** Everything worked out about a bank: sums over rounds, nothing of a single one. */
export interface BankAnalysis {
	/** Rounds whose figures are added, and how many draw from the bank. */
	readonly rounds: number;
	readonly allRounds: number;
	/** Papers drawn in these rounds. */
	readonly papers: number;
	/** When the oldest of them was worked out, in ms since 1970 UTC; null without rounds. */
	readonly computedAt: number | null;
	/** True when some round had more attempts than are looked at. */
	readonly capped: boolean;
	readonly items: readonly BankItemResult[];
}

/** Gives the analysis of a bank, adding up those of its rounds when one of them or the bank changed. */
export function createBankAnalyses({
	database,
	analyses
}: {
	database: Database;
	analyses: RoundAnalyses;
}) {
	const known = new LRUCache<number, { stamp: string; analysis: BankAnalysis }>({ max: maxBanks });

	return async (bank: BankListing): Promise<BankAnalysis> => {
		const { rounds, total } = await listBankRounds(database.db, bank.id, maxRounds);
		const parts: RoundAnalysis[] = [];
		for (const round of rounds) parts.push(await analyses.get(round));
		const stamp = [
			bank.updatedAt.getTime(),
			bank.items,
			total,
			...parts.flatMap(({ round, computedAt, counts }) => [
				...[round.roundId, computedAt, counts.drawn, counts.closed, counts.voided]
			])
		].join();
		const last = known.get(bank.id);
		if (last?.stamp === stamp) return last.analysis;
		const pool = new Map<number, AnalysedItem>();
		for (const part of parts) for (const [id, item] of part.pool) pool.set(id, item);
		const used = new Set(parts.flatMap((part) => part.items.map(({ versionId }) => versionId)));
		const versions = await listBankVersions(database.db, bank.id, [...used]);
		const papers = parts.reduce((sum, part) => sum + part.papers, 0);
		const analysis: BankAnalysis = {
			...{ rounds: parts.length, allRounds: total, papers },
			computedAt: parts.length > 0 ? Math.min(...parts.map((part) => part.computedAt)) : null,
			capped: parts.some((part) => part.capped),
			items: await runInSlices(addUp(versions, parts, pool, papers))
		};
		known.set(bank.id, { stamp, analysis });
		return analysis;
	};
}

/** The versions with their sums over the rounds, one version a step. */
function* addUp(
	versions: readonly BankVersion[],
	parts: readonly RoundAnalysis[],
	pool: ReadonlyMap<number, AnalysedItem>,
	papers: number
): Generator<void, BankItemResult[]> {
	const items: BankItemResult[] = [];
	for (const version of versions) {
		let sums: ItemSums | undefined;
		let held = 0;
		for (const part of parts) {
			held += part.held.get(version.versionId) ?? 0;
			const more = part.sums.items.get(version.versionId);
			if (more) sums = sums ? addItemSums(sums, more) : more;
		}
		const { versionId } = version;
		// An item that no round has in its pool was never shown: it has neither sums nor a key to judge.
		const item = pool.get(versionId) ?? { versionId, key: 0, points: 0, optionCount: 0 };
		items.push({ ...version, ...itemResult(item, sums, { papers, held }, true) });
		yield;
	}
	return items;
}
