import { sql } from 'kysely';
import type { Difficulty, ItemStatus, ItemType } from '#lib/domain/items.ts';
import type { Db, Transaction } from '#lib/server/db/database.ts';

/** A version of an item with who wrote it. */
export interface VersionRow {
	readonly versionId: number;
	readonly version: number;
	readonly type: ItemType;
	readonly topicKey: string;
	readonly topicTitle: string;
	readonly difficulty: Difficulty;
	readonly points: number;
	readonly content: { stem: string; options: string[]; key: number; rationale: string };
	readonly documentId: number | null;
	readonly symbol: string | null;
	readonly documentTitle: string | null;
	readonly place: string;
	readonly facts: string[];
	readonly createdAt: Date;
	readonly authorId: string | null;
	readonly author: string | null;
	/** Titles of the contests that were published with this version. */
	readonly contests: string[];
}

/** What a version says, without its history. */
export type VersionContent = Pick<
	VersionRow,
	'type' | 'topicKey' | 'difficulty' | 'points' | 'content' | 'documentId' | 'place' | 'facts'
>;

/** The newest versions of the items of these keys, in the order of the bank. */
export async function listNewestContents(
	trx: Transaction,
	bankId: number,
	keys: readonly string[]
): Promise<
	(VersionContent & {
		itemId: number;
		key: string;
		version: number;
		status: ItemStatus;
		retired: boolean;
	})[]
> {
	if (keys.length === 0) return [];
	return trx
		.selectFrom('item')
		.innerJoin('item_version', 'item_version.id', 'item.newest_version_id')
		.innerJoin('topic', 'topic.id', 'item_version.topic_id')
		.select([
			'item.id as itemId',
			'item.key',
			'item.status',
			sql<boolean>`item.retired_at is not null`.as('retired'),
			'item_version.version',
			'item_version.type',
			'topic.key as topicKey',
			'item_version.difficulty',
			'item_version.points',
			'item_version.content',
			'item_version.document_id as documentId',
			'item_version.place',
			'item_version.facts'
		])
		.where('item.bank_id', '=', bankId)
		.where('item.key', 'in', keys)
		.orderBy('item.ordinal')
		.execute();
}

/** An item with all its versions, the newest first; undefined when the bank has none of this key. */
export async function findItem(
	db: Db,
	bankId: number,
	key: string
): Promise<
	| {
			itemId: number;
			key: string;
			status: ItemStatus;
			retired: boolean;
			newestVersionId: number;
			approvedVersionId: number | null;
			versions: VersionRow[];
	  }
	| undefined
> {
	const item = await db
		.selectFrom('item')
		.select([
			'id as itemId',
			'key',
			'status',
			sql<boolean>`retired_at is not null`.as('retired'),
			'newest_version_id as newestVersionId',
			'approved_version_id as approvedVersionId'
		])
		.where('bank_id', '=', bankId)
		.where('key', '=', key)
		.executeTakeFirst();
	if (!item || item.newestVersionId === null) return undefined;
	const versions = await db
		.selectFrom('item_version')
		.innerJoin('topic', 'topic.id', 'item_version.topic_id')
		.leftJoin('document', 'document.id', 'item_version.document_id')
		.leftJoin('account', 'account.id', 'item_version.created_by')
		.select([
			'item_version.id as versionId',
			'item_version.version',
			'item_version.type',
			'topic.key as topicKey',
			'topic.title as topicTitle',
			'item_version.difficulty',
			'item_version.points',
			'item_version.content',
			'item_version.document_id as documentId',
			'document.symbol',
			'document.title as documentTitle',
			'item_version.place',
			'item_version.facts',
			'item_version.created_at as createdAt',
			'item_version.created_by as authorId',
			'account.display_name as author',
			sql<string[]>`array(
				select contest.title from round_item
				join round on round.id = round_item.round_id
				join contest on contest.id = round.contest_id
				where round_item.item_version_id = item_version.id
				order by contest.published_at desc limit 20)`.as('contests')
		])
		.where('item_version.item_id', '=', item.itemId)
		.orderBy('item_version.version', 'desc')
		.execute();
	return { ...item, newestVersionId: item.newestVersionId, versions };
}

/** A step that a version took. */
export interface ReviewRow {
	readonly versionId: number;
	readonly status: ItemStatus;
	readonly accountId: string | null;
	readonly name: string | null;
	readonly note: string;
	readonly at: Date;
}

/** Steps of the versions of an item, the latest first. */
export async function listReviews(db: Db, itemId: number): Promise<ReviewRow[]> {
	return db
		.selectFrom('item_review')
		.innerJoin('item_version', 'item_version.id', 'item_review.item_version_id')
		.leftJoin('account', 'account.id', 'item_review.account_id')
		.select([
			'item_review.item_version_id as versionId',
			'item_review.status',
			'item_review.account_id as accountId',
			'account.display_name as name',
			'item_review.note',
			'item_review.at'
		])
		.where('item_version.item_id', '=', itemId)
		.orderBy('item_review.id', 'desc')
		.execute();
}

/** What a step needs to know of items: their state, and who wrote and reviewed the newest version. */
export async function listReviewStates(
	trx: Transaction,
	bankId: number,
	keys: readonly string[]
): Promise<
	{
		itemId: number;
		key: string;
		status: ItemStatus;
		retired: boolean;
		authorId: string | null;
		reviewerId: string | null;
	}[]
> {
	if (keys.length === 0) return [];
	return trx
		.selectFrom('item')
		.innerJoin('item_version', 'item_version.id', 'item.newest_version_id')
		.select([
			'item.id as itemId',
			'item.key',
			'item.status',
			'item_version.created_by as authorId',
			sql<boolean>`item.retired_at is not null`.as('retired'),
			sql<string | null>`(
				select review.account_id from item_review review
				where review.item_version_id = item.newest_version_id and review.status = 'reviewed'
				order by review.id desc limit 1)`.as('reviewerId')
		])
		.where('item.bank_id', '=', bankId)
		.where('item.key', 'in', keys)
		.orderBy('item.ordinal')
		.execute();
}

/** A few items in use that ask the same, in any bank. */
export async function listDuplicates(
	db: Db,
	fingerprint: Buffer,
	exceptItemId: number | null
): Promise<{ bankId: number; key: string }[]> {
	return db
		.selectFrom('item')
		.select(['bank_id as bankId', 'key'])
		.where('fingerprint', '=', fingerprint)
		.where('retired_at', 'is', null)
		.$if(exceptItemId !== null, (query) => query.where('id', '!=', exceptItemId as number))
		.orderBy('id')
		.limit(20)
		.execute();
}
