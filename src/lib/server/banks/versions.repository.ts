import { sql } from 'kysely';
import type { DraftedItem } from '#lib/domain/item-draft.ts';
import type { ItemStatus } from '#lib/domain/items.ts';
import type { Transaction } from '#lib/server/db/database.ts';

/** An item of a bank with what its newest version is. */
export interface NewestVersion {
	readonly itemId: number;
	readonly key: string;
	readonly version: number;
	readonly digest: Buffer;
	readonly documentId: number | null;
	readonly status: ItemStatus;
	readonly retired: boolean;
	/** Somebody retired it by hand. */
	readonly retiredByHand: boolean;
	/** Somebody brought it back into use by hand. */
	readonly restoredByHand: boolean;
	/** Somebody wrote the newest version by hand or by an import of theirs. */
	readonly authorId: string | null;
	/** Somebody reviewed the newest version, or sent it back. */
	readonly reviewedByHand: boolean;
	readonly ordinal: number;
}

/** Newest version of each item that the bank has or had. */
export async function listNewestVersions(
	trx: Transaction,
	bankId: number
): Promise<NewestVersion[]> {
	return trx
		.selectFrom('item')
		.innerJoin('item_version', 'item_version.id', 'item.newest_version_id')
		.select([
			'item.id as itemId',
			'item.key',
			'item.ordinal',
			'item.status',
			'item_version.version',
			'item_version.digest',
			'item_version.document_id as documentId',
			'item_version.created_by as authorId',
			sql<boolean>`item.retired_at is not null`.as('retired'),
			sql<boolean>`item.retired_by is not null`.as('retiredByHand'),
			sql<boolean>`item.restored_by is not null`.as('restoredByHand'),
			sql<boolean>`exists (select from item_review review
				where review.item_version_id = item.newest_version_id and review.account_id is not null)`.as(
				'reviewedByHand'
			)
		])
		.where('item.bank_id', '=', bankId)
		.execute();
}

/** Creates items or moves them to their place in the bank, in use again; gives ids by key. */
export async function upsertItems(
	trx: Transaction,
	bankId: number,
	items: readonly { key: string; ordinal: number }[]
): Promise<Map<string, number>> {
	const ids = new Map<string, number>();
	const chunk = 5000;
	for (let start = 0; start < items.length; start += chunk) {
		const rows = await trx
			.insertInto('item')
			.values(
				items
					.slice(start, start + chunk)
					.map((item) => ({ bank_id: bankId, ...item, retired_at: null, status: 'draft' as const }))
			)
			.onConflict((conflict) =>
				conflict.constraint('item_key_unique').doUpdateSet((values) => ({
					ordinal: values.ref('excluded.ordinal'),
					retired_at: null,
					retired_by: null
				}))
			)
			.returning(['id', 'key'])
			.execute();
		for (const row of rows) ids.set(row.key, row.id);
	}
	return ids;
}

/** Takes items out of use; `by` is null where a file no longer holds them. */
export async function retireItems(
	trx: Transaction,
	itemIds: readonly number[],
	at: Date,
	by: string | null = null
): Promise<void> {
	if (itemIds.length === 0) return;
	await trx
		.updateTable('item')
		.set({ retired_at: at, retired_by: by, restored_by: null })
		.where('id', 'in', itemIds)
		.execute();
}

/** A version about to be written. */
export interface NewVersion {
	readonly itemId: number;
	readonly version: number;
	readonly topicId: number;
	readonly documentId: number | null;
	readonly digest: Buffer;
	readonly item: DraftedItem;
	readonly searchText: string;
	readonly fingerprint: Buffer;
}

/** Writes versions and makes them the newest of their items, as drafts; gives their ids in order. */
export async function insertVersions(
	trx: Transaction,
	versions: readonly NewVersion[],
	at: Date,
	authorId: string | null
): Promise<number[]> {
	const ids: number[] = [];
	const chunk = 2000;
	for (let start = 0; start < versions.length; start += chunk) {
		const part = versions.slice(start, start + chunk);
		const rows = await trx
			.insertInto('item_version')
			.values(
				part.map(({ item, ...version }) => ({
					item_id: version.itemId,
					version: version.version,
					type: item.type,
					topic_id: version.topicId,
					difficulty: item.difficulty,
					points: item.points,
					content: JSON.stringify(item.content),
					document_id: version.documentId,
					place: item.place,
					facts: [...item.facts],
					digest: version.digest,
					created_at: at,
					created_by: authorId
				}))
			)
			.returning(['id', 'item_id'])
			.execute();
		const idOf = new Map(rows.map((row) => [row.item_id, row.id]));
		await sql`
			update item set newest_version_id = written.version_id, status = 'draft',
				search_text = written.search_text, fingerprint = decode(written.fingerprint, 'hex')
			from unnest(${part.map(({ itemId }) => itemId)}::integer[],
				${part.map(({ itemId }) => idOf.get(itemId) as number)}::integer[],
				${part.map(({ searchText }) => searchText)}::text[],
				${part.map(({ fingerprint }) => fingerprint.toString('hex'))}::text[])
				as written (item_id, version_id, search_text, fingerprint)
			where item.id = written.item_id`.execute(trx);
		ids.push(...part.map(({ itemId }) => idOf.get(itemId) as number));
	}
	return ids;
}

/** A step of the newest version of an item. */
export interface ReviewStepRow {
	readonly itemId: number;
	readonly status: ItemStatus;
}

/**
 * Notes the steps of the newest versions and makes them the state of the items: an approved version is
 * drawn from now on, one that is sent back after approval no longer.
 */
export async function writeReviews(
	trx: Transaction,
	steps: readonly ReviewStepRow[],
	{ at, accountId, note }: { at: Date; accountId: string | null; note: string }
): Promise<void> {
	const chunk = 5000;
	for (let start = 0; start < steps.length; start += chunk) {
		const part = steps.slice(start, start + chunk);
		await sql`
			with step as (
				select * from unnest(${part.map(({ itemId }) => itemId)}::integer[],
					${part.map(({ status }) => status)}::text[]) as step (item_id, status)
			), noted as (
				insert into item_review (item_version_id, status, account_id, note, at)
				select item.newest_version_id, step.status, ${accountId}::uuid, ${note}, ${at}
				from step join item on item.id = step.item_id
			)
			update item set status = step.status,
				approved_version_id = case
					when step.status = 'approved' then item.newest_version_id
					when item.approved_version_id = item.newest_version_id then null
					else item.approved_version_id end
			from step where item.id = step.item_id`.execute(trx);
	}
}

/** Brings retired items back into use, by hand. */
export async function restoreItems(
	trx: Transaction,
	itemIds: readonly number[],
	by: string
): Promise<void> {
	if (itemIds.length === 0) return;
	await trx
		.updateTable('item')
		.set({ retired_at: null, retired_by: null, restored_by: by })
		.where('id', 'in', itemIds)
		.execute();
}
