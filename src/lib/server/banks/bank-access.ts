import { AppError } from '#lib/domain/errors.ts';
import {
	isAllowed,
	requirePermission,
	requirePermissionSomewhere,
	type Action,
	type Actor
} from '#lib/domain/permissions.ts';
import type { Db, Transaction } from '#lib/server/db/database.ts';
import { listBanks, lockBank, type BankListing, type LockedBank } from './banks.repository.ts';

/** Actions on one bank. */
export type BankAction = Extract<Action, `banks.${string}`>;

/**
 * A bank that the actor may see, by slug. Throws UNAUTHENTICATED, FORBIDDEN for those who work with no
 * banks at all, and BANK_NOT_FOUND for banks of other units too.
 */
export async function readableBank(
	db: Db,
	actor: Actor | null,
	slug: string
): Promise<BankListing> {
	requirePermissionSomewhere(actor, 'banks.read');
	const [bank] = await listBanks(db, slug);
	if (!bank || !mayRead(actor, bank)) throw new AppError('BANK_NOT_FOUND');
	return bank;
}

/** Banks of the installation are there for everybody who works with banks somewhere. */
export function mayRead(actor: Actor | null, bank: Pick<BankListing, 'unitPath'>): boolean {
	if (bank.unitPath !== null) return isAllowed(actor, 'banks.read', bank.unitPath);
	return (actor?.grants ?? []).some(({ path }) => isAllowed(actor, 'banks.read', path));
}

/**
 * The bank, locked until the transaction ends, for somebody who may do this to it. Throws
 * UNAUTHENTICATED, BANK_NOT_FOUND or FORBIDDEN.
 */
export async function lockBankFor(
	trx: Transaction,
	actor: Actor | null,
	action: BankAction,
	slug: string
): Promise<{ bank: LockedBank; actor: Actor }> {
	requirePermissionSomewhere(actor, 'banks.read');
	const bank = await lockBank(trx, slug);
	if (!bank || !mayRead(actor, bank)) throw new AppError('BANK_NOT_FOUND');
	requirePermission(actor, action, bank.unitPath);
	return { bank, actor };
}
