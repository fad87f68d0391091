import {
	itemOutcomes,
	type AssembledItem,
	type Assembly,
	type ItemOutcome,
	type KnownBank
} from './bank-assembly.ts';
import type { BankDocument, BankItem, BankTopic } from './bank.ts';
import {
	listedProblems,
	type BankFormat,
	type Conversion,
	type ImportedBank,
	type ImportedHead
} from './bank-import.ts';
import type { FileIssue } from './errors.ts';
import type { Difficulty, ItemType } from './items.ts';

/** What a page needs to know of a file to ask for the choices. */
export interface ImportOverview extends Omit<ImportedHead, 'documents' | 'topics'> {
	readonly format: BankFormat;
	readonly items: number;
	/** How many items the file says nothing of. */
	readonly lacking: Readonly<Record<'topic' | 'difficulty' | 'citation' | 'status', number>>;
}

/** What the choices are asked by. */
export function overviewOf({ format, head, items }: ImportedBank): ImportOverview {
	const { documents: _documents, topics: _topics, ...said } = head;
	const count = (isLacking: (item: ImportedBank['items'][number]) => boolean) =>
		items.filter(isLacking).length;
	return {
		...said,
		format,
		items: items.length,
		lacking: {
			topic: count((item) => item.topic === null),
			difficulty: count((item) => item.difficulty === null),
			citation: count((item) => item.document === null && item.place === ''),
			status: count((item) => item.status === null)
		}
	};
}

/** Which items are shown. */
export const previewFilters = ['all', ...itemOutcomes, 'noticed'] as const;
export type PreviewFilter = (typeof previewFilters)[number];

/** Which items are shown, by pages from 1. */
export interface PreviewView {
	readonly show: PreviewFilter;
	readonly page: number;
}

/** Items on a page. */
export const previewPageSize = 20;

/** An item as the preview shows it. */
export interface PreviewItem extends AssembledItem {
	/** The item of the bank that it changes or repeats. */
	readonly before: BankItem | null;
	/** What the file holds of it that is not kept, or was understood with doubt. */
	readonly notices: readonly FileIssue[];
}

/** Problems, the first of them one by one. */
export interface CountedIssues {
	readonly count: number;
	readonly first: readonly FileIssue[];
}

/** What an import would do, as a page of it shows it. */
export interface ImportPreview {
	readonly format: BankFormat;
	/** Whether it can be confirmed. */
	readonly mayImport: boolean;
	readonly outcomes: Readonly<Record<ItemOutcome, number>>;
	/** Of the items that come into the bank or stay there. */
	readonly types: Readonly<Record<ItemType, number>>;
	readonly difficulties: Readonly<Record<Difficulty, number>>;
	readonly issues: CountedIssues;
	readonly notices: CountedIssues;
	readonly noticedItems: number;
	readonly conversions: readonly Conversion[];
	readonly conversionCount: number;
	/** Items that the bank has and would no longer use, with the first of them. */
	readonly retired: { readonly count: number; readonly first: readonly BankItem[] };
	/** What the items of the page name. */
	readonly topics: readonly BankTopic[];
	readonly documents: readonly BankDocument[];
	readonly items: readonly PreviewItem[];
	/** Items that are shown on all pages. */
	readonly shown: number;
	readonly page: number;
	readonly pageCount: number;
}

/** Retired items that are shown. */
const listedRetired = 20;

/** Counts of the items by what becomes of them. */
export function countOutcomes(rows: readonly AssembledItem[]): Record<ItemOutcome, number> {
	const counts = { new: 0, restored: 0, update: 0, same: 0, skipped: 0 };
	for (const { outcome } of rows) counts[outcome]++;
	return counts;
}

/** Items of the bank that an import which replaces it takes out of use. */
export function retiredBy(
	rows: readonly AssembledItem[],
	mode: 'add' | 'replace',
	known: KnownBank | null
): BankItem[] {
	if (mode === 'add' || !known) return [];
	const kept = new Set(
		rows.filter(({ outcome }) => outcome !== 'skipped').map(({ item }) => item.key)
	);
	return known.bank.items.filter(({ key }) => !kept.has(key));
}

