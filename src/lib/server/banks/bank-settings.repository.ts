import type { BankSettings } from '#lib/domain/bank-settings.ts';
import type { Transaction } from '#lib/server/db/database.ts';

export async function updateSettings(
	trx: Transaction,
	bankId: number,
	{ title, license, practice, fourEyes }: BankSettings
): Promise<void> {
	await trx
		.updateTable('bank')
		.set({ title, license, practice, four_eyes: fourEyes })
		.where('id', '=', bankId)
		.execute();
}

export async function setArchived(
	trx: Transaction,
	bankId: number,
	archivedAt: Date | null
): Promise<void> {
	await trx.updateTable('bank').set({ archived_at: archivedAt }).where('id', '=', bankId).execute();
}
