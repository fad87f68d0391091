import { AppError } from '#lib/domain/errors.ts';
import { draftedItem, type ItemDraft } from '#lib/domain/item-draft.ts';
import { addedPrefix, itemKeys } from '#lib/domain/item-keys.ts';
import { isAllowed, type Actor } from '#lib/domain/permissions.ts';
import { stepRefusal, type ReviewStep } from '#lib/domain/review.ts';
import { recordAudit } from '#lib/server/audit/audit.service.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Database } from '#lib/server/db/database.ts';
import { lockBankFor, type BankAction } from './bank-access.ts';
import { listKeys, listTopics } from './bank-content.repository.ts';
import { touchBank } from './banks.repository.ts';
import { bulkAnswer, judgeUse, type BulkChange, type BulkResult } from './bulk.ts';
import { findItem, listNewestContents, listReviewStates } from './item-history.repository.ts';
import {
	approveOwn,
	findReferences,
	freshDraft,
	newVersion,
	saysTheSame,
	storedItem,
	writeDrafts,
	type Work
} from './item-writing.ts';
import { restoreItems, retireItems, upsertItems, writeReviews } from './versions.repository.ts';

export type { BulkChange, BulkResult } from './bulk.ts';

export type EditingService = ReturnType<typeof createEditingService>;

/**
 * Changes of items by hand. Every change of what an item says makes a new version and leaves the
 * earlier ones as they are: contests keep the versions they were published with.
 */
