import { z } from 'zod';
import { AppError } from '#lib/domain/errors.ts';
import { requirePermission, roles, type Actor, type Role } from '#lib/domain/permissions.ts';
import { rowIdSchema } from '#lib/domain/row-id.ts';
import { isStorable } from '#lib/domain/text.ts';
import { recordAudit } from '#lib/server/audit/audit.service.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Database } from '#lib/server/db/database.ts';
import { violates } from '#lib/server/violations.ts';
import {
	administratorExists,
	deleteRoleGrant,
	findAccountById,
	findAccountByUsername,
	findProfile,
	findSetupToken,
	insertAccount,
	insertRoleGrant,
	listStaffGrants,
	lockSetup,
	insertSetupToken,
	takeSetupToken,
	updatePasswordHash,
	type AccountProfile,
	type GrantListing
} from './accounts.repository.ts';
import { createFailureLimiter } from './limiter.ts';
import type { PasswordHasher } from './passwords.ts';
import type { OpenSession, SessionService } from './sessions.service.ts';
import { newToken, tokenHash } from './tokens.ts';

export type { AccountProfile, GrantListing } from './accounts.repository.ts';

/** Passwords: long enough to resist guessing, and nothing else asked (NIST SP 800-63B). */
export const passwordSchema = z.string().min(10).max(200);
export const usernameSchema = z
	.string()
	.trim()
	.regex(/^[A-Za-z0-9][A-Za-z0-9._@-]{2,79}$/);

export const setupSchema = z.object({
	token: z.string().min(1).max(200),
	displayName: z.string().trim().min(2).max(120).refine(isStorable),
	username: usernameSchema,
	password: passwordSchema
});
export const signInSchema = z.object({
	username: z.string().trim().min(1).max(120).refine(isStorable),
	password: z.string().min(1).max(200)
});
export const changePasswordSchema = z.object({
	current: z.string().min(1).max(200),
	next: passwordSchema
});
export const grantSchema = z.object({
	username: z.string().trim().min(1).max(120).refine(isStorable),
	role: z.enum(roles),
	unitId: rowIdSchema.nullable()
});
export const revokeSchema = z.object({
	accountId: z.uuid(),
	role: z.enum(roles),
	unitId: rowIdSchema.nullable()
});

const setupTokenLifeMs = 24 * 60 * 60 * 1000;

export interface AccountsDependencies {
	readonly database: Database;
	readonly clock: Clock;
	readonly passwords: PasswordHasher;
	readonly sessions: SessionService;
}

export type AccountService = ReturnType<typeof createAccountService>;

