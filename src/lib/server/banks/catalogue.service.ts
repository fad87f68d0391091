import { AppError } from '#lib/domain/errors.ts';
import type { Bank } from '#lib/domain/bank.ts';
import { draftOf, type ItemDraft } from '#lib/domain/item-draft.ts';
import { isAllowed, requirePermissionSomewhere, type Actor } from '#lib/domain/permissions.ts';
import { possibleSteps, stepRefusal, type ReviewStep } from '#lib/domain/review.ts';
import { foldVietnamese } from '#lib/domain/text.ts';
import type { Database } from '#lib/server/db/database.ts';
import { mayRead, readableBank } from './bank-access.ts';
import {
	listCitedDocuments,
	listTopics,
	type CitedDocumentRow
} from './bank-content.repository.ts';
import { readBank } from './bank-reading.ts';
import { listBanks, type BankListing } from './banks.repository.ts';
import { fingerprintDigest } from './digests.ts';
import {
	findItem,
	listDuplicates,
	listReviews,
	type ReviewRow,
	type VersionRow
} from './item-history.repository.ts';
import {
	countCiting,
	countItems,
	countStrata,
	type ItemCounts,
	type ItemFilter,
	type ItemRow,
	listItemKeys,
	listItems,
	type StratumCount
} from './item-list.repository.ts';
import { storedItem } from './item-writing.ts';

export type { CitedDocumentRow } from './bank-content.repository.ts';
export type { ReviewRow, VersionRow } from './item-history.repository.ts';
export type { ItemCounts, ItemFilter, ItemRow, StratumCount } from './item-list.repository.ts';

/** A bank as its pages show it. */
export interface BankView extends BankListing {
	readonly topics: readonly { id: number; key: string; title: string }[];
	readonly counts: ItemCounts;
	readonly strata: readonly StratumCount[];
	/** Documents that its items in use cite. */
	readonly documents: readonly CitedDocumentRow[];
	readonly mayEdit: boolean;
	readonly mayReview: boolean;
	readonly mayImport: boolean;
}

/** Another item of the installation that asks the same; its bank only where the reader may see it. */
export interface DuplicateItem {
	readonly key: string;
	readonly bank: { readonly slug: string; readonly title: string } | null;
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
	/** Steps that the reader may take with the newest version. */
	readonly steps: readonly ReviewStep[];
	/** The reader wrote or reviewed the newest version, so that somebody else must approve it. */
	readonly needsAnother: boolean;
	readonly duplicate: DuplicateItem | null;
}

export type BankCatalogue = ReturnType<typeof createBankCatalogue>;

/** Banks and their items as organizers read them; nothing here changes anything. */
export function createBankCatalogue({ database }: { database: Database }) {
	const { db } = database;

	/** The first of the items that ask the same, rather in the same bank or one that the actor sees. */
	async function findDuplicate(
		actor: Actor | null,
		bankId: number,
		content: { stem: string; options: readonly string[] },
		exceptItemId: number | null
	): Promise<DuplicateItem | null> {
		const found = await listDuplicates(db, fingerprintDigest(content), exceptItemId);
		if (found.length === 0) return null;
		const banks = (await listBanks(db)).filter((bank) => mayRead(actor, bank));
		const known = found.map(({ key, bankId: id }) => {
			const bank = banks.find((each) => each.id === id);
			return { key, isHere: id === bankId, bank: bank && { slug: bank.slug, title: bank.title } };
		});
		const best = known.find(({ isHere }) => isHere) ?? known.find(({ bank }) => bank) ?? known[0];
		return best ? { key: best.key, bank: best.bank ?? null } : null;
	}

	return {
		/** A bank with its topics, counts and what the actor may do. Throws BANK_NOT_FOUND. */
		async bank(actor: Actor | null, slug: string): Promise<BankView> {
			const bank = await readableBank(db, actor, slug);
			const [topics, counts, strata, documents] = await Promise.all([
				listTopics(db, bank.id),
				countItems(db, bank.id),
				countStrata(db, bank.id),
				listCitedDocuments(db, bank.id)
			]);
			return {
				...bank,
				...{ topics, counts, strata, documents },
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

		/** Keys of at most `limit` items that fit, as `items` lists them. Throws BANK_NOT_FOUND. */
		async itemKeys(
			actor: Actor | null,
			slug: string,
			filter: ItemFilter,
			limit: number
		): Promise<string[]> {
			const bank = await readableBank(db, actor, slug);
			return listItemKeys(db, bank.id, { ...filter, text: foldVietnamese(filter.text) }, limit);
		},

		/** An item with its history. Throws BANK_NOT_FOUND or ITEM_NOT_FOUND. */
		async item(actor: Actor | null, slug: string, key: string): Promise<ItemView> {
			const bank = await readableBank(db, actor, slug);
			const found = await findItem(db, bank.id, key);
			const newest = found?.versions[0];
			if (!found || !newest) throw new AppError('ITEM_NOT_FOUND');
			const { itemId, ...item } = found;
			const reviews = await listReviews(db, itemId);
			const reviewer = reviews.find(
				(each) => each.versionId === newest.versionId && each.status === 'reviewed'
			);
			const state = {
				status: found.status,
				retired: found.retired,
				authorId: newest.authorId,
				reviewerId: reviewer?.accountId ?? null
			};
			const accountId = actor?.accountId ?? '';
			const mayReview = isAllowed(actor, 'banks.review', bank.unitPath);
			return {
				...item,
				draft: draftOf(storedItem(newest), newest.documentId),
				reviews,
				steps: mayReview ? possibleSteps(state, accountId, bank.fourEyes) : [],
				needsAnother:
					mayReview &&
					stepRefusal(state, 'approved', accountId, bank.fourEyes) === 'FOUR_EYES_NEEDED',
				duplicate: await findDuplicate(actor, bank.id, newest.content, itemId)
			};
		},

		/**
		 * Another item that asks what is being typed; `exceptKey` is the item being edited. Throws
		 * BANK_NOT_FOUND.
		 */
		async duplicateOf(
			actor: Actor | null,
			slug: string,
			content: { stem: string; options: readonly string[] },
			exceptKey: string | null
		): Promise<DuplicateItem | null> {
			const bank = await readableBank(db, actor, slug);
			const edited = exceptKey === null ? undefined : await findItem(db, bank.id, exceptKey);
			return findDuplicate(actor, bank.id, content, edited?.itemId ?? null);
		},

		/** Banks with items in use that cite a document: those the actor may see, and how many more. */
		async citing(
			actor: Actor | null,
			documentId: number
		): Promise<{
			banks: { slug: string; title: string; items: number }[];
			/** Items of banks that the actor may not see. */
			elsewhere: number;
		}> {
			requirePermissionSomewhere(actor, 'documents.read');
			const [counts, all] = await Promise.all([countCiting(db, documentId), listBanks(db)]);
			const items = new Map(counts.map((count) => [count.bankId, count.items]));
			const banks = all
				.filter((bank) => items.has(bank.id) && mayRead(actor, bank))
				.map(({ id, slug, title }) => ({ slug, title, items: items.get(id) as number }));
			const total = counts.reduce((sum, count) => sum + count.items, 0);
			return { banks, elsewhere: banks.reduce((rest, bank) => rest - bank.items, total) };
		},

		/** The whole bank, to be written to a file: keys and rationales included. */
		async whole(actor: Actor | null, slug: string): Promise<Bank> {
			return readBank(db, await readableBank(db, actor, slug));
		}
	};
}
