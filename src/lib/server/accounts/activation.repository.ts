import { sql } from 'kysely';
import type { Db, Transaction } from '#lib/server/db/database.ts';

/** A person about to activate, with the hash of the code that was given out. */
export interface PendingActivation {
	readonly personId: number;
	readonly unitId: number;
	readonly staffCode: string;
	readonly fullName: string;
	readonly codeHash: Buffer;
	readonly expiresAt: Date;
}

/** The pending activation of a staff code, its row locked against a second use. */
export async function lockActivation(
	trx: Transaction,
	staffCode: string
): Promise<PendingActivation | undefined> {
	return trx
		.selectFrom('activation_code')
		.innerJoin('person', 'person.id', 'activation_code.person_id')
		.select([
			'person.id as personId',
			'person.unit_id as unitId',
			'person.staff_code as staffCode',
			'person.full_name as fullName',
			'activation_code.code_hash as codeHash',
			'activation_code.expires_at as expiresAt'
		])
		.where('person.staff_code', '=', staffCode)
		.forUpdate('activation_code')
		.executeTakeFirst();
}

export async function deleteActivation(trx: Transaction, personId: number): Promise<void> {
	await trx.deleteFrom('activation_code').where('person_id', '=', personId).execute();
}

/** A person who has no account yet. */
export interface PersonWithoutAccount {
	readonly personId: number;
	readonly staffCode: string;
	readonly fullName: string;
	readonly unitName: string;
	readonly position: string | null;
	readonly email: string | null;
	readonly phone: string | null;
}

/** Which of the people without an account are meant. */
export interface PeopleFilter {
	/** Only this person. */
	readonly personId?: number;
	/** Leave out who holds a code that still works at this time. */
	readonly withoutCodeAt?: Date;
}

/** People within the subtree at `path` who have no account yet. */
export async function listPeopleWithoutAccount(
	db: Db,
	path: string,
	{ personId, withoutCodeAt }: PeopleFilter = {}
): Promise<PersonWithoutAccount[]> {
	return db
		.selectFrom('person')
		.innerJoin('unit', 'unit.id', 'person.unit_id')
		.leftJoin('account', 'account.person_id', 'person.id')
		.leftJoin('activation_code', 'activation_code.person_id', 'person.id')
		.select([
			'person.id as personId',
			'person.staff_code as staffCode',
			'person.full_name as fullName',
			'unit.name as unitName',
			'person.position',
			'person.email',
			'person.phone'
		])
		.where('account.id', 'is', null)
		.where(sql<boolean>`unit.path <@ ${path}::ltree`)
		.$if(personId !== undefined, (query) => query.where('person.id', '=', personId as number))
		.$if(withoutCodeAt !== undefined, (query) =>
			query.where((where) =>
				where.or([
					where('activation_code.person_id', 'is', null),
					where('activation_code.expires_at', '<=', withoutCodeAt as Date)
				])
			)
		)
		.orderBy('unit.path')
		.orderBy('person.staff_code')
		.execute();
}

/** How many people within the subtree have no account, and how many of them hold a code that works. */
export async function countPeopleWithoutAccount(
	db: Db,
	path: string,
	now: Date
): Promise<{ people: number; holdingCode: number }> {
	return db
		.selectFrom('person')
		.innerJoin('unit', 'unit.id', 'person.unit_id')
		.leftJoin('account', 'account.person_id', 'person.id')
		.leftJoin('activation_code', 'activation_code.person_id', 'person.id')
		.select([
			sql<number>`count(*)::integer`.as('people'),
			sql<number>`(count(*) filter (where activation_code.expires_at > ${now}))::integer`.as(
				'holdingCode'
			)
		])
		.where('account.id', 'is', null)
		.where(sql<boolean>`unit.path <@ ${path}::ltree`)
		.executeTakeFirstOrThrow();
}

/** Stores one code per person, replacing an earlier one that was not used. */
export async function replaceActivationCodes(
	trx: Transaction,
	codes: readonly { personId: number; hash: Buffer }[],
	times: { createdAt: Date; expiresAt: Date }
): Promise<void> {
	const chunk = 2000;
	for (let start = 0; start < codes.length; start += chunk) {
		await trx
			.insertInto('activation_code')
			.values(
				codes.slice(start, start + chunk).map((code) => ({
					person_id: code.personId,
					code_hash: code.hash,
					expires_at: times.expiresAt,
					created_at: times.createdAt
				}))
			)
			.onConflict((conflict) =>
				conflict.column('person_id').doUpdateSet((row) => ({
					code_hash: row.ref('excluded.code_hash'),
					expires_at: row.ref('excluded.expires_at'),
					created_at: row.ref('excluded.created_at')
				}))
			)
			.execute();
	}
}
