import { sql } from 'kysely';
import type { Bank, BankItem } from '#lib/domain/bank-file.ts';
import type { Db, Transaction } from '#lib/server/db/database.ts';

/** A bank with its number of items in use. */
export interface BankListing {
	readonly id: number;
	readonly slug: string;
	readonly title: string;
	readonly language: string;
	readonly practice: boolean;
	readonly unitId: number | null;
	readonly unitPath: string | null;
	readonly items: number;
	readonly updatedAt: Date;
}

/** Banks, by title. Items that left their bank do not count. */
export async function listBanks(db: Db): Promise<BankListing[]> {
	return db
		.selectFrom('bank')
		.leftJoin('unit', 'unit.id', 'bank.unit_id')
		.select((from) => [
			'bank.id',
			'bank.slug',
			'bank.title',
			'bank.language',
			'bank.practice',
			'bank.unit_id as unitId',
			'unit.path as unitPath',
			'bank.updated_at as updatedAt',
			from
				.selectFrom('item')
				.select(sql<number>`count(*)::integer`.as('items'))
				.whereRef('item.bank_id', '=', 'bank.id')
				.where('item.retired_at', 'is', null)
				.$asScalar()
				.$notNull()
				.as('items')
		])
		.orderBy(sql`bank.title collate "vi-x-icu"`)
		.execute();
}

/** A bank by slug, locked against another load of the same bank. */
export async function lockBank(
	trx: Transaction,
	slug: string
): Promise<{ id: number; unitId: number | null; unitPath: string | null } | undefined> {
	// The lock on the name also holds back a second first load.
	await sql`select pg_advisory_xact_lock(hashtext(${`bank:${slug}`}))`.execute(trx);
	return trx
		.selectFrom('bank')
		.leftJoin('unit', 'unit.id', 'bank.unit_id')
		.select(['bank.id', 'bank.unit_id as unitId', 'unit.path as unitPath'])
		.where('slug', '=', slug)
		.executeTakeFirst();
}

/** Creates the bank or changes its head, and gives its id. `updated_at` moves only with a change. */
export async function upsertBank(
	trx: Transaction,
	bank: Bank,
	unitId: number | null,
	at: Date
): Promise<number> {
	const row = await trx
		.insertInto('bank')
		.values({
			slug: bank.slug,
			title: bank.title,
			language: bank.language,
			license: bank.license,
			practice: bank.practice,
			unit_id: unitId,
			created_at: at,
			updated_at: at
		})
		.onConflict((conflict) =>
			conflict.constraint('bank_slug_unique').doUpdateSet((values) => ({
				title: values.ref('excluded.title'),
				language: values.ref('excluded.language'),
				license: values.ref('excluded.license'),
				practice: values.ref('excluded.practice')
			}))
		)
		.returning('id')
		.executeTakeFirstOrThrow();
	return row.id;
}

export async function touchBank(trx: Transaction, bankId: number, at: Date): Promise<void> {
	await trx.updateTable('bank').set({ updated_at: at }).where('id', '=', bankId).execute();
}

/**
 * Writes the bank's documents and gives the ids by the name the bank uses. Banks share documents:
 * only with `correct` are the title and issuer of a known one changed.
 */
export async function upsertDocuments(
	trx: Transaction,
	bank: Bank,
	correct: boolean
): Promise<Map<string, number>> {
	const ids = new Map<string, number>();
	// Always in the same order: two loads at once wait for one another, not for each other.
	const inOrder = bank.documents.toSorted((left, right) =>
		`${left.symbol} ${left.date}` < `${right.symbol} ${right.date}` ? -1 : 1
	);
	for (const document of inOrder) {
		const row = await trx
			.insertInto('document')
			.values({
				symbol: document.symbol,
				title: document.title,
				issuer: document.issuer,
				issued_on: document.date
			})
			.onConflict((conflict) =>
				conflict.constraint('document_symbol_date_unique').doUpdateSet((values) =>
					correct
						? { title: values.ref('excluded.title'), issuer: values.ref('excluded.issuer') }
						: // Changes nothing; it is there for the id that comes back.
							{ symbol: values.ref('excluded.symbol') }
				)
			)
			.returning('id')
			.executeTakeFirstOrThrow();
		ids.set(document.id, row.id);
	}
	return ids;
}

/** Writes the bank's topics and gives the ids by key. Topics no item has any more stay for old versions. */
export async function upsertTopics(
	trx: Transaction,
	bankId: number,
	bank: Bank
): Promise<Map<string, number>> {
	const rows = await trx
		.insertInto('topic')
		.values(
			bank.topics.map((topic, ordinal) => ({
				bank_id: bankId,
				key: topic.id,
				title: topic.title,
				ordinal
			}))
		)
		.onConflict((conflict) =>
			conflict.constraint('topic_key_unique').doUpdateSet((values) => ({
				title: values.ref('excluded.title'),
				ordinal: values.ref('excluded.ordinal')
			}))
		)
		.returning(['id', 'key'])
		.execute();
	return new Map(rows.map((row) => [row.key, row.id]));
}

/** Newest version of each item of a bank. */
export async function listNewestVersions(
	db: Db,
	bankId: number
): Promise<
	{
		itemId: number;
		key: string;
		version: number;
		digest: Buffer;
		documentId: number | null;
		retired: boolean;
		ordinal: number;
	}[]
> {
	return db
		.selectFrom('item')
		.innerJoin('item_version', 'item_version.item_id', 'item.id')
		.distinctOn('item.id')
		.select([
			'item.id as itemId',
			'item.key',
			'item.ordinal',
			'item_version.version',
			'item_version.digest',
			'item_version.document_id as documentId',
			sql<boolean>`item.retired_at is not null`.as('retired')
		])
		.where('item.bank_id', '=', bankId)
		.orderBy('item.id')
		.orderBy('item_version.version', 'desc')
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
					.map((item) => ({ bank_id: bankId, ...item, retired_at: null }))
			)
			.onConflict((conflict) =>
				conflict.constraint('item_key_unique').doUpdateSet((values) => ({
					ordinal: values.ref('excluded.ordinal'),
					retired_at: null
				}))
			)
			.returning(['id', 'key'])
			.execute();
		for (const row of rows) ids.set(row.key, row.id);
	}
	return ids;
}

export async function retireItems(
	trx: Transaction,
	itemIds: readonly number[],
	at: Date
): Promise<void> {
	if (itemIds.length === 0) return;
	await trx.updateTable('item').set({ retired_at: at }).where('id', 'in', itemIds).execute();
}

/** A version about to be written. */
export interface NewVersion {
	readonly itemId: number;
	readonly version: number;
	readonly topicId: number;
	readonly documentId: number;
	readonly digest: Buffer;
	readonly item: BankItem;
}

export async function insertVersions(
	trx: Transaction,
	versions: readonly NewVersion[],
	at: Date
): Promise<void> {
	const chunk = 2000;
	for (let start = 0; start < versions.length; start += chunk) {
		await trx
			.insertInto('item_version')
			.values(
				versions.slice(start, start + chunk).map(({ item, ...version }) => ({
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
					created_at: at
				}))
			)
			.execute();
	}
}
