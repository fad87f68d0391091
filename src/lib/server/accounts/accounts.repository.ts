import { sql } from 'kysely';
import type { Actor, Role, RoleGrant } from '#lib/domain/permissions.ts';
import type { Db, Transaction } from '#lib/server/db/database.ts';

/** An account as signing in needs it. */
export interface AccountRecord {
	readonly id: string;
	readonly personId: number | null;
	readonly username: string;
	readonly displayName: string;
	readonly passwordHash: string;
	readonly disabled: boolean;
}

function accountQuery(db: Db) {
	return db
		.selectFrom('account')
		.select([
			'id',
			'person_id as personId',
			'username',
			'display_name as displayName',
			'password_hash as passwordHash'
		])
		.select(sql<boolean>`disabled_at is not null`.as('disabled'));
}

/** Account by user name, upper and lower case alike. */
export async function findAccountByUsername(
	db: Db,
	username: string
): Promise<AccountRecord | undefined> {
	return accountQuery(db).where('username', '=', username).executeTakeFirst();
}

export async function findAccountById(
	db: Db,
	accountId: string
): Promise<AccountRecord | undefined> {
	return accountQuery(db).where('id', '=', accountId).executeTakeFirst();
}

/** The actor that an account acts as, with the paths of its grants; undefined when disabled. */
export async function findActor(db: Db, accountId: string): Promise<Actor | undefined> {
	const rows = await db
		.selectFrom('account')
		.leftJoin('role_grant', 'role_grant.account_id', 'account.id')
		.leftJoin('unit', 'unit.id', 'role_grant.unit_id')
		.select([
			'account.id as accountId',
			'account.person_id as personId',
			'account.display_name as displayName',
			'role_grant.role',
			'unit.path'
		])
		.where('account.id', '=', accountId)
		.where('account.disabled_at', 'is', null)
		.execute();
	const first = rows[0];
	if (!first) return undefined;
	return {
		accountId: first.accountId,
		personId: first.personId,
		displayName: first.displayName,
		grants: rows.flatMap((row): RoleGrant[] =>
			row.role ? [{ role: row.role, path: row.path }] : []
		)
	};
}

export interface NewAccount {
	readonly personId: number | null;
	readonly username: string;
	readonly displayName: string;
	readonly passwordHash: string;
	readonly createdAt: Date;
}

/** Creates an account and gives its id. Violates account_username_unique or account_person_unique. */
export async function insertAccount(db: Db, account: NewAccount): Promise<string> {
	const row = await db
		.insertInto('account')
		.values({
			person_id: account.personId,
			username: account.username,
			display_name: account.displayName,
			password_hash: account.passwordHash,
			created_at: account.createdAt,
			disabled_at: null
		})
		.returning('id')
		.executeTakeFirstOrThrow();
	return row.id;
}

export async function updatePasswordHash(
	db: Db,
	accountId: string,
	passwordHash: string
): Promise<void> {
	await db
		.updateTable('account')
		.set({ password_hash: passwordHash })
		.where('id', '=', accountId)
		.execute();
}

/** Grants a role within a unit's subtree (null: everywhere); granting twice changes nothing. */
export async function insertRoleGrant(
	db: Db,
	grant: { accountId: string; role: Role; unitId: number | null; at: Date }
): Promise<void> {
	await db
		.insertInto('role_grant')
		.values({
			account_id: grant.accountId,
			role: grant.role,
			unit_id: grant.unitId,
			created_at: grant.at
		})
		.onConflict((conflict) => conflict.constraint('role_grant_unique').doNothing())
		.execute();
}

export async function deleteRoleGrant(
	db: Db,
	grant: { accountId: string; role: Role; unitId: number | null }
): Promise<void> {
	await db
		.deleteFrom('role_grant')
		.where('account_id', '=', grant.accountId)
		.where('role', '=', grant.role)
		.where('unit_id', 'is not distinct from', grant.unitId)
		.execute();
}

