import { timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '#lib/domain/errors.ts';
import { requirePermission, type Actor } from '#lib/domain/permissions.ts';
import { isStorable } from '#lib/domain/text.ts';
import { recordAudit } from '#lib/server/audit/audit.service.ts';
import { violates } from '#lib/server/violations.ts';
import type { Unit, UnitService } from '#lib/server/units/units.service.ts';
import { insertAccount, insertRoleGrant } from './accounts.repository.ts';
import { passwordSchema, type AccountsDependencies } from './accounts.service.ts';
import {
	countPeopleWithoutAccount,
	deleteActivation,
	listPeopleWithoutAccount,
	lockActivation,
	replaceActivationCodes,
	type PersonWithoutAccount
} from './activation.repository.ts';
import { createFailureLimiter } from './limiter.ts';
import type { OpenSession } from './sessions.service.ts';
import { activationCodeHash, newActivationCode } from './tokens.ts';

export type { PersonWithoutAccount } from './activation.repository.ts';

export const activationSchema = z.object({
	staffCode: z.string().trim().min(1).max(80).refine(isStorable),
	code: z.string().trim().min(8).max(40),
	password: passwordSchema
});

/** Codes work this long, in ms: a contest's weeks of preparation. */
const codeLifeMs = 60 * 24 * 60 * 60 * 1000;

/** A code to hand to its person; shown once, stored only as a hash. */
export interface IssuedCode extends PersonWithoutAccount {
	readonly code: string;
	readonly expiresAt: Date;
}

/** Who of a unit's people without an account gets a new code: all of them unless it says otherwise. */
export interface CodeRecipients {
	/** Only this person. */
	readonly personId?: number;
	/** Leaves out who holds a code that still works, so that slips already handed out stay good. */
	readonly keepValid?: boolean;
}

export type ActivationService = ReturnType<typeof createActivationService>;

/** Accounts made from the roster: one-time codes, and turning a code into an account. */
export function createActivationService(
	{ database, clock, passwords, sessions }: AccountsDependencies,
	units: UnitService
) {
	const limiter = createFailureLimiter(clock, { failures: 10, windowMs: 15 * 60_000 });
	const now = () => new Date(clock.now());

	/** Makes the account and uses the code up; gives the account's id, or null when the code does not fit. */
	async function makeAccount(
		input: z.infer<typeof activationSchema>,
		passwordHash: string
	): Promise<string | null> {
		return database.db.transaction().execute(async (trx) => {
			const pending = await lockActivation(trx, input.staffCode);
			const fits =
				pending !== undefined &&
				pending.expiresAt > now() &&
				timingSafeEqual(pending.codeHash, activationCodeHash(pending.personId, input.code));
			if (!fits) return null;
			const id = await insertAccount(trx, {
				personId: pending.personId,
				username: pending.staffCode,
				displayName: pending.fullName,
				passwordHash,
				createdAt: now()
			}).catch((error: unknown) => {
				if (violates(error, 'account_person_unique')) throw new AppError('ACCOUNT_ALREADY_ACTIVE');
				if (violates(error, 'account_username_unique')) throw new AppError('USERNAME_TAKEN');
				throw error;
			});
			await insertRoleGrant(trx, {
				accountId: id,
				role: 'candidate',
				unitId: pending.unitId,
				at: now()
			});
			await deleteActivation(trx, pending.personId);
			await recordAudit(trx, {
				at: now(),
				accountId: id,
				action: 'account.activated',
				subject: `person:${pending.personId}`,
				details: {}
			});
			return id;
		});
	}

	return {
		/** How many within the unit's subtree have no account, and how many of them hold a code. */
		async countRecipients(
			actor: Actor | null,
			unitId: number
		): Promise<{ unit: Unit; people: number; holdingCode: number }> {
			const unit = await units.find(unitId);
			requirePermission(actor, 'activation.issue', unit.path);
			return { unit, ...(await countPeopleWithoutAccount(database.db, unit.path, now())) };
		},

		/** A person of the unit's subtree without an account. Throws PERSON_NOT_FOUND. */
		async findRecipient(
			actor: Actor | null,
			unitId: number,
			personId: number
		): Promise<PersonWithoutAccount> {
			const unit = await units.find(unitId);
			requirePermission(actor, 'activation.issue', unit.path);
			const [person] = await listPeopleWithoutAccount(database.db, unit.path, { personId });
			if (!person) throw new AppError('PERSON_NOT_FOUND');
			return person;
		},

		/**
		 * Issues a new code to people within the unit's subtree who have no account yet; earlier codes
		 * of these people stop working. Gives the codes, which cannot be seen again.
		 */
		async issueCodes(
			actor: Actor | null,
			unitId: number,
			{ personId, keepValid = false }: CodeRecipients = {}
		): Promise<IssuedCode[]> {
			const unit = await units.find(unitId);
			requirePermission(actor, 'activation.issue', unit.path);
			return database.db.transaction().execute(async (trx) => {
				const createdAt = now();
				const expiresAt = new Date(createdAt.getTime() + codeLifeMs);
				const people = await listPeopleWithoutAccount(trx, unit.path, {
					...(personId !== undefined && { personId }),
					...(keepValid && { withoutCodeAt: createdAt })
				});
				const issued = people.map((person) => ({
					...person,
					code: newActivationCode(),
					expiresAt
				}));
				await replaceActivationCodes(
					trx,
					issued.map(({ personId, code }) => ({
						personId,
						hash: activationCodeHash(personId, code)
					})),
					{ createdAt, expiresAt }
				);
				await recordAudit(trx, {
					at: createdAt,
					accountId: actor.accountId,
					action: 'activation.codes_issued',
					subject: `unit:${unitId}`,
					details: { people: issued.length, personId: personId ?? null, keepValid }
				});
				return issued;
			});
		},

		/**
		 * Makes the account of the person who holds the code, with the staff code as user name, and
		 * signs in. Throws ACTIVATION_CODE_INVALID, or RATE_LIMITED after too many failures.
		 */
		async activate(input: z.infer<typeof activationSchema>, address: string): Promise<OpenSession> {
			const key = `${input.staffCode.toLowerCase()} ${address}`;
			const accountId = await limiter.attempt(key, async () => {
				const passwordHash = await passwords.hash(input.password);
				return makeAccount(input, passwordHash);
			});
			if (accountId === null) throw new AppError('ACTIVATION_CODE_INVALID');
			return sessions.open(accountId);
		}
	};
}
