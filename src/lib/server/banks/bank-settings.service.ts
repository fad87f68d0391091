import { AppError } from '#lib/domain/errors.ts';
import { reservedBankSlugs } from '#lib/domain/bank-file.ts';
import type { ArrangedTopic, BankSettings, NewBank } from '#lib/domain/bank-settings.ts';
import { freeName, slugOf } from '#lib/domain/item-keys.ts';
import { requirePermission, type Actor } from '#lib/domain/permissions.ts';
import { recordAudit } from '#lib/server/audit/audit.service.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Database, Transaction } from '#lib/server/db/database.ts';
import type { UnitService } from '#lib/server/units/units.service.ts';
import { lockBankFor } from './bank-access.ts';
import { listTopics, writeTopics } from './bank-content.repository.ts';
import { setArchived, updateSettings } from './bank-settings.repository.ts';
import {
	listBanks,
	lockBank,
	markEdited,
	upsertBank,
	type LockedBank
} from './banks.repository.ts';

export type BankSettingsService = ReturnType<typeof createBankSettingsService>;

/** Banks as wholes: founding, settings, topics, archiving. */
export function createBankSettingsService({
	database,
	clock,
	units
}: {
	database: Database;
	clock: Clock;
	units: UnitService;
}) {
	/** Runs a change of one bank with the bank locked, and records what it gives. */
	async function change(
		actor: Actor | null,
		slug: string,
		action: string,
		work: (trx: Transaction, bank: LockedBank, at: Date) => Promise<Record<string, unknown>>
	): Promise<void> {
		await database.db.transaction().execute(async (trx) => {
			const { bank, actor: by } = await lockBankFor(trx, actor, 'banks.edit', slug);
			const at = new Date(clock.now());
			const details = await work(trx, bank, at);
			const { accountId } = by;
			await recordAudit(trx, { at, accountId, action, subject: `bank:${slug}`, details });
		});
	}

	return {
		/**
		 * Founds an empty bank with one topic; gives its slug, made of the title unless one is given.
		 * Throws BANK_SLUG_TAKEN, UNIT_NOT_FOUND.
		 */
		async create(actor: Actor | null, given: NewBank): Promise<string> {
			const { unitId, title, language } = given;
			const path = unitId === null ? null : (await units.find(unitId)).path;
			requirePermission(actor, 'banks.edit', path);
			const at = new Date(clock.now());
			return database.db.transaction().execute(async (trx) => {
				const taken = new Set((await listBanks(trx)).map((bank) => bank.slug));
				const free = freeName(
					slugOf(title) || 'ngan-hang',
					new Set([...taken, ...reservedBankSlugs])
				);
				const slug = given.slug ?? free;
				if (await lockBank(trx, slug)) throw new AppError('BANK_SLUG_TAKEN', { slug });
				const head = { slug, title, language, license: 'CC-BY-4.0', practice: false };
				const bank = { ...head, documents: [], topics: [], items: [] };
				const { id } = await upsertBank(trx, bank, unitId, at);
				const topic = language === 'vi' ? 'Chung' : 'General';
				await writeTopics(trx, id, [{ key: slugOf(topic), title: topic }]);
				await recordAudit(trx, {
					at,
					accountId: actor.accountId,
					action: 'bank.created',
					subject: `bank:${slug}`,
					details: { title, unitId }
				});
				return slug;
			});
		},

		/** Sets title, licence, practice and four eyes of a bank. */
		configure: (actor: Actor | null, slug: string, settings: BankSettings): Promise<void> =>
			change(actor, slug, 'bank.configured', async (trx, bank, at) => {
				await updateSettings(trx, bank.id, settings);
				await markEdited(trx, bank.id, at);
				return { ...settings, fourEyesBefore: bank.fourEyes };
			}),

		/**
		 * Writes the bank's topics in this order: known keys get the title, entries without a key are
		 * added under a name made of their title. Topics that are not named stay, behind the others.
		 */
		arrangeTopics: (
			actor: Actor | null,
			slug: string,
			given: readonly ArrangedTopic[]
		): Promise<void> =>
			change(actor, slug, 'bank.topics', async (trx, bank, at) => {
				const topics = orderedTopics(await listTopics(trx, bank.id), given);
				await writeTopics(trx, bank.id, topics);
				await markEdited(trx, bank.id, at);
				return { topics };
			}),

		/** Takes a bank out of the choice for new contests, or brings it back; nothing is lost. */
		archive: (actor: Actor | null, slug: string, archived: boolean): Promise<void> =>
			change(actor, slug, archived ? 'bank.archived' : 'bank.restored', async (trx, bank, at) => {
				await setArchived(trx, bank.id, archived ? at : null);
				return {};
			})
	};
}

function orderedTopics(
	known: readonly { key: string; title: string }[],
	given: readonly ArrangedTopic[]
): { key: string; title: string }[] {
	const keys = new Set(known.map(({ key }) => key));
	const named = given.map(({ key, title }) => {
		if (key !== null && keys.has(key)) return { key, title };
		const free = freeName(slugOf(title) || 'chu-de', keys);
		keys.add(free);
		return { key: free, title };
	});
	const mentioned = new Set(named.map(({ key }) => key));
	const rest = known
		.filter(({ key }) => !mentioned.has(key))
		.map(({ key, title }) => ({ key, title }));
	return [...named, ...rest];
}
