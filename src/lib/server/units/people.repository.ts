import { sql } from 'kysely';
import type { Db, Transaction } from '#lib/server/db/database.ts';

/** A person as written to the roster. */
export interface PersonValues {
	readonly unitId: number;
	readonly staffCode: string;
	readonly fullName: string;
	readonly searchText: string;
	readonly position: string | null;
	readonly email: string | null;
	readonly phone: string | null;
}

/** What an import does to people, by staff code. */
export interface PersonCounts {
	readonly created: number;
	readonly updated: number;
}

/**
 * Creates people or changes those whose staff code is known; what a row leaves out stays as it is,
 * and a row that says nothing new counts as neither. Names of their accounts and the unit of their
 * candidate role follow.
 */
export async function upsertPeople(
	trx: Transaction,
	people: readonly PersonValues[],
	at: Date
): Promise<PersonCounts> {
	let created = 0;
	let updated = 0;
	const chunk = 2000;
	for (let start = 0; start < people.length; start += chunk) {
		const rows = await trx
			.insertInto('person')
			.values(
				people.slice(start, start + chunk).map((person) => ({
					unit_id: person.unitId,
					staff_code: person.staffCode,
					full_name: person.fullName,
					search_text: person.searchText,
					position: person.position,
					email: person.email,
					phone: person.phone,
					created_at: at,
					updated_at: at
				}))
			)
			.onConflict((conflict) =>
				conflict
					.constraint('person_staff_code_unique')
					.doUpdateSet((row) => ({
						unit_id: row.ref('excluded.unit_id'),
						full_name: row.ref('excluded.full_name'),
						// It ends with the e-mail address, which the file may have left out.
						search_text: sql`concat_ws(' ', excluded.search_text,
							case when excluded.email is null then lower(person.email) end)`,
						position: sql`coalesce(excluded.position, person.position)`,
						email: sql`coalesce(excluded.email, person.email)`,
						phone: sql`coalesce(excluded.phone, person.phone)`,
						updated_at: at
					}))
					.where(
						sql<boolean>`(person.unit_id, person.full_name, person.position, person.email, person.phone)
							is distinct from (excluded.unit_id, excluded.full_name,
								coalesce(excluded.position, person.position),
								coalesce(excluded.email, person.email), coalesce(excluded.phone, person.phone))`
					)
			)
			// xmax is 0 for a row that this statement inserted.
			.returning(sql<boolean>`xmax = 0`.as('inserted'))
			.execute();
		for (const row of rows) {
			if (row.inserted) created++;
			else updated++;
		}
	}
	await sql`
		update account set display_name = person.full_name
		from person where person.id = account.person_id and account.display_name <> person.full_name`.execute(
		trx
	);
	await sql`
		update role_grant set unit_id = person.unit_id
		from account join person on person.id = account.person_id
		where role_grant.account_id = account.id and role_grant.role = 'candidate'
			and role_grant.unit_id is distinct from person.unit_id`.execute(trx);
	return { created, updated };
}

/** Units that the people with these staff codes belong to now. */
export async function pathsOfPeople(
	db: Db,
	staffCodes: readonly string[]
): Promise<{ staffCode: string; path: string }[]> {
	const result = await sql<{ staffCode: string; path: string }>`
		select person.staff_code as "staffCode", unit.path
		from person join unit on unit.id = person.unit_id
		where person.staff_code = any(${[...staffCodes]}::citext[])`.execute(db);
	return result.rows;
}

/** A person with their account's state, for lists. */
export interface PersonListing {
	readonly id: number;
	readonly staffCode: string;
	readonly fullName: string;
	readonly position: string | null;
	readonly unitId: number;
	readonly unitName: string;
	readonly hasAccount: boolean;
}

/** People within the subtree at `path`, matching the folded words, by unit and name in Vietnamese order. */
export async function listPeople(
	db: Db,
	options: { path: string; search: string; limit: number; offset: number }
): Promise<{ people: PersonListing[]; total: number }> {
	const rows = await db
		.selectFrom('person')
		.innerJoin('unit', 'unit.id', 'person.unit_id')
		.leftJoin('account', 'account.person_id', 'person.id')
		.select([
			'person.id',
			'person.staff_code as staffCode',
			'person.full_name as fullName',
			'person.position',
			'person.unit_id as unitId',
			'unit.name as unitName',
			sql<boolean>`account.id is not null`.as('hasAccount'),
			sql<number>`(count(*) over ())::integer`.as('total')
		])
		.where(sql<boolean>`unit.path <@ ${options.path}::ltree`)
		.$if(options.search !== '', (query) =>
			query.where('person.search_text', 'like', `%${options.search.replace(/[\\%_]/g, '\\$&')}%`)
		)
		.orderBy('unit.path')
		.orderBy(sql`person.full_name collate "vi-x-icu"`)
		.orderBy('person.id')
		.limit(options.limit)
		.offset(options.offset)
		.execute();
	return {
		people: rows.map(({ total: _total, ...person }) => person),
		total: rows[0]?.total ?? 0
	};
}
