import { sql } from 'kysely';
import type { KeyedItem } from '#lib/domain/items.ts';
import type { DrawableItem } from '#lib/domain/rules/drawing.ts';
import type { Db } from '#lib/server/db/database.ts';

/** The approved version of every item in use of the given banks, as drawing needs them. */
export async function listPool(db: Db, bankIds: readonly number[]): Promise<DrawableItem[]> {
	if (bankIds.length === 0) return [];
	const rows = await db
		.selectFrom('item')
		.innerJoin('item_version', 'item_version.id', 'item.approved_version_id')
		.select([
			'item_version.id as versionId',
			'item.bank_id as bankId',
			'item_version.topic_id as topicId',
			'item_version.difficulty',
			'item_version.type',
			sql<number>`jsonb_array_length(item_version.content -> 'options')`.as('optionCount')
		])
		.where('item.bank_id', 'in', bankIds)
		.where('item.retired_at', 'is', null)
		.orderBy('item.id')
		.execute();
	return rows.map((item) => ({ ...item, fixedOrder: item.type === 'true_false' }));
}

/** Item versions with their keys. Never hand the result to a page. */
export async function findKeyedItems(db: Db, versionIds: readonly number[]): Promise<KeyedItem[]> {
	if (versionIds.length === 0) return [];
	const rows = await db
		.selectFrom('item_version')
		.innerJoin('item', 'item.id', 'item_version.item_id')
		.leftJoin('document', 'document.id', 'item_version.document_id')
		.select([
			'item_version.id as versionId',
			'item.bank_id as bankId',
			'item_version.type',
			'item_version.topic_id as topicId',
			'item_version.difficulty',
			'item_version.points',
			'item_version.content',
			'item_version.place',
			'item_version.document_id as documentId',
			'document.symbol',
			'document.title as documentTitle'
		])
		.where('item_version.id', 'in', versionIds)
		.execute();
	return rows.map((row) => ({
		versionId: row.versionId,
		bankId: row.bankId,
		type: row.type,
		stem: row.content.stem,
		options: row.content.options,
		key: row.content.key,
		points: row.points,
		topicId: row.topicId,
		difficulty: row.difficulty,
		rationale: row.content.rationale,
		citation:
			row.documentId !== null && row.symbol !== null && row.documentTitle !== null
				? {
						documentId: row.documentId,
						symbol: row.symbol,
						documentTitle: row.documentTitle,
						place: row.place
					}
				: null
	}));
}

/** A bank with items that cite documents which no longer hold. */
export interface OutdatedBank {
	readonly bankId: number;
	readonly slug: string;
	readonly title: string;
	readonly items: number;
}

/** Of the given versions, how many of each bank cite a document that no longer holds. */
export async function countOutdated(
	db: Db,
	versionIds: readonly number[]
): Promise<OutdatedBank[]> {
	if (versionIds.length === 0) return [];
	return db
		.selectFrom('item_version')
		.innerJoin('item', 'item.id', 'item_version.item_id')
		.innerJoin('bank', 'bank.id', 'item.bank_id')
		.innerJoin('document', 'document.id', 'item_version.document_id')
		.select([
			'bank.id as bankId',
			'bank.slug',
			'bank.title',
			sql<number>`count(*)::integer`.as('items')
		])
		.where('item_version.id', '=', sql<number>`any(${versionIds}::integer[])`)
		.where('document.status', '!=', 'in_force')
		.groupBy(['bank.id', 'bank.slug', 'bank.title'])
		.orderBy('bank.slug')
		.execute();
}

/** How many items papers may be drawn from, per topic and difficulty, in the order of the topics. */
export interface StratumListing {
	readonly bankId: number;
	readonly topicId: number;
	readonly topicTitle: string;
	readonly difficulty: DrawableItem['difficulty'];
	readonly items: number;
}

export async function listStrata(db: Db, bankIds: readonly number[]): Promise<StratumListing[]> {
	if (bankIds.length === 0) return [];
	return db
		.selectFrom('item')
		.innerJoin('item_version', 'item_version.id', 'item.approved_version_id')
		.innerJoin('topic', 'topic.id', 'item_version.topic_id')
		.select([
			'item.bank_id as bankId',
			'topic.id as topicId',
			'topic.title as topicTitle',
			'item_version.difficulty',
			sql<number>`count(*)::integer`.as('items')
		])
		.where('item.bank_id', 'in', bankIds)
		.where('item.retired_at', 'is', null)
		.groupBy([
			'item.bank_id',
			'topic.id',
			'topic.title',
			'topic.ordinal',
			'item_version.difficulty'
		])
		.orderBy('item.bank_id')
		.orderBy('topic.ordinal')
		.execute();
}
