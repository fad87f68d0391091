import { AppError, type ErrorCode } from '#lib/domain/errors.ts';
import { draftedItem, type DraftedItem, type ItemDraft } from '#lib/domain/item-draft.ts';
import { itemKeys } from '#lib/domain/item-keys.ts';
import { itemSearchText } from '#lib/domain/item-text.ts';
import type { Difficulty } from '#lib/domain/items.ts';
import type { Actor } from '#lib/domain/permissions.ts';
import { requireStep, stepRefusal, type ReviewStep } from '#lib/domain/review.ts';
import { recordAudit } from '#lib/server/audit/audit.service.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Database, Transaction } from '#lib/server/db/database.ts';
import { lockBankFor, type BankAction } from './bank-access.ts';
import { hasDocument, touchBank, type LockedBank } from './banks.repository.ts';
import { fingerprintDigest, itemDigest } from './digests.ts';
import { listKeys, listTopics } from './bank-content.repository.ts';
import { findItem, listReviewStates, type VersionRow } from './item-history.repository.ts';
import {
	insertVersions,
	restoreItems,
	retireItems,
	upsertItems,
	writeReviews
} from './versions.repository.ts';

/** What a change of several items came to. */
export interface BulkResult {
	/** Keys of the items that were changed. */
	readonly done: readonly string[];
	/** Items that were left as they are, and why. */
	readonly refused: readonly { readonly key: string; readonly code: ErrorCode }[];
}

/** What may be changed of several items at once; null leaves a field alone. */
export interface BulkChange {
	readonly topicId: number | null;
	readonly difficulty: Difficulty | null;
	/** Points of a right answer. */
	readonly points: number | null;
}

export type EditingService = ReturnType<typeof createEditingService>;

