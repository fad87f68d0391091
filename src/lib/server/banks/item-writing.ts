import { AppError } from '#lib/domain/errors.ts';
import type { DraftedItem, ItemDraft } from '#lib/domain/item-draft.ts';
import { itemSearchText } from '#lib/domain/item-text.ts';
import type { ItemStatus } from '#lib/domain/items.ts';
import { requirePermission, type Actor } from '#lib/domain/permissions.ts';
import { requireStep } from '#lib/domain/review.ts';
import type { Transaction } from '#lib/server/db/database.ts';
import { listTopics } from './bank-content.repository.ts';
import { hasDocument, type LockedBank } from './banks.repository.ts';
import { fingerprintDigest, itemDigest } from './digests.ts';
import type { VersionContent } from './item-history.repository.ts';
import { insertVersions, writeReviews, type NewVersion } from './versions.repository.ts';

/** What a change works with: the bank is locked, and the actor may do what they are about to do. */
export interface Work {
	readonly trx: Transaction;
	readonly bank: LockedBank;
	readonly actor: Actor;
	readonly at: Date;
}

/** Where a version belongs, and the rows that it refers to. */
export interface VersionTarget {
	readonly itemId: number;
	readonly key: string;
	readonly version: number;
	readonly topicId: number;
	readonly documentId: number | null;
}

/** A version as it is written. */
export function newVersion({ key, ...target }: VersionTarget, item: DraftedItem): NewVersion {
	return {
		...target,
		item,
		digest: itemDigest(item),
		searchText: itemSearchText(key, item.content),
		fingerprint: fingerprintDigest(item.content)
	};
}

/** Writes versions that the actor made, as drafts. */
export async function writeDrafts(
	{ trx, actor, at }: Work,
	versions: readonly NewVersion[]
): Promise<void> {
	await insertVersions(trx, versions, at, actor.accountId);
}

/**
 * Approves the newest version of an item that its editor has just written or left as it was. Throws
 * FORBIDDEN, ITEM_STEP_IMPOSSIBLE or FOUR_EYES_NEEDED.
 */
export async function approveOwn(
	{ trx, bank, actor, at }: Work,
	itemId: number,
	state: { status: ItemStatus; authorId: string | null; reviewerId: string | null }
): Promise<void> {
	requirePermission(actor, 'banks.review', bank.unitPath);
	requireStep({ ...state, retired: false }, 'approved', actor.accountId, bank.fourEyes);
	const { accountId } = actor;
	await writeReviews(trx, [{ itemId, status: 'approved' }], { at, accountId, note: '' });
}

/** The state of a version that the actor has just written. */
export function freshDraft({ accountId }: Actor) {
	return { status: 'draft' as const, authorId: accountId, reviewerId: null };
}

/** The rows that a draft's names stand for. Throws INVALID_INPUT or DOCUMENT_NOT_FOUND. */
export async function findReferences(
	{ trx, bank }: Work,
	draft: ItemDraft
): Promise<{ topicId: number; documentId: number | null }> {
	const topics = await listTopics(trx, bank.id);
	const topicId = topics.find((topic) => topic.key === draft.topic)?.id;
	if (topicId === undefined) throw new AppError('INVALID_INPUT');
	if (draft.documentId !== null && !(await hasDocument(trx, draft.documentId)))
		throw new AppError('DOCUMENT_NOT_FOUND');
	return { topicId, documentId: draft.documentId };
}

/** What a version says. */
export function storedItem(version: VersionContent): DraftedItem {
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

/** True when the draft says what the version says. */
export function saysTheSame(
	item: DraftedItem,
	documentId: number | null,
	version: VersionContent
): boolean {
	return (
		documentId === version.documentId && itemDigest(item).equals(itemDigest(storedItem(version)))
	);
}
