import type { Bank, BankDocument, BankItem, BankLanguage, BankTopic } from './bank.ts';
import { parseBank } from './bank-file.ts';
import type { ImportedBank, ImportedItem } from './bank-import.ts';
import { resolveCitations } from './citation-resolution.ts';
import type { FileIssue } from './errors.ts';
import { freeName, itemKeys, slugOf } from './item-keys.ts';
import { comparable, itemFingerprint } from './item-text.ts';
import { optionIds, positionsOf, type Difficulty, type ItemStatus } from './items.ts';

/** What becomes of a question that the bank, or the file itself further up, asks already. */
export const duplicateChoices = ['skip', 'update', 'keep'] as const;
export type DuplicateChoice = (typeof duplicateChoices)[number];

/** What the person decides of an import, for everything that the file leaves open. */
export interface ImportChoices {
	/** Whether the items join those of the bank, or the bank becomes what the file says. */
	readonly mode: 'add' | 'replace';
	readonly duplicates: DuplicateChoice;
	readonly slug: string;
	readonly title: string;
	readonly language: BankLanguage;
	readonly license: string;
	readonly practice: boolean;
	/** Title of the topic of items that have none. */
	readonly topic: string;
	readonly difficulty: Difficulty;
	/** What items without a citation cite; null leaves them without. */
	readonly document: BankDocument | null;
	readonly place: string;
	/** Of items that the file says nothing of. */
	readonly status: ItemStatus;
}

/** The bank that the items come to, as it is now. */
export interface KnownBank {
	readonly bank: Bank;
	/** Every key it has or ever had. */
	readonly keys: readonly string[];
}

/** An item of the file and what becomes of it. */
export interface AssembledItem {
	/** Where it is in the file. */
	readonly row: number;
	readonly outcome: 'new' | 'update' | 'same' | 'skipped';
	readonly item: BankItem;
	/** Key of the item that asks the same; null when there is none. */
	readonly duplicateOf: string | null;
}

/** What an import would do. */
export interface Assembly {
	/** The bank to be loaded; null when something must be mended first. */
	readonly bank: Bank | null;
	readonly rows: readonly AssembledItem[];
	/** Of the file and of what became of it; with one of these nothing is imported. */
	readonly issues: readonly FileIssue[];
	readonly notices: readonly FileIssue[];
}

/**
 * Makes a bank of what was found in a file, the person's choices and the bank that is there. Items
 * keep their `id` where the file is one of this bank; others get new keys. Nothing is guessed: what is
 * neither in the file nor in the choices is an issue with its place in the file.
 */
export function assembleBank(
	imported: ImportedBank,
	choices: ImportChoices,
	known: KnownBank | null,
	register: readonly BankDocument[]
): Assembly {
	const language = known?.bank.language ?? choices.language;
	const topics = topicResolver([...(known?.bank.topics ?? []), ...imported.head.topics]);
	const citations = resolveCitations(imported, choices, known?.bank.documents ?? [], register);
	const isOwnFile = known !== null && imported.head.slug === known.bank.slug;
	const keyOf = keyGiver(imported, known, isOwnFile || choices.mode === 'replace');
	const duplicates = duplicateFinder(known, choices.mode);

	const entries: { row: number; entry: Record<string, unknown>; outcome: Outcome }[] = [];
	const notices: FileIssue[] = [...imported.notices];
	const lacking: FileIssue[] = [];
	for (const item of imported.items) {
		const lack = lackOf(item);
		if (lack) {
			lacking.push(lack);
			continue;
		}
		const cited = citations.of(item, language);
		if (cited.notice) notices.push(cited.notice);
		const own = keyOf(item);
		const outcome = duplicates(item, own, choices.duplicates);
		if (outcome.firstRow !== null) {
			const params = { first: outcome.firstRow };
			notices.push({ row: item.row, column: null, code: 'ITEM_DUPLICATE_IN_FILE', params });
		}
		const entry = entryOf(item, {
			id: outcome.key,
			topic: topics.idOf(item.topic ?? choices.topic),
			difficulty: item.difficulty ?? choices.difficulty,
			status: item.status ?? choices.status,
			citation: cited.citation,
			rationale: cited.rationale
		});
		entries.push({ row: item.row, entry, outcome });
	}

	const head = {
		slug: known?.bank.slug ?? choices.slug,
		title: known?.bank.title ?? choices.title,
		language,
		license: known?.bank.license ?? choices.license,
		practice: known?.bank.practice ?? choices.practice
	};
	const content = {
		...head,
		documents: citations.documents(),
		topics: topics.all(),
		// Skipped items are checked too: what is shown of them must be whole.
		items: entries.map(({ entry }, index) => ({ ...entry, id: `x-${index}` }))
	};
	const checked = entries.length === 0 ? { bank: null, issues: [] } : parseBank(content);
	const issues = [
		...imported.issues,
		...lacking.filter((issue) => !imported.issues.some((other) => isSameIssue(issue, other))),
		...checked.issues.map((issue) => inFile(issue, entries)),
		...(imported.items.length === 0 && imported.issues.length === 0 ? [nothingFound] : [])
	];
	const rows = (checked.bank?.items ?? []).map((item, index): AssembledItem => {
		const { row, entry, outcome } = entries[index] as (typeof entries)[number];
		const whole = { ...item, key: entry['id'] as string };
		return { row, outcome: outcome.kind, item: whole, duplicateOf: outcome.duplicateOf };
	});
	const loaded = rows.filter(({ outcome }) => outcome !== 'skipped').map(({ item }) => item);
	return {
		bank: checked.bank && issues.length === 0 ? { ...checked.bank, items: loaded } : null,
		rows,
		issues,
		notices
	};
}

