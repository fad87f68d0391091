import type { Bank } from '#lib/domain/bank.ts';
import { AppError } from '#lib/domain/errors.ts';
import type { KeyedItem } from '#lib/domain/items.ts';
import type { DrawableItem } from '#lib/domain/rules/drawing.ts';
import { requirePermissionSomewhere, type Actor } from '#lib/domain/permissions.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Database, Db } from '#lib/server/db/database.ts';
import { log } from '#lib/server/log.ts';
import { mayRead } from './bank-access.ts';
import { loadBank, type BankLoadResult } from './bank-loading.ts';
import { readBank } from './bank-reading.ts';
import { readBankFolder } from './bank-source.ts';
import { listBanks, listTitles, lockBank, type BankListing } from './banks.repository.ts';
import {
	countOutdated,
	findKeyedItems,
	listPool,
	listStrata,
	type OutdatedBank,
	type StratumListing
} from './items.repository.ts';

export type { BankLoadResult } from './bank-loading.ts';
export type { BankListing } from './banks.repository.ts';
export type { StratumListing } from './items.repository.ts';

export type BankService = ReturnType<typeof createBankService>;

/** Question banks: loading, and the items that papers are drawn from. */
export function createBankService({ database, clock }: { database: Database; clock: Clock }) {
	async function list(actor: Actor | null): Promise<BankListing[]> {
		requirePermissionSomewhere(actor, 'banks.read');
		return (await listBanks(database.db)).filter((bank) => mayRead(actor, bank));
	}

	return {
		/** Banks the actor may draw from: those of the installation and of the actor's units. */
		list,

		/** Every bank, for the command line, where nobody is signed in. */
		listAsOperator: (): Promise<BankListing[]> => listBanks(database.db),

		/** What the banks hold that are still offered, as files would; for the command line. */
		async readAsOperator(): Promise<Bank[]> {
			const offered = (await listBanks(database.db)).filter((bank) => !bank.archived);
			return Promise.all(offered.map((bank) => readBank(database.db, bank)));
		},

		/** Banks anyone may practise with; within a transaction, read `on` it. */
		async listForPractice(on: Db = database.db): Promise<BankListing[]> {
			return (await listBanks(on)).filter(
				(bank) => bank.practice && bank.items > 0 && !bank.archived
			);
		},

		/** Titles of banks and their topics by id, as the rules of published contests name them. */
		titles: (
			bankIds: readonly number[]
		): Promise<{ banks: Map<number, string>; topics: Map<number, string> }> =>
			listTitles(database.db, bankIds),

		/** How many items each of the banks has per topic and difficulty. Throws BANK_NOT_FOUND. */
		async strata(actor: Actor | null, bankIds: readonly number[]): Promise<StratumListing[]> {
			const usable = new Set((await list(actor)).map((bank) => bank.id));
			if (bankIds.some((id) => !usable.has(id))) throw new AppError('BANK_NOT_FOUND');
			return listStrata(database.db, bankIds);
		},

		/** The items in use of the banks, as drawing needs them; within a transaction, read `on` it. */
		pool: (bankIds: readonly number[], on: Db = database.db): Promise<DrawableItem[]> =>
			listPool(on, bankIds),

		/** Banks whose items, of these versions, cite documents that no longer hold; read `on` a transaction. */
		outdated: (versionIds: readonly number[], on: Db = database.db): Promise<OutdatedBank[]> =>
			countOutdated(on, versionIds),

		/** Item versions with their keys; for scoring and released answers only. */
		keyedItems: (versionIds: readonly number[]): Promise<KeyedItem[]> =>
			findKeyedItems(database.db, versionIds),

		/**
		 * Loads every `*.yaml` of a folder as banks of the installation; called at start. A file with
		 * problems stops the start: the product must not run with half its banks. Throws its refusal
		 * with the name of the file, before anything is loaded. A bank whose name a unit has given to one
		 * of its own is left out, with a warning: that unit must not keep the installation from starting.
		 */
		async loadFolder(folder: string): Promise<BankLoadResult[]> {
			const files = await readBankFolder(folder);
			const broken = files.find((file) => file.refusal !== null);
			if (broken?.refusal) {
				const { code, params, issues } = broken.refusal;
				throw new AppError(code, { ...params, file: broken.path }, issues);
			}
			const results: BankLoadResult[] = [];
			for (const { bank } of files) {
				if (bank === null) continue;
				const result = await database.db.transaction().execute(async (trx) => {
					const known = await lockBank(trx, bank.slug);
					if (known && known.unitId !== null) return null;
					return loadBank(trx, bank, {
						unitId: null,
						at: new Date(clock.now()),
						accountId: null,
						retireMissing: true,
						statusOf: (item) => item.status
					});
				});
				if (result) results.push(result);
				else log.warn({ bank: bank.slug }, 'a bank is left out: a unit has one of this name');
			}
			return results;
		}
	};
}
