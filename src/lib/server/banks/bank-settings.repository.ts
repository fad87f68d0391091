import type { Transaction } from '#lib/server/db/database.ts';

/** What may be set of a bank by hand. */
export interface BankSettings {
	readonly title: string;
	readonly license: string;
	readonly practice: boolean;
	readonly fourEyes: boolean;
}

export async function updateSettings(
	trx: Transaction,
	bankId: number,
	{ title, license, practice, fourEyes }: BankSettings,
	at: Date
): Promise<void> {
	await trx
		.updateTable('bank')
		.set({ title, license, practice, four_eyes: fourEyes, edited_at: at, updated_at: at })
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
