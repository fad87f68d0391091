import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { Difficulty, ItemStatus, ItemType } from '#lib/domain/items.ts';
import type { Db } from '#lib/server/db/database.ts';

/** What of a bank's items is asked for. Null or empty asks for everything. */
export interface ItemFilter {
	/** Folded text (`foldVietnamese`); each of its words is looked for in key, stem and options. */
	readonly text: string;
	readonly topicId: number | null;
	readonly difficulty: Difficulty | null;
	readonly type: ItemType | null;
	readonly documentId: number | null;
	/** `retired` are those out of use; any other choice, and none, leaves them out. */
	readonly status: ItemStatus | 'retired' | null;
	/** Only items that cite a document that no longer holds. */
	readonly outdated: boolean;
}

/** An item in the list of its bank; content is that of the newest version. */
export interface ItemRow {
	readonly itemId: number;
	readonly key: string;
	readonly version: number;
	readonly type: ItemType;
	readonly difficulty: Difficulty;
	readonly topicTitle: string;
	readonly stem: string;
	readonly status: ItemStatus;
	readonly retired: boolean;
	/** An approved version is drawn, be it the newest or an older one. */
	readonly drawn: boolean;
	/** Document cited; null without a citation. */
	readonly symbol: string | null;
	readonly place: string;
	/** The document cited no longer holds. */
	readonly outdated: boolean;
	readonly updatedAt: Date;
}

/** Items of a bank that fit, in the order of the bank, and how many there are in all. */
export async function listItems(
	db: Db,
	bankId: number,
	filter: ItemFilter,
	{ offset, limit }: { offset: number; limit: number }
): Promise<{ items: ItemRow[]; total: number }> {
	const from = fittingItems(db, bankId, filter);
	const [items, count] = await Promise.all([
		from
			.select([
				'item.id as itemId',
				'item.key',
				'item.status',
				'item_version.version',
				'item_version.type',
				'item_version.difficulty',
				'item_version.created_at as updatedAt',
				'topic.title as topicTitle',
				'document.symbol',
				'item_version.place',
				sql<string>`item_version.content ->> 'stem'`.as('stem'),
				sql<boolean>`item.retired_at is not null`.as('retired'),
				sql<boolean>`item.approved_version_id is not null and item.retired_at is null`.as('drawn'),
				sql<boolean>`coalesce(document.status <> 'in_force', false)`.as('outdated')
			])
			.orderBy('item.ordinal')
			.orderBy('item.id')
			.offset(offset)
			.limit(limit)
			.execute(),
		from.select(sql<number>`count(*)::integer`.as('total')).executeTakeFirstOrThrow()
	]);
	return { items, total: count.total };
}

/** Keys of at most `limit` items of a bank that fit, in the order of the bank. */
export async function listItemKeys(
	db: Db,
	bankId: number,
	filter: ItemFilter,
	limit: number
): Promise<string[]> {
	const rows = await fittingItems(db, bankId, filter)
		.select('item.key')
		.orderBy('item.ordinal')
		.orderBy('item.id')
		.limit(limit)
		.execute();
	return rows.map(({ key }) => key);
}

/** Items of a bank that fit, by their newest versions. */
function fittingItems(db: Db, bankId: number, filter: ItemFilter) {
	return db
		.selectFrom('item')
		.innerJoin('item_version', 'item_version.id', 'item.newest_version_id')
		.innerJoin('topic', 'topic.id', 'item_version.topic_id')
		.leftJoin('document', 'document.id', 'item_version.document_id')
		.where('item.bank_id', '=', bankId)
		.where((where) => where.and(conditions(filter)));
}

/** The filter as conditions over the tables of `listItems`. */
function conditions(filter: ItemFilter): RawBuilder<SqlBool>[] {
	const { text, topicId, difficulty, type, documentId, status, outdated } = filter;
	const words = text.split(' ').filter((word) => word !== '');
	const every = [
		status === 'retired'
			? sql<SqlBool>`item.retired_at is not null`
			: sql<SqlBool>`item.retired_at is null`,
		...words.map((word) => sql<SqlBool>`item.search_text like ${patternOf(word)}`),
		topicId !== null && sql<SqlBool>`item_version.topic_id = ${topicId}`,
		difficulty !== null && sql<SqlBool>`item_version.difficulty = ${difficulty}`,
		type !== null && sql<SqlBool>`item_version.type = ${type}`,
		documentId !== null && sql<SqlBool>`item_version.document_id = ${documentId}`,
		status !== null && status !== 'retired' && sql<SqlBool>`item.status = ${status}`,
		outdated && sql<SqlBool>`document.status <> 'in_force'`
	];
	return every.filter((condition) => condition !== false);
}

function patternOf(word: string): string {
	return `%${word.replace(/[\\%_]/g, '\\$&')}%`;
}

/** Items of a topic and difficulty, by their newest versions. */
export interface StratumCount {
	readonly topicId: number;
	readonly difficulty: Difficulty;
	/** Items that papers may be drawn from. */
	readonly drawn: number;
	/** Items in use of which no version was ever approved. */
	readonly waiting: number;
}

/** How a bank's items in use are spread over topics and difficulties. */
export async function countStrata(db: Db, bankId: number): Promise<StratumCount[]> {
	return db
		.selectFrom('item')
		.innerJoin('item_version', 'item_version.id', 'item.newest_version_id')
		.select([
			'item_version.topic_id as topicId',
			'item_version.difficulty',
			countWhere(sql`item.approved_version_id is not null`).as('drawn'),
			countWhere(sql`item.approved_version_id is null`).as('waiting')
		])
		.where('item.bank_id', '=', bankId)
		.where('item.retired_at', 'is', null)
		.groupBy(['item_version.topic_id', 'item_version.difficulty'])
		.execute();
}

/** How many items in use of each bank cite a document with their newest version. */
export async function countCiting(
	db: Db,
	documentId: number
): Promise<{ bankId: number; items: number }[]> {
	return db
		.selectFrom('item')
		.innerJoin('item_version', 'item_version.id', 'item.newest_version_id')
		.select(['item.bank_id as bankId', sql<number>`count(*)::integer`.as('items')])
		.where('item_version.document_id', '=', documentId)
		.where('item.retired_at', 'is', null)
		.groupBy('item.bank_id')
		.execute();
}

/** Items in use by status, items out of use, and items in use that cite what no longer holds. */
export type ItemCounts = Readonly<Record<ItemStatus | 'retired' | 'outdated', number>>;

/** Counts of a bank's items. */
export async function countItems(db: Db, bankId: number): Promise<ItemCounts> {
	return db
		.selectFrom('item')
		.innerJoin('item_version', 'item_version.id', 'item.newest_version_id')
		.leftJoin('document', 'document.id', 'item_version.document_id')
		.select([
			countWhere(sql`item.retired_at is null and item.status = 'draft'`).as('draft'),
			countWhere(sql`item.retired_at is null and item.status = 'reviewed'`).as('reviewed'),
			countWhere(sql`item.retired_at is null and item.status = 'approved'`).as('approved'),
			countWhere(sql`item.retired_at is not null`).as('retired'),
			countWhere(sql`item.retired_at is null and document.status <> 'in_force'`).as('outdated')
		])
		.where('item.bank_id', '=', bankId)
		.executeTakeFirstOrThrow();
}

function countWhere(condition: RawBuilder<unknown>): RawBuilder<number> {
	return sql<number>`count(*) filter (where ${condition})::integer`;
}
