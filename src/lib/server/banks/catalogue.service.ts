import { AppError } from '#lib/domain/errors.ts';
import type { Bank, BankLanguage } from '#lib/domain/bank.ts';
import { freeName, slugOf } from '#lib/domain/item-keys.ts';
import { draftOf, type ItemDraft } from '#lib/domain/item-draft.ts';
import { isAllowed, requirePermission, type Actor } from '#lib/domain/permissions.ts';
import { possibleSteps, type ReviewStep } from '#lib/domain/review.ts';
import { foldVietnamese } from '#lib/domain/text.ts';
import { recordAudit } from '#lib/server/audit/audit.service.ts';
import type { Clock } from '#lib/server/clock.ts';
import type { Database } from '#lib/server/db/database.ts';
import type { UnitService } from '#lib/server/units/units.service.ts';
import { lockBankFor, mayRead, readableBank } from './bank-access.ts';
import { readBank } from './bank-reading.ts';
import { listBanks, lockBank, upsertBank, type BankListing } from './banks.repository.ts';
import { fingerprintDigest } from './digests.ts';
import { listTopics, writeTopics } from './bank-content.repository.ts';
import { type BankSettings, setArchived, updateSettings } from './bank-settings.repository.ts';
import {
	findDuplicate,
	findItem,
	listReviews,
	type ReviewRow,
	type VersionRow
} from './item-history.repository.ts';
import {
	countItems,
	type ItemCounts,
	type ItemFilter,
	type ItemRow,
	listItems
} from './item-list.repository.ts';
import { storedItem } from './editing.service.ts';

export type { BankSettings } from './bank-settings.repository.ts';
export type { ReviewRow, VersionRow } from './item-history.repository.ts';
export type { ItemCounts, ItemFilter, ItemRow } from './item-list.repository.ts';

/** A bank as its pages show it. */
export interface BankView extends BankListing {
	readonly topics: readonly { id: number; key: string; title: string }[];
	readonly counts: ItemCounts;
	readonly mayEdit: boolean;
	readonly mayReview: boolean;
	readonly mayImport: boolean;
}

/** An item as its page shows it: every version, every step, and what the reader may do. */
export interface ItemView {
	readonly key: string;
	readonly status: ItemRow['status'];
	readonly retired: boolean;
	readonly newestVersionId: number;
	/** The version that papers are drawn with. */
	readonly approvedVersionId: number | null;
	/** The newest version, to be edited. */
	readonly draft: ItemDraft;
	/** The newest first. */
	readonly versions: readonly VersionRow[];
	/** The latest first. */
	readonly reviews: readonly ReviewRow[];
	readonly steps: readonly ReviewStep[];
	/** Another item of the installation that asks the same; its bank only where the reader may see it. */
	readonly duplicate: { readonly key: string; readonly bank: string | null } | null;
}

export type BankCatalogue = ReturnType<typeof createBankCatalogue>;

