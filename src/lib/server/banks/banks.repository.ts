import { sql } from 'kysely';
import type { Bank, BankLanguage } from '#lib/domain/bank.ts';
import type { Db, Transaction } from '#lib/server/db/database.ts';

/** A bank with its number of items in use. */
export interface BankListing {
	readonly id: number;
	readonly slug: string;
	readonly title: string;
	readonly language: BankLanguage;
	readonly license: string;
	readonly practice: boolean;
	readonly unitId: number | null;
	readonly unitPath: string | null;
	/** Items that papers may be drawn from. */
	readonly items: number;
	/** Items in use whose newest version is not approved yet. */
	readonly waiting: number;
	readonly fourEyes: boolean;
	readonly archived: boolean;
	readonly updatedAt: Date;
}

/** Titles of banks and of their topics, by id. */
export async function listTitles(
	db: Db,
	bankIds: readonly number[]
): Promise<{ banks: Map<number, string>; topics: Map<number, string> }> {
	if (bankIds.length === 0) return { banks: new Map(), topics: new Map() };
	const banks = await db
		.selectFrom('bank')
		.select(['id', 'title'])
		.where('id', 'in', bankIds)
		.execute();
	const topics = await db
		.selectFrom('topic')
		.select(['id', 'title'])
		.where('bank_id', 'in', bankIds)
		.execute();
	return {
		banks: new Map(banks.map(({ id, title }) => [id, title])),
		topics: new Map(topics.map(({ id, title }) => [id, title]))
	};
}

/**
 * Banks, by title, or the one of a slug. Items that left their bank do not count; archived banks come
 * last.
 */
export async function listBanks(db: Db, slug: string | null = null): Promise<BankListing[]> {
	return db
		.selectFrom('bank')
		.leftJoin('unit', 'unit.id', 'bank.unit_id')
		.select((from) => [
			'bank.id',
			'bank.slug',
			'bank.title',
			'bank.language',
			'bank.license',
			'bank.practice',
			'bank.unit_id as unitId',
			'unit.path as unitPath',
			'bank.updated_at as updatedAt',
			'bank.four_eyes as fourEyes',
			sql<boolean>`bank.archived_at is not null`.as('archived'),
			from
				.selectFrom('item')
				.select(sql<number>`count(*)::integer`.as('items'))
				.whereRef('item.bank_id', '=', 'bank.id')
				.where('item.retired_at', 'is', null)
				.where('item.approved_version_id', 'is not', null)
				.$asScalar()
				.$notNull()
				.as('items'),
			from
				.selectFrom('item')
				.select(sql<number>`count(*)::integer`.as('waiting'))
				.whereRef('item.bank_id', '=', 'bank.id')
				.where('item.retired_at', 'is', null)
				.where('item.status', '!=', 'approved')
				.$asScalar()
				.$notNull()
				.as('waiting')
		])
		.$if(slug !== null, (query) => query.where('bank.slug', '=', slug))
		.orderBy('bank.archived_at', (order) => order.asc().nullsFirst())
		.orderBy(sql`bank.title collate "vi-x-icu"`)
		.execute();
}

/** What loading needs to know of the bank that is there. */
export interface LockedBank {
	readonly id: number;
	readonly unitId: number | null;
	readonly unitPath: string | null;
	readonly language: BankLanguage;
	readonly fourEyes: boolean;
}

/** A bank by slug, locked against everything else that changes its items. */
export async function lockBank(trx: Transaction, slug: string): Promise<LockedBank | undefined> {
	// The lock on the name also holds back a second first load.
	await sql`select pg_advisory_xact_lock(hashtext(${`bank:${slug}`}))`.execute(trx);
	return trx
		.selectFrom('bank')
		.leftJoin('unit', 'unit.id', 'bank.unit_id')
		.select([
			'bank.id',
			'bank.unit_id as unitId',
			'unit.path as unitPath',
			'bank.language',
			'bank.four_eyes as fourEyes'
		])
		.where('slug', '=', slug)
		.executeTakeFirst();
}

/**
 * Creates the bank or changes its head. `updated_at` moves only with a change, and what somebody set by
 * hand (`edited`) stays.
 */
export async function upsertBank(
	trx: Transaction,
	bank: Bank,
	unitId: number | null,
	at: Date
): Promise<{ id: number; edited: boolean }> {
	return trx
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
			conflict.constraint('bank_slug_unique').doUpdateSet(() => {
				const unlessEdited = (column: 'title' | 'language' | 'license' | 'practice') =>
					sql<never>`case when bank.edited_at is null
						then excluded.${sql.ref(column)} else bank.${sql.ref(column)} end`;
				return {
					title: unlessEdited('title'),
					language: unlessEdited('language'),
					license: unlessEdited('license'),
					practice: unlessEdited('practice')
				};
			})
		)
		.returning(['id', sql<boolean>`edited_at is not null`.as('edited')])
		.executeTakeFirstOrThrow();
}

/** True when the register has a document of this id. */
export async function hasDocument(db: Db, id: number): Promise<boolean> {
	const row = await db.selectFrom('document').select('id').where('id', '=', id).executeTakeFirst();
	return row !== undefined;
}

/** Marks that somebody changed the bank's head or topics by hand: loading files then keeps them. */
export async function markEdited(trx: Transaction, bankId: number, at: Date): Promise<void> {
	const values = { edited_at: at, updated_at: at };
	await trx.updateTable('bank').set(values).where('id', '=', bankId).execute();
}

export async function touchBank(trx: Transaction, bankId: number, at: Date): Promise<void> {
	await trx.updateTable('bank').set({ updated_at: at }).where('id', '=', bankId).execute();
}

/**
 * Writes the bank's documents and gives the ids by the name the bank uses. Banks share documents:
 * only with `correct` are the title and issuer of a known one changed, and never once somebody changed
 * them by hand.
 */
export async function upsertDocuments(
	trx: Transaction,
	bank: Bank,
	correct: boolean
): Promise<Map<string, number>> {
	const ids = new Map<string, number>();
	const unlessEdited = (column: 'title' | 'issuer') =>
		sql<never>`case when document.edited_at is null
			then excluded.${sql.ref(column)} else document.${sql.ref(column)} end`;
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
						? { title: unlessEdited('title'), issuer: unlessEdited('issuer') }
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