/** A grant as administrators see it. */
export interface GrantListing {
	readonly accountId: string;
	readonly username: string;
	readonly displayName: string;
	readonly role: Role;
	readonly unitId: number | null;
	readonly unitName: string | null;
	readonly unitCode: string | null;
}

/** All grants but those of candidates, administrators first. */
export async function listStaffGrants(db: Db): Promise<GrantListing[]> {
	return db
		.selectFrom('role_grant')
		.innerJoin('account', 'account.id', 'role_grant.account_id')
		.leftJoin('unit', 'unit.id', 'role_grant.unit_id')
		.select([
			'account.id as accountId',
			'account.username',
			'account.display_name as displayName',
			'role_grant.role',
			'role_grant.unit_id as unitId',
			'unit.name as unitName',
			'unit.code as unitCode'
		])
		.where('role_grant.role', '!=', 'candidate')
		.orderBy('role_grant.role')
		.orderBy('account.username')
		.limit(1000)
		.execute();
}

/** An account as its owner sees it. */
export interface AccountProfile {
	readonly username: string;
	readonly displayName: string;
	/** Unit and position on the roster; null for accounts that are nobody on it. */
	readonly unitName: string | null;
	readonly position: string | null;
	/** Roles with the unit whose subtree they cover; null is the whole installation. */
	readonly grants: readonly { readonly role: Role; readonly unitName: string | null }[];
}

export async function findProfile(db: Db, accountId: string): Promise<AccountProfile | undefined> {
	const account = await db
		.selectFrom('account')
		.leftJoin('person', 'person.id', 'account.person_id')
		.leftJoin('unit', 'unit.id', 'person.unit_id')
		.select([
			'account.username',
			'account.display_name as displayName',
			'person.position',
			'unit.name as unitName'
		])
		.where('account.id', '=', accountId)
		.executeTakeFirst();
	if (!account) return undefined;
	const grants = await db
		.selectFrom('role_grant')
		.leftJoin('unit', 'unit.id', 'role_grant.unit_id')
		.select(['role_grant.role', 'unit.name as unitName'])
		.where('role_grant.account_id', '=', accountId)
		.orderBy('role_grant.role')
		.orderBy('unit.path')
		.execute();
	return { ...account, grants };
}

/** True once somebody is administrator of the whole installation. */
export async function administratorExists(db: Db): Promise<boolean> {
	const row = await db
		.selectFrom('role_grant')
		.select('account_id')
		.where('role', '=', 'administrator')
		.where('unit_id', 'is', null)
		.limit(1)
		.executeTakeFirst();
	return row !== undefined;
}

/** Holds back every other set-up, of a token or of the first administrator, until the end. */
export async function lockSetup(trx: Transaction): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtext('setup'))`.execute(trx);
}

/** Stores a set-up token, and forgets those that are over. */
export async function insertSetupToken(
	trx: Transaction,
	token: { hash: Buffer; expiresAt: Date; createdAt: Date }
): Promise<void> {
	await trx.deleteFrom('setup_token').where('expires_at', '<=', token.createdAt).execute();
	await trx
		.insertInto('setup_token')
		.values({ token_hash: token.hash, expires_at: token.expiresAt, created_at: token.createdAt })
		.execute();
}

/** True when the token is known and not over. */
export async function findSetupToken(db: Db, hash: Buffer, now: Date): Promise<boolean> {
	const row = await db
		.selectFrom('setup_token')
		.select('token_hash')
		.where('token_hash', '=', hash)
		.where('expires_at', '>', now)
		.executeTakeFirst();
	return row !== undefined;
}

/** Uses the token up; false when it was not there (any more). Two callers: one gets true. */
export async function takeSetupToken(trx: Transaction, hash: Buffer, now: Date): Promise<boolean> {
	const row = await trx
		.deleteFrom('setup_token')
		.where('token_hash', '=', hash)
		.where('expires_at', '>', now)
		.returning('token_hash')
		.executeTakeFirst();
	return row !== undefined;
}