const nothingFound: FileIssue = { row: null, column: null, code: 'NO_ITEMS_FOUND' };

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
	return key === null || key === 0 ? { row, column: null, code: 'ITEM_NO_KEY' } : null;
}

function isSameIssue(left: FileIssue, right: FileIssue): boolean {
	return left.row === right.row && left.code === right.code;
}

/** A problem of an entry, at the place where the entry is in the file. */
function inFile(issue: FileIssue, entries: readonly { row: number }[]): FileIssue {
	const isHead = /^(documents|topics)\b/.test(issue.column ?? '');
	if (issue.row === null || isHead) return { ...issue, row: null };
	return { ...issue, row: entries[issue.row - 1]?.row ?? null };
}

/** The entry of a bank file that says what the item says. */
function entryOf(
	item: ImportedItem,
	resolved: {
		id: string;
		topic: string;
		difficulty: Difficulty;
		status: ItemStatus;
		citation: { document: string; place?: string } | null;
		rationale: string;
	}
): Record<string, unknown> {
	const { citation, rationale, ...rest } = resolved;
	const letters = positionsOf(item.key ?? 0).map((position) => optionIds[position]);
	const options = Object.fromEntries(
		item.options.map((option, index) => [optionIds[index] ?? String(index + 1), option])
	);
	const answer = {
		single: { options, key: letters.length === 1 ? letters[0] : letters },
		multiple: { options, key: letters },
		true_false: { key: item.key === 0b01 }
	}[item.type];
	return {
		...rest,
		type: item.type,
		stem: item.stem,
		...answer,
		...(item.points === null ? {} : { points: item.points / 100 }),
		...(rationale === '' ? {} : { rationale }),
		...(citation === null ? {} : { citation }),
		...(item.facts.length === 0 ? {} : { facts: [...item.facts] })
	};
}

/** Topics by id or title; what is not known becomes a new one. */
function topicResolver(given: readonly BankTopic[]) {
	const topics = new Map<string, BankTopic>();
	const byTitle = new Map<string, string>();
	const add = (topic: BankTopic) => {
		if (!topics.has(topic.id)) topics.set(topic.id, topic);
		if (!byTitle.has(comparable(topic.title))) byTitle.set(comparable(topic.title), topic.id);
		return topic.id;
	};
	for (const topic of given) add(topic);
	return {
		idOf(name: string): string {
			const known = topics.get(name)?.id ?? byTitle.get(comparable(name));
			if (known !== undefined) return known;
			const id = freeName(slugOf(name) || 'chu-de', new Set(topics.keys()));
			return add({ id, title: name.trim() });
		},
		all: (): BankTopic[] => [...topics.values()]
	};
}

/** Gives each item its key: its own where it is an item of this bank, else a new one. */
function keyGiver(imported: ImportedBank, known: KnownBank | null, keepsKeys: boolean) {
	const taken = new Set(known?.keys);
	const next = itemKeys([
		...taken,
		...imported.items.flatMap(({ id }) => (id === null ? [] : [slugOf(id)]))
	]);
	const given = new Set<string>();
	return ({ id }: ImportedItem): string => {
		const name = id === null ? '' : slugOf(id);
		const isFree = !given.has(name) && (keepsKeys || !taken.has(name));
		const key = name !== '' && isFree ? name : next();
		given.add(key);
		return key;
	};
}

interface Outcome {
	readonly kind: AssembledItem['outcome'];
	readonly key: string;
	readonly duplicateOf: string | null;
	/** Where the file asked the same first; null when it did not. */
	readonly firstRow: number | null;
}

function duplicateFinder(known: KnownBank | null, mode: ImportChoices['mode']) {
	const inBank = new Map(
		(known?.bank.items ?? []).map((item) => [itemFingerprint(item.content), item.key])
	);
	const keys = new Set(known?.bank.items.map((item) => item.key));
	const inFile = new Map<string, { row: number; key: string }>();
	return (item: ImportedItem, key: string, choice: DuplicateChoice): Outcome => {
		const fingerprint = itemFingerprint(item);
		const first = inFile.get(fingerprint);
		if (first) {
			const kind = choice === 'keep' ? 'new' : 'skipped';
			return { kind, key, duplicateOf: first.key, firstRow: first.row };
		}
		const own = inBank.get(fingerprint);
		const isOther = own !== undefined && own !== key && mode === 'add';
		const taken = isOther && choice === 'update' ? own : key;
		inFile.set(fingerprint, { row: item.row, key: taken });
		const firstRow = null;
		if (isOther && choice === 'skip') return { kind: 'skipped', key, duplicateOf: own, firstRow };
		if (isOther && choice === 'update')
			return { kind: 'update', key: own, duplicateOf: own, firstRow };
		const kind = keys.has(key) ? 'update' : 'new';
		return { kind, key, duplicateOf: isOther ? own : null, firstRow };
	};
}