/** Banks as organizers read and arrange them; what items say is changed by the editing service. */
export function createBankCatalogue({
	database,
	clock,
	units
}: {
	database: Database;
	clock: Clock;
	units: UnitService;
}) {
	const { db } = database;

	return {
		/** A bank with its topics and counts. Throws BANK_NOT_FOUND. */
		async bank(actor: Actor | null, slug: string): Promise<BankView> {
			const bank = await readableBank(db, actor, slug);
			const [topics, counts] = await Promise.all([
				listTopics(db, bank.id),
				countItems(db, bank.id)
			]);
			return {
				...bank,
				topics,
				counts,
				mayEdit: isAllowed(actor, 'banks.edit', bank.unitPath),
				mayReview: isAllowed(actor, 'banks.review', bank.unitPath),
				mayImport: isAllowed(actor, 'banks.import', bank.unitPath)
			};
		},

		/** Items of a bank that fit the filter; `text` is what the person typed. Throws BANK_NOT_FOUND. */
		async items(
			actor: Actor | null,
			slug: string,
			filter: ItemFilter,
			page: { offset: number; limit: number }
		): Promise<{ items: ItemRow[]; total: number }> {
			const bank = await readableBank(db, actor, slug);
			return listItems(db, bank.id, { ...filter, text: foldVietnamese(filter.text) }, page);
		},

		/** An item with its history. Throws BANK_NOT_FOUND or ITEM_NOT_FOUND. */
		async item(actor: Actor | null, slug: string, key: string): Promise<ItemView> {
			const bank = await readableBank(db, actor, slug);
			const found = await findItem(db, bank.id, key);
			const newest = found?.versions[0];
			if (!found || !newest) throw new AppError('ITEM_NOT_FOUND');
			const reviews = await listReviews(db, found.itemId);
			const reviewer = reviews.find(
				(each) => each.versionId === newest.versionId && each.status === 'reviewed'
			);
			const state = {
				status: found.status,
				retired: found.retired,
				authorId: newest.authorId,
				reviewerId: reviewer?.accountId ?? null
			};
			const same = await findDuplicate(db, fingerprintDigest(newest.content), found.itemId);
			const sameBank = same && (await readableSlug(actor, same.bankId));
			const mayReview = isAllowed(actor, 'banks.review', bank.unitPath);
			return {
				key: found.key,
				status: found.status,
				retired: found.retired,
				newestVersionId: found.newestVersionId,
				approvedVersionId: found.approvedVersionId,
				draft: draftOf(storedItem(newest), newest.documentId),
				versions: found.versions,
				reviews,
				steps: mayReview ? possibleSteps(state, actor?.accountId ?? '', bank.fourEyes) : [],
				duplicate: same ? { key: same.key, bank: sameBank ?? null } : null
			};
		},

		/** The whole bank, to be written to a file: keys and rationales included. */
		async whole(actor: Actor | null, slug: string): Promise<Bank> {
			return readBank(db, await readableBank(db, actor, slug));
		},

		/** Founds an empty bank; gives its slug. Throws BANK_SLUG_TAKEN. */
		async create(
			actor: Actor | null,
			given: { slug: string; title: string; language: BankLanguage; unitId: number | null }
		): Promise<string> {
			const path = given.unitId === null ? null : (await units.find(given.unitId)).path;
			requirePermission(actor, 'banks.edit', path);
			const at = new Date(clock.now());
			await db.transaction().execute(async (trx) => {
				if (await lockBank(trx, given.slug))
					throw new AppError('BANK_SLUG_TAKEN', { slug: given.slug });
				const head = { ...given, license: 'CC-BY-4.0', practice: false };
				const bank = { ...head, documents: [], topics: [], items: [] };
				const bankId = await upsertBank(trx, bank, given.unitId, at);
				const topic = given.language === 'vi' ? 'Chung' : 'General';
				await writeTopics(trx, bankId, [{ key: slugOf(topic), title: topic }]);
				await recordAudit(trx, {
					at,
					accountId: actor.accountId,
					action: 'bank.created',
					subject: `bank:${given.slug}`,
					details: { title: given.title, unitId: given.unitId }
				});
			});
			return given.slug;
		},

		/** Sets title, licence, practice and four eyes of a bank. */
		async configure(actor: Actor | null, slug: string, settings: BankSettings): Promise<void> {
			await db.transaction().execute(async (trx) => {
				const { bank, actor: by } = await lockBankFor(trx, actor, 'banks.edit', slug);
				const at = new Date(clock.now());
				await updateSettings(trx, bank.id, settings, at);
				await recordAudit(trx, {
					at,
					accountId: by.accountId,
					action: 'bank.configured',
					subject: `bank:${slug}`,
					details: { ...settings, fourEyesBefore: bank.fourEyes }
				});
			});
		},

		/**
		 * Writes the bank's topics in this order: known keys get the title, entries without a key are
		 * added under a name made of their title. Topics that are not named stay, behind the others.
		 */
		async arrangeTopics(
			actor: Actor | null,
			slug: string,
			given: readonly { key: string | null; title: string }[]
		): Promise<void> {
			await db.transaction().execute(async (trx) => {
				const { bank, actor: by } = await lockBankFor(trx, actor, 'banks.edit', slug);
				const known = await listTopics(trx, bank.id);
				const topics = orderedTopics(known, given);
				await writeTopics(trx, bank.id, topics);
				await recordAudit(trx, {
					at: new Date(clock.now()),
					accountId: by.accountId,
					action: 'bank.topics',
					subject: `bank:${slug}`,
					details: { topics }
				});
			});
		},

		/** Takes a bank out of the choice for new contests, or brings it back; nothing is lost. */
		async archive(actor: Actor | null, slug: string, archived: boolean): Promise<void> {
			await db.transaction().execute(async (trx) => {
				const { bank, actor: by } = await lockBankFor(trx, actor, 'banks.edit', slug);
				const at = new Date(clock.now());
				await setArchived(trx, bank.id, archived ? at : null);
				await recordAudit(trx, {
					at,
					accountId: by.accountId,
					action: archived ? 'bank.archived' : 'bank.restored',
					subject: `bank:${slug}`,
					details: {}
				});
			});
		}
	};

	async function readableSlug(actor: Actor | null, bankId: number): Promise<string | null> {
		const bank = (await listBanks(db)).find((each) => each.id === bankId);
		return bank && mayRead(actor, bank) ? bank.slug : null;
	}
}

function orderedTopics(
	known: readonly { key: string; title: string }[],
	given: readonly { key: string | null; title: string }[]
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
