import type { Bank } from './bank.ts';
import { parseBank } from './bank-file.ts';
import type { ImportedItem } from './bank-import.ts';
import type { FileIssue } from './errors.ts';
import { optionIds, positionsOf, type Difficulty, type ItemStatus } from './items.ts';

/** An item of a file as an entry of a bank file, with what the file leaves open filled in. */
export interface BankEntry {
	/** Where it is in the file. */
	readonly row: number;
	/** `id` of the topic. */
	readonly topic: string;
	readonly content: Readonly<Record<string, unknown>>;
}

/** What a bank needs of an item besides its question. */
export interface EntryDetails {
	readonly topic: string;
	readonly difficulty: Difficulty;
	readonly points: number | null;
	readonly rationale: string;
	readonly document: string | null;
	readonly place: string;
	readonly facts: readonly string[];
	readonly status: ItemStatus;
}

/** What keeps an item from being one at all; null when it has a stem, options and a key. */
export function lackOf({ row, type, stem, options, key }: ImportedItem): FileIssue | null {
	if (stem.trim() === '') return { row, column: null, code: 'ITEM_NO_STEM' };
	const count = options.length;
	if (type !== 'true_false' && count < 2)
		return { row, column: null, code: 'ITEM_TOO_FEW_OPTIONS', params: { count } };
	if (count > optionIds.length) {
		const params = { count, max: optionIds.length };
		return { row, column: null, code: 'ITEM_TOO_MANY_OPTIONS', params };
	}
	if (key === null || key === 0) return { row, column: null, code: 'ITEM_NO_KEY' };
	if (type === 'multiple' || positionsOf(key).length === 1) return null;
	const params = { value: letters(key).join(', ').toUpperCase() };
	return { row, column: null, code: 'ITEM_KEY_CONTRADICTORY', params };
}

/** The entry of a bank file that says what the item says; the item lacks nothing (`lackOf`). */
export function entryOf(item: ImportedItem, details: EntryDetails): BankEntry {
	const { rationale, document, place, points, facts, ...rest } = details;
	const options = Object.fromEntries(
		item.options.map((option, index) => [optionIds[index] ?? String(index + 1), option])
	);
	const key = letters(item.key ?? 0);
	const answer = {
		single: { options, key: key[0] },
		multiple: { options, key },
		true_false: { key: item.key === 0b01 }
	}[item.type];
	const content = {
		...rest,
		type: item.type,
		stem: item.stem,
		...answer,
		...(points === null ? {} : { points: points / 100 }),
		...(rationale === '' ? {} : { rationale }),
		...(document === null ? {} : { citation: { document, ...(place === '' ? {} : { place }) } }),
		...(facts.length === 0 ? {} : { facts: [...facts] })
	};
	return { row: item.row, topic: details.topic, content };
}

/** The head of a bank file. */
export type BankHead = Omit<Bank, 'items'>;

/**
 * Checks a bank as it would be: problems at the place in the file that they come from, the entries
 * without a problem as items (under keys of no meaning) beside their position, and the head; null where
 * that is wrong.
 */
export function checkEntries(
	head: BankHead,
	entries: readonly BankEntry[]
): { head: BankHead | null; items: Map<number, Bank['items'][number]>; issues: FileIssue[] } {
	const positions = entries.map((_, position) => position);
	const { bank, issues: found } = parse(head, entries, positions);
	if (bank) return { ...whole(bank, positions), issues: [] };
	const issues = found.map((issue) => inFile(issue, head, entries));
	// The others can still be shown.
	const wrong = new Set(found.flatMap(({ row }) => (row === null ? [] : [row - 1])));
	const wrongTopics = new Set(found.map(({ column }) => topicOf(column, head)));
	const topics = head.topics.filter(({ id }) => !wrongTopics.has(id));
	const good = positions.filter(
		(position) => !wrong.has(position) && !wrongTopics.has(entries[position]?.topic)
	);
	return { ...whole(parse({ ...head, topics }, entries, good).bank, good), issues };
}

function parse(head: BankHead, entries: readonly BankEntry[], positions: readonly number[]) {
	if (positions.length === 0) return { bank: null, issues: [] };
	return parseBank({
		...head,
		items: positions.map((position) => ({ ...entries[position]?.content, id: `x-${position}` }))
	});
}

function whole(bank: Bank | null, positions: readonly number[]) {
	const items = new Map(
		bank?.items.map((item, index) => [positions[index] as number, item] as const)
	);
	if (!bank) return { head: null, items };
	const { items: _, ...head } = bank;
	return { head, items };
}

/** A problem of the bank, at the place in the file that it comes from. */
function inFile(issue: FileIssue, head: BankHead, entries: readonly BankEntry[]): FileIssue {
	const topic = topicOf(issue.column, head);
	const first = topic && entries.find((entry) => entry.topic === topic);
	if (first) return { ...issue, row: first.row, column: 'topic' };
	const isHead = /^(?:topics|documents|items)\b/.test(issue.column ?? '');
	if (issue.row === null || isHead) return { ...issue, row: null };
	return { ...issue, row: entries[issue.row - 1]?.row ?? null };
}

/** `id` of the topic at the head that a problem is about. */
function topicOf(column: string | null, { topics }: BankHead): string | undefined {
	const [, index] = /^topics\.(\d+)/.exec(column ?? '') ?? [];
	return index === undefined ? undefined : topics[Number(index)]?.id;
}

function letters(key: number): string[] {
	return positionsOf(key).map((position) => optionIds[position] ?? String(position + 1));
}