/** A page of the preview. A page that does not exist is the last one. */
export function previewOf(
	imported: ImportedBank,
	{ bank, rows, issues, notices, topics, documents }: Assembly,
	mode: 'add' | 'replace',
	known: KnownBank | null,
	{ show, page }: PreviewView
): ImportPreview {
	const noticesOf = noticesByItem(imported, notices);
	const shown = rows.filter(({ row, outcome }) => {
		if (show === 'all') return true;
		return show === 'noticed' ? noticesOf.has(row) : outcome === show;
	});
	const pageCount = Math.max(1, Math.ceil(shown.length / previewPageSize));
	const current = Math.min(page, pageCount);
	const before = new Map(known?.bank.items.map((item) => [item.key, item]));
	const loaded = rows.filter(({ outcome }) => outcome !== 'skipped');
	const inFile = new Map(loaded.map(({ item }) => [item.key, item]));
	const items = shown
		.slice((current - 1) * previewPageSize, current * previewPageSize)
		.map((row): PreviewItem => {
			const { outcome, item, duplicateOf } = row;
			const other =
				outcome === 'skipped'
					? (before.get(duplicateOf ?? '') ?? inFile.get(duplicateOf ?? ''))
					: before.get(item.key);
			return { ...row, before: other ?? null, notices: noticesOf.get(row.row) ?? [] };
		});
	const types = { single: 0, multiple: 0, true_false: 0 };
	const difficulties = { recall: 0, comprehension: 0, application: 0 };
	for (const { item } of loaded) {
		types[item.type]++;
		difficulties[item.difficulty]++;
	}
	const retired = retiredBy(rows, mode, known);
	const named = items.flatMap(({ item, before }) => (before ? [item, before] : [item]));
	const topicIds = new Set(named.map(({ topic }) => topic));
	const documentIds = new Set(named.map(({ document }) => document));
	return {
		format: imported.format,
		mayImport: bank !== null,
		outcomes: countOutcomes(rows),
		types,
		difficulties,
		issues: firstOf(issues),
		notices: firstOf(notices),
		noticedItems: rows.filter(({ row }) => noticesOf.has(row)).length,
		conversions: imported.conversions,
		conversionCount: imported.conversionCount,
		retired: { count: retired.length, first: retired.slice(0, listedRetired) },
		topics: topics.filter(({ id }) => topicIds.has(id)),
		documents: documents.filter(({ id }) => documentIds.has(id)),
		items,
		shown: shown.length,
		page: current,
		pageCount
	};
}

function firstOf(issues: readonly FileIssue[]): CountedIssues {
	return { count: issues.length, first: issues.slice(0, listedProblems) };
}

/**
 * Notices by the row of the item that they are about: the one that begins at or before them. What
 * follows a question of a kind that is not read belongs to that.
 */
function noticesByItem(
	{ items }: ImportedBank,
	notices: readonly FileIssue[]
): Map<number, FileIssue[]> {
	const starts = items.map(({ row }) => ({ row, isItem: true }));
	for (const { row, code } of notices)
		if (row !== null && foreignCodes.has(code)) starts.push({ row, isItem: false });
	starts.sort((left, right) => left.row - right.row || Number(left.isItem) - Number(right.isItem));
	const found = new Map<number, FileIssue[]>();
	let at = -1;
	for (const notice of notices.toSorted((left, right) => (left.row ?? 0) - (right.row ?? 0))) {
		if (notice.row === null || foreignCodes.has(notice.code)) continue;
		while (at + 1 < starts.length && (starts[at + 1] as { row: number }).row <= notice.row) at++;
		const start = starts[at];
		if (!start?.isItem) continue;
		const others = found.get(start.row);
		if (others) others.push(notice);
		else found.set(start.row, [notice]);
	}
	return found;
}

/** Notices of what is no item. */
const foreignCodes: ReadonlySet<FileIssue['code']> = new Set([
	'ITEM_KIND_UNSUPPORTED',
	'TEXT_UNASSIGNED'
]);