/** What a change works with: the bank is locked, and the actor may do what they are about to do. */
interface Work {
	readonly trx: Transaction;
	readonly bank: LockedBank;
	readonly actor: Actor;
	readonly at: Date;
}

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

	/** Writes a version of an item, as a draft or with the status given. */
	async function write(
		{ trx, bank, actor, at }: Work,
		target: { itemId: number; key: string; version: number },
		item: DraftedItem,
		{ topicId, documentId }: { topicId: number; documentId: number | null },
		approve: boolean
	): Promise<void> {
		const version = {
			itemId: target.itemId,
			version: target.version,
			topicId,
			documentId,
			item,
			digest: itemDigest(item),
			searchText: itemSearchText(target.key, item.content),
			fingerprint: fingerprintDigest(item.content)
		};
		await insertVersions(trx, [version], at, actor.accountId);
		if (!approve) return;
		requireStep(freshDraft(actor), 'approved', actor.accountId, bank.fourEyes);
		const steps = [{ itemId: target.itemId, status: 'approved' as const }];
		await writeReviews(trx, steps, { at, accountId: actor.accountId, note: '' });
	}

	/** The rows that a draft's names stand for. Throws INVALID_INPUT or DOCUMENT_NOT_FOUND. */
	async function references({ trx, bank }: Work, draft: ItemDraft) {
		const topics = await listTopics(trx, bank.id);
		const topicId = topics.find((topic) => topic.key === draft.topic)?.id;
		if (topicId === undefined) throw new AppError('INVALID_INPUT');
		if (draft.documentId !== null && !(await hasDocument(trx, draft.documentId)))
			throw new AppError('DOCUMENT_NOT_FOUND');
		return { topicId, documentId: draft.documentId };
	}

	return {
		/** Adds an item, as a draft or approved at once; gives its key. Throws FOUR_EYES_NEEDED. */
		create(
			actor: Actor | null,
			slug: string,
			draft: ItemDraft,
			{ approve }: { approve: boolean }
		): Promise<string> {
			return change(actor, 'banks.edit', slug, 'item.created', async (work) => {
				const rows = await references(work, draft);
				const { keys, nextOrdinal } = await listKeys(work.trx, work.bank.id);
				const key = itemKeys(keys)();
				const places = [{ key, ordinal: nextOrdinal }];
				const ids = await upsertItems(work.trx, work.bank.id, places);
				const target = { key, itemId: ids.get(key) as number, version: 1 };
				await write(work, target, draftedItem(draft, work.bank.language), rows, approve);
				return { result: key, details: { item: key, approve } };
			});
		},

		/**
		 * Writes the draft as the item's next version, if it says anything new. `baseVersionId` is the
		 * version that the person began with. Throws ITEM_CHANGED_MEANWHILE when there is a newer one.
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
				const found = await findItem(work.trx, work.bank.id, key);
				if (!found) throw new AppError('ITEM_NOT_FOUND');
				if (found.newestVersionId !== baseVersionId) throw new AppError('ITEM_CHANGED_MEANWHILE');
				if (found.retired) throw new AppError('ITEM_STEP_IMPOSSIBLE');
				const [newest] = found.versions as [VersionRow, ...VersionRow[]];
				const rows = await references(work, draft);
				const item = draftedItem(draft, work.bank.language);
				const isSame =
					itemDigest(item).equals(itemDigest(storedItem(newest))) &&
					newest.documentId === rows.documentId;
				if (isSame && (!approve || found.status === 'approved'))
					return { result: undefined, details: null };
				if (isSame) {
					const [state] = await listReviewStates(work.trx, work.bank.id, [key]);
					if (!state) throw new AppError('ITEM_NOT_FOUND');
					requireStep(state, 'approved', work.actor.accountId, work.bank.fourEyes);
					const steps = [{ itemId: found.itemId, status: 'approved' as const }];
					const by = { at: work.at, accountId: work.actor.accountId, note: '' };
					await writeReviews(work.trx, steps, by);
				} else {
					const target = { key, itemId: found.itemId, version: newest.version + 1 };
					await write(work, target, item, rows, approve);
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
				return answer(keys, judged, { step, note });
			});
		},

		/** Takes items out of use: papers of contests to come do not draw them. */
		retire(actor: Actor | null, slug: string, keys: readonly string[]): Promise<BulkResult> {
			return change(actor, 'banks.edit', slug, 'item.retired', async ({ trx, bank, at, actor }) => {
				const judged = judgeUse(await listReviewStates(trx, bank.id, keys), false);
				const ids = judged.filter(({ code }) => code === null).map(({ itemId }) => itemId);
				await retireItems(trx, ids, at, actor.accountId);
				return answer(keys, judged, {});
			});
		},

		/** Brings retired items back into use, with the status they had. */
		restore(actor: Actor | null, slug: string, keys: readonly string[]): Promise<BulkResult> {
			return change(actor, 'banks.edit', slug, 'item.restored', async ({ trx, bank }) => {
				const judged = judgeUse(await listReviewStates(trx, bank.id, keys), true);
				const ids = judged.filter(({ code }) => code === null).map(({ itemId }) => itemId);
				await restoreItems(trx, ids);
				return answer(keys, judged, {});
			});
		},

		/**
		 * Changes topic, difficulty or points of several items. Each gets a new version, approved at once
		 * where the former was and the bank does not ask for four eyes, otherwise a draft.
		 */
		changeMany(
			actor: Actor | null,
			slug: string,
			keys: readonly string[],
			{ topicId, difficulty, points }: BulkChange
		): Promise<BulkResult> {
			return change(actor, 'banks.edit', slug, 'item.changed', async (work) => {
				const { trx, bank } = work;
				const topics = await listTopics(trx, bank.id);
				const topic = topics.find(({ id }) => id === topicId);
				if (topicId !== null && !topic) throw new AppError('INVALID_INPUT');
				const judged = judgeUse(await listReviewStates(trx, bank.id, keys), false);
				for (const { key, itemId, code, status } of judged) {
					const newest = code === null && (await findItem(trx, bank.id, key))?.versions[0];
					if (!newest) continue;
					const before = storedItem(newest);
					const item = {
						...before,
						topic: topic?.key ?? before.topic,
						difficulty: difficulty ?? before.difficulty,
						points: points === null ? before.points : Math.round(points * 100)
					};
					if (itemDigest(item).equals(itemDigest(before))) continue;
					const rows = {
						topicId: topics.find((each) => each.key === item.topic)?.id as number,
						documentId: newest.documentId
					};
					const target = { key, itemId, version: newest.version + 1 };
					await write(work, target, item, rows, status === 'approved' && !bank.fourEyes);
				}
				return answer(keys, judged, { topic: topic?.key, difficulty, points });
			});
		}
	};
}

interface Judged {
	readonly key: string;
	readonly code: ErrorCode | null;
}

function judgeUse<State extends { readonly retired: boolean }>(
	states: readonly State[],
	wanted: boolean
): (State & { readonly code: ErrorCode | null })[] {
	return states.map((state) => ({
		...state,
		code: state.retired === wanted ? null : 'ITEM_STEP_IMPOSSIBLE'
	}));
}

/** What a change of several items answers, and what is recorded of it (nothing when nothing changed). */
function answer(
	asked: readonly string[],
	judged: readonly Judged[],
	details: Record<string, unknown>
): { result: BulkResult; details: Record<string, unknown> | null } {
	const known = new Set(judged.map(({ key }) => key));
	const missing = asked
		.filter((key) => !known.has(key))
		.map((key) => ({ key, code: 'ITEM_NOT_FOUND' as const }));
	const done = judged.filter(({ code }) => code === null).map(({ key }) => key);
	const refused = judged.flatMap(({ key, code }) => (code === null ? [] : [{ key, code }]));
	return {
		result: { done, refused: [...refused, ...missing] },
		details: done.length === 0 ? null : { items: done, ...details }
	};
}

/** The state of a version that the actor has just written. */
function freshDraft({ accountId }: Actor) {
	return { status: 'draft' as const, retired: false, authorId: accountId, reviewerId: null };
}

/** What a version says. */
export function storedItem(version: VersionRow): DraftedItem {
	return {
		type: version.type,
		topic: version.topicKey,
		difficulty: version.difficulty,
		points: version.points,
		content: version.content,
		place: version.place,
		facts: version.facts
	};
}
