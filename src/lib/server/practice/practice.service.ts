import { z } from 'zod';
import { AppError } from '#lib/domain/errors.ts';
import type { KeyedItem, RevealedItem, ShownItem } from '#lib/domain/items.ts';
import { canonicalMask, showItem, type PaperItem } from '#lib/domain/paper.ts';
import { drawSections } from '#lib/domain/rules/drawing.ts';
import { scorePaper, type Score } from '#lib/domain/scoring.ts';
import { reveal } from '#lib/server/attempts/sittings.service.ts';
import type { BankListing, BankService } from '#lib/server/banks/banks.service.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { DocumentService } from '#lib/server/documents/documents.service.ts';
import { newToken } from '#lib/server/accounts/tokens.ts';

/** Items of a practice paper, unless the bank has fewer. */
export const practiceItems = 15;
/** Time shown for a practice paper, in ms: a minute an item. */
export const practiceTimePerItem = 60_000;

/** Names a practice sitting: its start in ms (base 36) and its seed. The paper follows from it. */
export const practiceTokenSchema = z.string().regex(/^[0-9a-z]{1,11}-[A-Za-z0-9_-]{43}$/);

/** A practice paper as its page shows it. */
export interface PracticeSitting {
	readonly bank: BankListing;
	readonly items: readonly ShownItem[];
	readonly deadline: number;
	readonly serverTime: number;
}

export type PracticeService = ReturnType<typeof createPracticeService>;

/**
 * Practice exams (thi thử) for anybody, without an account. Nothing is stored: the paper follows from
 * the token in the address, and the answers come with the form.
 */
export function createPracticeService({
	clock,
	banks,
	documents
}: {
	clock: Clock;
	banks: BankService;
	documents: DocumentService;
}) {
	async function open(slug: string, token: string) {
		const bank = (await banks.listForPractice()).find((each) => each.slug === slug);
		if (!bank) throw new AppError('BANK_NOT_FOUND');
		const pool = await banks.pool([bank.id]);
		const count = Math.min(practiceItems, pool.length);
		const line = { bankId: bank.id, topicId: null, difficulty: null, type: null, points: null };
		const rules = { shuffleItems: true, shuffleOptions: true, freshFirst: false };
		const sections = [{ title: '', lines: [{ ...line, count }] }];
		const paper = drawSections(pool, { ...rules, sections }, { items: token, order: token });
		const known = new Map(
			(await banks.keyedItems(paper.map((place) => place.versionId))).map((item) => [
				item.versionId,
				item
			])
		);
		const items = paper.map((place) => known.get(place.versionId) as KeyedItem);
		return { bank, paper, items };
	}

	return {
		/** A token for a new practice paper that starts now. */
		start(): string {
			return `${clock.now().toString(36)}-${newToken()}`;
		},

		/** The paper of a token. Throws BANK_NOT_FOUND for banks that are not open for practice. */
		async sitting(slug: string, token: string): Promise<PracticeSitting> {
			const { bank, paper, items } = await open(slug, token);
			const startedAt = parseInt(token.slice(0, token.indexOf('-')), 36);
			return {
				bank,
				items: items.map((item, position) =>
					showItem(item, paper[position] as PaperItem, position)
				),
				deadline: startedAt + items.length * practiceTimePerItem,
				serverTime: clock.now()
			};
		},

		/** Scores the answers (shown positions by item) and gives everything with its explanation. */
		async result(
			slug: string,
			token: string,
			answers: ReadonlyMap<number, readonly number[]>
		): Promise<{ bank: BankListing; score: Score; items: RevealedItem[] }> {
			const { bank, paper, items } = await open(slug, token);
			const chosen: Record<number, number[]> = {};
			const latest = new Map<number, { chosen: number }>();
			paper.forEach((place, position) => {
				const shown = (answers.get(position) ?? []).filter((option) => option < place.order.length);
				chosen[position] = shown;
				latest.set(position, { chosen: canonicalMask(place, shown) });
			});
			return {
				bank,
				score: scorePaper(items, latest),
				items: reveal(
					items.map((item, position) => ({ item, place: paper[position] as PaperItem })),
					chosen,
					await documents.outdated()
				)
			};
		}
	};
}