/** Signing in and out, the first administrator, passwords and roles. */
export function createAccountService({
	database,
	clock,
	passwords,
	sessions
}: AccountsDependencies) {
	const limiter = createFailureLimiter(clock, { failures: 10, windowMs: 5 * 60_000 });
	const now = () => new Date(clock.now());

	return {
		/**
		 * A one-time token for the first administrator; null once there is an administrator. Earlier
		 * ones work until they are over: every node prints one when it starts.
		 */
		async issueSetupToken(): Promise<string | null> {
			const token = newToken();
			const createdAt = now();
			const expiresAt = new Date(createdAt.getTime() + setupTokenLifeMs);
			return database.db.transaction().execute(async (trx) => {
				await lockSetup(trx);
				if (await administratorExists(trx)) return null;
				await insertSetupToken(trx, { hash: tokenHash(token), createdAt, expiresAt });
				return token;
			});
		},

		/** Throws SETUP_TOKEN_INVALID or SETUP_ALREADY_DONE unless the link still works. */
		async checkSetupToken(token: string): Promise<void> {
			if (await administratorExists(database.db)) throw new AppError('SETUP_ALREADY_DONE');
			if (!(await findSetupToken(database.db, tokenHash(token), now()))) {
				throw new AppError('SETUP_TOKEN_INVALID');
			}
		},

		/** Creates the first administrator and signs in. */
		async setUp(input: z.infer<typeof setupSchema>): Promise<OpenSession> {
			const passwordHash = await passwords.hash(input.password);
			const accountId = await database.db.transaction().execute(async (trx) => {
				await lockSetup(trx);
				if (await administratorExists(trx)) throw new AppError('SETUP_ALREADY_DONE');
				if (!(await takeSetupToken(trx, tokenHash(input.token), now()))) {
					throw new AppError('SETUP_TOKEN_INVALID');
				}
				const id = await insertAccount(trx, {
					personId: null,
					username: input.username,
					displayName: input.displayName.normalize('NFC'),
					passwordHash,
					createdAt: now()
				}).catch(usernameTaken);
				await insertRoleGrant(trx, {
					accountId: id,
					role: 'administrator',
					unitId: null,
					at: now()
				});
				await recordAudit(trx, {
					at: now(),
					accountId: id,
					action: 'account.setup',
					subject: `account:${id}`,
					details: {}
				});
				return id;
			});
			return sessions.open(accountId);
		},

		/** Opens a session. Throws BAD_CREDENTIALS, or RATE_LIMITED after too many failures. */
		async signIn(input: z.infer<typeof signInSchema>, address: string): Promise<OpenSession> {
			const key = `${input.username.toLowerCase()} ${address}`;
			const accountId = await limiter.attempt(key, async () => {
				const account = await findAccountByUsername(database.db, input.username);
				const fits = await passwords.verify(account?.passwordHash, input.password);
				return account && fits && !account.disabled ? account.id : null;
			});
			if (accountId === null) throw new AppError('BAD_CREDENTIALS');
			return sessions.open(accountId);
		},

		/** The own account: user name, unit and roles. */
		async profile(actor: Actor): Promise<AccountProfile> {
			const profile = await findProfile(database.db, actor.accountId);
			if (!profile) throw new AppError('UNAUTHENTICATED');
			return profile;
		},

		/** Changes the own password and ends every other session of the account. */
		async changePassword(
			actor: Actor,
			input: z.infer<typeof changePasswordSchema>,
			currentToken: string
		): Promise<void> {
			const account = await findAccountById(database.db, actor.accountId);
			if (!account || !(await passwords.verify(account.passwordHash, input.current))) {
				throw new AppError('PASSWORD_WRONG');
			}
			const passwordHash = await passwords.hash(input.next);
			await database.db.transaction().execute(async (trx) => {
				await updatePasswordHash(trx, actor.accountId, passwordHash);
				await recordAudit(trx, {
					at: now(),
					accountId: actor.accountId,
					action: 'account.password_changed',
					subject: `account:${actor.accountId}`,
					details: {}
				});
			});
			await sessions.closeAll(actor.accountId, currentToken);
		},

		/** Who holds which role; for administrators. */
		async listGrants(actor: Actor | null): Promise<GrantListing[]> {
			requirePermission(actor, 'accounts.manage', null);
			return listStaffGrants(database.db);
		},

		/** Gives an account a role within a unit's subtree. */
		async grantRole(actor: Actor | null, input: z.infer<typeof grantSchema>): Promise<void> {
			requirePermission(actor, 'accounts.manage', null);
			const account = await findAccountByUsername(database.db, input.username);
			if (!account) throw new AppError('PERSON_NOT_FOUND');
			await changeGrant(
				actor,
				'account.role_granted',
				{ ...input, accountId: account.id },
				insertRoleGrant
			);
		},

		/** Takes a role away. The own administrator role stays: somebody must hold it. */
		async revokeRole(actor: Actor | null, input: z.infer<typeof revokeSchema>): Promise<void> {
			requirePermission(actor, 'accounts.manage', null);
			if (input.accountId === actor.accountId && input.role === 'administrator') {
				throw new AppError('FORBIDDEN');
			}
			await changeGrant(actor, 'account.role_revoked', input, deleteRoleGrant);
		}
	};

	async function changeGrant(
		actor: Actor,
		action: string,
		grant: { accountId: string; role: Role; unitId: number | null },
		change: typeof insertRoleGrant
	): Promise<void> {
		const { accountId, role, unitId } = grant;
		await database.db.transaction().execute(async (trx) => {
			await change(trx, { accountId, role, unitId, at: now() }).catch((error: unknown) => {
				if (violates(error, 'role_grant_unit_fk')) throw new AppError('UNIT_NOT_FOUND');
				throw error;
			});
			await recordAudit(trx, {
				at: now(),
				accountId: actor.accountId,
				action,
				subject: `account:${accountId}`,
				details: { role, unitId }
			});
		});
		sessions.refresh(accountId);
	}
}

/** Turns the unique violation into the refusal a person can act on. */
function usernameTaken(error: unknown): never {
	if (violates(error, 'account_username_unique')) throw new AppError('USERNAME_TAKEN');
	throw error;
}