export function createEditingService({ database, clock }: { database: Database; clock: Clock }) {
	/** Runs a change in one transaction with the bank locked, and records it. */
	async function change<Result>(
		actor: Actor | null,
		permission: BankAction,
		slug: string,
		action: string,
		work: (on: Work) => Promise<{ result: Result; details: Record<string, unknown> | null }>
	): Promise<Result> {
		return database.db.transaction().execute(async (trx) => {
			const locked = await lockBankFor(trx, actor, permission, slug);
			const at = new Date(clock.now());
			const { result, details } = await work({ trx, at, ...locked });
			if (details !== null) {
				await touchBank(trx, locked.bank.id, at);
				const { accountId } = locked.actor;
				await recordAudit(trx, { at, accountId, action, subject: `bank:${slug}`, details });
			}
			return result;
		});
	}

	return {
		/**
		 * Adds an item, as a draft or approved at once; gives its key. Throws INVALID_INPUT,
		 * DOCUMENT_NOT_FOUND, ITEM_STEP_IMPOSSIBLE (approved at once where four eyes are asked for).
		 */
		create(
			actor: Actor | null,
			slug: string,
			draft: ItemDraft,
			{ approve }: { approve: boolean }
		): Promise<string> {
			return change(actor, 'banks.edit', slug, 'item.created', async (work) => {
				const { trx, bank } = work;
				const rows = await findReferences(work, draft);
				const { keys, nextOrdinal, isLoaded } = await listKeys(trx, bank.id);
				// The product's next file must not come with another question of the same key.
				const key = itemKeys(keys, { prefix: isLoaded ? addedPrefix : null })();
				const ids = await upsertItems(trx, bank.id, [{ key, ordinal: nextOrdinal }]);
				const itemId = ids.get(key) as number;
				const item = draftedItem(draft, bank.language);
				await writeDrafts(work, [newVersion({ itemId, key, version: 1, ...rows }, item)]);
				if (approve) await approveOwn(work, itemId, freshDraft(work.actor));
				return { result: key, details: { item: key, approve } };
			});
		},

		/**
		 * Writes the draft as the item's next version, if it says anything new. `baseVersionId` is the
		 * version that the person began with. Throws ITEM_CHANGED_MEANWHILE when there is a newer one,
		 * and what `create` throws.
		 */
		save(
			actor: Actor | null,
			slug: string,
			key: string,
			baseVersionId: number,
			draft: ItemDraft,
			{ approve }: { approve: boolean }
		): Promise<void> {
			return change(actor, 'banks.edit', slug, 'item.changed', async (work) => {
				const { trx, bank } = work;
				const found = await findItem(trx, bank.id, key);
				const newest = found?.versions[0];
				if (!found || !newest) throw new AppError('ITEM_NOT_FOUND');
				if (newest.versionId !== baseVersionId) throw new AppError('ITEM_CHANGED_MEANWHILE');
				if (found.retired) throw new AppError('ITEM_STEP_IMPOSSIBLE');
				const { itemId } = found;
				const rows = await findReferences(work, draft);
				const item = draftedItem(draft, bank.language);
				if (!saysTheSame(item, rows.documentId, newest)) {
					const target = { itemId, key, version: newest.version + 1, ...rows };
					await writeDrafts(work, [newVersion(target, item)]);
					if (approve) await approveOwn(work, itemId, freshDraft(work.actor));
				} else if (approve && found.status !== 'approved') {
					const [state] = await listReviewStates(trx, bank.id, [key]);
					if (state) await approveOwn(work, itemId, state);
				} else {
					return { result: undefined, details: null };
				}
				return { result: undefined, details: { item: key, approve } };
			});
		},

		/** Takes a step with the newest version of each of the items that can take it. */
		step(
			actor: Actor | null,
			slug: string,
			keys: readonly string[],
			step: ReviewStep,
			note: string
		): Promise<BulkResult> {
			return change(actor, 'banks.review', slug, `item.${step}`, async (work) => {
				const { trx, bank, at } = work;
				const { accountId } = work.actor;
				const states = await listReviewStates(trx, bank.id, keys);
				const judged = states.map((state) => ({
					...state,
					code: stepRefusal(state, step, accountId, bank.fourEyes)
				}));
				const taken = judged.filter(({ code }) => code === null);
				const rows = taken.map(({ itemId }) => ({ itemId, status: step }));
				await writeReviews(trx, rows, { at, accountId, note });
				return bulkAnswer(keys, judged, { step, note });
			});
		},

		/** Takes items out of use: papers of contests to come do not draw them. */
		retire(actor: Actor | null, slug: string, keys: readonly string[]): Promise<BulkResult> {
			return change(actor, 'banks.edit', slug, 'item.retired', async ({ trx, bank, at, actor }) => {
				const judged = judgeUse(await listReviewStates(trx, bank.id, keys), false);
				const ids = judged.filter(({ code }) => code === null).map(({ itemId }) => itemId);
				await retireItems(trx, ids, at, actor.accountId);
				return bulkAnswer(keys, judged, {});
			});
		},

		/** Brings retired items back into use, with the status they had. */
		restore(actor: Actor | null, slug: string, keys: readonly string[]): Promise<BulkResult> {
			return change(actor, 'banks.edit', slug, 'item.restored', async ({ trx, bank, actor }) => {
				const judged = judgeUse(await listReviewStates(trx, bank.id, keys), true);
				const ids = judged.filter(({ code }) => code === null).map(({ itemId }) => itemId);
				await restoreItems(trx, ids, actor.accountId);
				return bulkAnswer(keys, judged, {});
			});
		},

		/**
		 * Changes topic, difficulty or points of several items. Each that thereby says something new gets
		 * a new version: approved at once where the former was and the bank does not ask for four eyes,
		 * otherwise a draft. Throws INVALID_INPUT for a topic that is not the bank's.
		 */
		changeMany(
			actor: Actor | null,
			slug: string,
			keys: readonly string[],
			{ topicId, difficulty, points }: BulkChange
		): Promise<BulkResult> {
			return change(actor, 'banks.edit', slug, 'item.changed', async (work) => {
				const { trx, bank, at } = work;
				const { accountId } = work.actor;
				const topics = await listTopics(trx, bank.id);
				const topic = topics.find(({ id }) => id === topicId);
				if (topicId !== null && !topic) throw new AppError('INVALID_INPUT');
				const idOf = new Map(topics.map(({ key, id }) => [key, id]));
				const newest = await listNewestContents(trx, bank.id, keys);
				const judged = judgeUse(newest, false).map((each) => {
					const before = storedItem(each);
					const item = {
						...before,
						topic: topic?.key ?? before.topic,
						difficulty: difficulty ?? before.difficulty,
						points: points === null ? before.points : Math.round(points * 100)
					};
					return { ...each, item, isSame: saysTheSame(item, each.documentId, each) };
				});
				const changed = judged.filter(({ code, isSame }) => code === null && !isSame);
				const versions = changed.map(({ itemId, key, version, documentId, item }) => {
					const topicId = idOf.get(item.topic) as number;
					return newVersion({ itemId, key, version: version + 1, topicId, documentId }, item);
				});
				await writeDrafts(work, versions);
				const mayApprove = isAllowed(actor, 'banks.review', bank.unitPath) && !bank.fourEyes;
				const approved = changed
					.filter(({ status }) => status === 'approved' && mayApprove)
					.map(({ itemId }) => ({ itemId, status: 'approved' as const }));
				await writeReviews(trx, approved, { at, accountId, note: '' });
				return bulkAnswer(keys, judged, { topic: topic?.key, difficulty, points });
			});
		}
	};
}
