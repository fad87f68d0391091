import { LRUCache } from 'lru-cache';
import type { KeyedItem } from '#lib/domain/items.ts';
import { paperOf } from '#lib/domain/rules/contest-rules.ts';
import type { PaperRules } from '#lib/domain/rules/paper-rules.ts';
import type { DrawableItem } from '#lib/domain/rules/drawing.ts';
import type { BankService } from '#lib/server/banks/banks.service.ts';
import type { Contest, ContestService } from '#lib/server/contests/contests.service.ts';

/** Everything of a published contest that papers, saving and scoring need. */
export interface RoundContent {
	readonly contest: Contest;
	readonly pool: readonly DrawableItem[];
	readonly items: ReadonlyMap<number, KeyedItem>;
}

/** The rules of the paper that an attempt was drawn by. */
export function paperOfAttempt(
	{ rules, rounds }: Contest,
	attempt: { readonly roundId: number; readonly audience: number }
): PaperRules {
	const round = rounds.find(({ id }) => id === attempt.roundId);
	const audience = rules.audiences[attempt.audience];
	if (!round || !audience) throw new Error('an attempt is of no round or audience of its contest');
	return paperOf(rules, round.rules, audience.id);
}

/** Most contests whose content one node keeps in memory. */
const maxContests = 50;

/**
 * Gives the content of a contest's round from this node's memory. What publishing fixed never
 * changes, so nothing has to be told to forget it. Many callers at once cause one read.
 */
export function createRoundContent(contests: ContestService, banks: BankService) {
	const known = new LRUCache<number, RoundContent>({
		max: maxContests,
		fetchMethod: async (contestId) => {
			const contest = await contests.findPublished(contestId);
			const items = await banks.keyedItems(await contests.roundVersions(contest.round.id));
			return {
				contest,
				items: new Map(items.map((item) => [item.versionId, item])),
				pool: items.map((item) => ({
					versionId: item.versionId,
					bankId: item.bankId,
					topicId: item.topicId,
					difficulty: item.difficulty,
					type: item.type,
					optionCount: item.options.length,
					fixedOrder: item.type === 'true_false'
				}))
			};
		}
	});
	return async (contestId: number): Promise<RoundContent> => {
		const content = known.get(contestId) ?? (await known.fetch(contestId));
		if (!content) throw new Error(`content of contest ${contestId} is gone`);
		return content;
	};
}
