import { setImmediate } from 'node:timers/promises';
import type { Bank, BankItem } from '#lib/domain/bank.ts';
import { itemSearchText } from '#lib/domain/item-text.ts';
import type { ItemStatus } from '#lib/domain/items.ts';
import type { Transaction } from '#lib/server/db/database.ts';
import { listTopics, writeTopics } from './bank-content.repository.ts';
import { touchBank, upsertBank, upsertDocuments } from './banks.repository.ts';
import { fingerprintDigest, itemDigest } from './digests.ts';
import {
	insertVersions,
	listNewestVersions,
	retireItems,
	upsertItems,
	writeReviews,
	type NewestVersion,
	type NewVersion
} from './versions.repository.ts';

/** What loading a bank changed. */
export interface BankLoadResult {
	readonly slug: string;
	readonly title: string;
	readonly created: number;
	readonly changed: number;
	readonly unchanged: number;
	readonly retired: number;
}

/** How a bank is loaded. */
export interface LoadOptions {
	/** Unit that owns a new bank; null is the whole installation. */
	readonly unitId: number | null;
	/** Who loads it; null is the installation, which leaves alone what people wrote or retired. */
	readonly accountId: string | null;
	/** Whether items that the bank has and this one has not are retired, or stay as they are. */
	readonly retireMissing: boolean;
	/** Status that a new version gets, and an unchanged one is lifted to. */
	readonly statusOf: (item: BankItem) => ItemStatus;
	readonly at: Date;
}

const rank: Record<ItemStatus, number> = { draft: 0, reviewed: 1, approved: 2 };

/**
 * Writes a bank: new items, new versions of those that changed, nothing for the rest. The caller holds
 * the lock of the bank (`lockBank`) in the same transaction.
 */
export async function loadBank(
	trx: Transaction,
	bank: Bank,
	{ unitId, accountId, retireMissing, statusOf, at }: LoadOptions
): Promise<BankLoadResult> {
	const { id: bankId, edited } = await upsertBank(trx, bank, unitId, at);
	// A unit's bank must not rename what the citations of others show, nor a file what somebody mended.
	const documents = await upsertDocuments(trx, bank, unitId === null);
	const topics = await loadTopics(trx, bankId, bank, edited);
	const known = new Map((await listNewestVersions(trx, bankId)).map((entry) => [entry.key, entry]));
	const isForeign = (entry: NewestVersion | undefined): boolean =>
		accountId === null && ((entry?.authorId ?? null) !== null || entry?.retiredByHand === true);
	const items = bank.items.filter((item) => !isForeign(known.get(item.key)));
	const first = retireMissing ? 0 : nextOrdinal([...known.values()]);
	const places = items.map((item, index) => ({
		key: item.key,
		ordinal: retireMissing ? index : (known.get(item.key)?.ordinal ?? first + index)
	}));
	const moved = places.filter(({ key, ordinal }) => {
		const entry = known.get(key);
		return !entry || entry.retired || entry.ordinal !== ordinal;
	});
	const ids = new Map([...known].map(([key, entry]) => [key, entry.itemId]));
	for (const [key, id] of await upsertItems(trx, bankId, moved)) ids.set(key, id);

	const versions: NewVersion[] = [];
	/** Items whose newest version is, or will be, of the status that the file says. */
	const settled: BankItem[] = [];
	let created = 0;
	for (const [index, item] of items.entries()) {
		// A large bank is some tenths of a second of work; others wait no longer than a piece of it.
		if (index % 500 === 499) await setImmediate();
		const entry = known.get(item.key);
		const digest = itemDigest(item);
		const documentId = item.document === null ? null : (documents.get(item.document) as number);
		// The name by which the bank cites a document may stand for another one now.
		if (entry && entry.digest.equals(digest) && entry.documentId === documentId) {
			const isDecided = accountId === null && entry.reviewedByHand;
			if (!isDecided && rank[statusOf(item)] > rank[entry.status]) settled.push(item);
			continue;
		}
		if (!entry) created++;
		settled.push(item);
		versions.push({
			item,
			digest,
			itemId: ids.get(item.key) as number,
			version: (entry?.version ?? 0) + 1,
			topicId: topics.get(item.topic) as number,
			documentId,
			searchText: itemSearchText(item.key, item.content),
			fingerprint: fingerprintDigest(item.content)
		});
	}
	await insertVersions(trx, versions, at, accountId);
	const steps = settled
		.map((item) => ({ itemId: ids.get(item.key) as number, status: statusOf(item) }))
		.filter(({ status }) => status !== 'draft');
	await writeReviews(trx, steps, { at, accountId, note: '' });

	const keys = new Set(bank.items.map((item) => item.key));
	const gone = retireMissing
		? [...known.values()].filter(
				(entry) =>
					!entry.retired &&
					!keys.has(entry.key) &&
					!isForeign(entry) &&
					!(accountId === null && entry.restoredByHand)
			)
		: [];
	await retireItems(
		trx,
		gone.map((entry) => entry.itemId),
		at
	);
	if (versions.length + gone.length + steps.length > 0) await touchBank(trx, bankId, at);
	return {
		slug: bank.slug,
		title: bank.title,
		created,
		changed: versions.length - created,
		unchanged: bank.items.length - versions.length,
		retired: gone.length
	};
}

/**
 * Writes the bank's topics and gives the ids by key. Topics no item has any more stay for old versions;
 * once somebody arranged the topics by hand, the file only adds to them.
 */
async function loadTopics(
	trx: Transaction,
	bankId: number,
	bank: Bank,
	edited: boolean
): Promise<Map<string, number>> {
	const said = bank.topics.map(({ id, title }) => ({ key: id, title }));
	const known = edited ? await listTopics(trx, bankId) : [];
	const kept = new Set(known.map(({ key }) => key));
	const added = said.filter(({ key }) => !kept.has(key));
	await writeTopics(trx, bankId, edited ? [...known, ...added] : said);
	return new Map((await listTopics(trx, bankId)).map(({ key, id }) => [key, id]));
}

function nextOrdinal(known: readonly NewestVersion[]): number {
	return known.reduce((next, { ordinal }) => Math.max(next, ordinal + 1), 0);
}
