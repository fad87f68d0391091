import type { Bank, BankDocument, BankItem, BankLanguage, BankTopic } from './bank.ts';
import { mostItems } from './bank-file.ts';
import type { ImportedBank, ImportedItem } from './bank-import.ts';
import { resolveCitations } from './citation-resolution.ts';
import type { FileIssue } from './errors.ts';
import { checkEntries, entryOf, lackOf, type BankEntry } from './imported-entry.ts';
import { matchItems, type DuplicateChoice, type Match } from './item-matching.ts';
import type { Difficulty, ItemStatus } from './items.ts';
import { resolveTopics } from './topic-resolution.ts';

/** What the person decides of an import, for everything that the file leaves open. */
export interface ImportChoices {
	/** Whether the items join those of the bank, or the bank becomes what the file says. */
	readonly mode: 'add' | 'replace';
	readonly duplicates: DuplicateChoice;
	/** Of a new bank, as are title, language, license and practice. */
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
	/** What keys of items that are added begin with; null for no matter. */
	readonly keyPrefix: string | null;
}

/**
 * What becomes of an item: `new` to the bank; `restored`, one that was retired; `update`, a new version;
 * `same`, as the bank has it; `skipped`, asked already.
 */
export const itemOutcomes = ['new', 'restored', 'update', 'same', 'skipped'] as const;
export type ItemOutcome = (typeof itemOutcomes)[number];

/** An item of the file and what becomes of it. */
export interface AssembledItem {
	/** Where it is in the file. */
	readonly row: number;
	readonly outcome: ItemOutcome;
	readonly item: BankItem;
	/** Key of another item that asks the same; null when there is none. */
	readonly duplicateOf: string | null;
}

/** What an import would do. */
export interface Assembly {
	/** The bank to be loaded; null when something must be mended first. */
	readonly bank: Bank | null;
	/** The items that can be shown: all without a problem of their own. */
	readonly rows: readonly AssembledItem[];
	/** Of the file and of what became of it; with one of these nothing is imported. */
	readonly issues: readonly FileIssue[];
	readonly notices: readonly FileIssue[];
	/** Everything that the rows name. */
	readonly topics: readonly BankTopic[];
	readonly documents: readonly BankDocument[];
}

/**
 * Makes a bank of what was found in a file, the person's choices and the bank that is there. Nothing is
 * guessed: what is neither in the file nor in the choices is an issue with its place in the file. An
 * item that the bank is known to have by its words keeps what the file does not say.
 */
export function assembleBank(
	imported: ImportedBank,
	choices: ImportChoices,
	known: KnownBank | null,
	register: readonly BankDocument[]
): Assembly {
	const { head } = imported;
	const language = known?.bank.language ?? choices.language;
	const isOwnFile = known !== null && head.slug === known.bank.slug;
	const topics = resolveTopics(head.topics, known?.bank.topics ?? [], isOwnFile);
	const citations = resolveCitations(
		{ ofBank: known?.bank.documents ?? [], ofFile: head.documents, register },
		choices,
		language
	);
	// A file that stands for the whole bank brings also the topics and documents that no item needs.
	const isWhole = known === null || isOwnFile || choices.mode === 'replace';
	const topicsOfFile = isWhole ? topics.ofFile() : [];
	const documentsOfFile = isWhole ? citations.ofFile() : [];

	const notices = [...imported.notices];
	const inUse = new Map(known?.bank.items.map((item) => [item.key, item]));
	// Beyond what a bank may have nothing is looked at.
	const isTooMuch = imported.items.length > mostItems;
	const items = isTooMuch ? [] : imported.items.filter((item) => lackOf(item) === null);
	const matches = matchItems(
		items,
		{ items: known?.bank.items ?? [], keys: known?.keys ?? [] },
		{
			...{ mode: choices.mode, duplicates: choices.duplicates, language },
			idsAreKeys: isOwnFile || (choices.mode === 'replace' && head.slug === null),
			keyPrefix: known?.keyPrefix ?? null
		}
	);

	function entry(item: ImportedItem, { foundBy, key, repeats }: Match): BankEntry {
		const existing = foundBy === null ? undefined : inUse.get(key);
		// Of an item that is told by its words, the file need not say everything.
		const kept = foundBy === 'words' ? existing : undefined;
		const rationale = item.rationale || (kept?.content.rationale ?? '');
		const isSilent = item.document === null && item.place === '';
		const cited = kept?.document && isSilent ? null : citations.of({ ...item, rationale });
		if (cited?.notice) notices.push(cited.notice);
		if (repeats) notices.push(repetition(item.row, repeats));
		return entryOf(item, {
			topic:
				item.topic === null && existing ? existing.topic : topics.idOf(item.topic ?? choices.topic),
			difficulty: item.difficulty ?? existing?.difficulty ?? choices.difficulty,
			points: item.points ?? kept?.points ?? null,
			facts: item.facts.length > 0 ? item.facts : (kept?.facts ?? []),
			status: item.status ?? choices.status,
			rationale: cited?.rationale ?? rationale,
			document: cited ? cited.document : (kept?.document ?? null),
			place: cited ? cited.place : (kept?.place ?? '')
		});
	}

	const entries = items.map((item, index) => entry(item, matches[index] as Match));
	const checked = checkEntries(
		{
			slug: known?.bank.slug ?? choices.slug,
			title: known?.bank.title ?? choices.title,
			language,
			license: known?.bank.license ?? choices.license,
			practice: known?.bank.practice ?? choices.practice,
			documents: citations.all(),
			topics: topics.all()
		},
		entries
	);
	const everKnown = new Set(known?.keys);
	const rows = items.flatMap((imported, index): AssembledItem[] => {
		const parsed = checked.items.get(index);
		if (!parsed) return [];
		const { key, skipped, duplicateOf } = matches[index] as Match;
		const { row } = imported;
		const item = { ...parsed, key };
		if (skipped) return [{ row, outcome: 'skipped', item, duplicateOf }];
		const existing = inUse.get(key);
		if (existing && isSameItem(item, existing)) {
			// A file that says nothing of the status of an item leaves it.
			const { status } = imported.status === null ? existing : item;
			return [{ row, outcome: 'same', item: { ...item, status }, duplicateOf }];
		}
		const outcome = existing ? 'update' : everKnown.has(key) ? 'restored' : 'new';
		return [{ row, outcome, item, duplicateOf }];
	});
	const told = new Set(imported.issues.map(nameOf));
	const lacking = (isTooMuch ? [] : imported.items).flatMap((item) => lackOf(item) ?? []);
	const issues = [
		...imported.issues,
		...lacking.filter((issue) => !told.has(nameOf(issue))),
		...checked.issues,
		...(isTooMuch ? [tooMuch] : []),
		...(imported.items.length === 0 && imported.issues.length === 0 ? [nothingFound] : [])
	].sort(byRow);
	return {
		bank: issues.length === 0 ? bankOf() : null,
		rows,
		issues,
		notices: notices.sort(byRow),
		topics: topics.all(),
		documents: citations.all()
	};

	/** The bank with the topics and documents that its items need, that it had, and of a whole file. */
	function bankOf(): Bank | null {
		if (!checked.head) return null;
		const loaded = rows.filter(({ outcome }) => outcome !== 'skipped').map(({ item }) => item);
		const had = known?.bank ?? { topics: [], documents: [] };
		const keptTopics = new Set([
			...topicsOfFile,
			...had.topics.map(({ id }) => id),
			...loaded.map(({ topic }) => topic)
		]);
		const keptDocuments = new Set<string | null>([
			...documentsOfFile,
			...had.documents.map(({ id }) => id),
			...loaded.map(({ document }) => document)
		]);
		return {
			...checked.head,
			topics: checked.head.topics.filter(({ id }) => keptTopics.has(id)),
			documents: checked.head.documents.filter(({ id }) => keptDocuments.has(id)),
			items: loaded
		};
	}
}

const tooMuch: FileIssue = {
	...{ row: null, column: null },
	code: 'TOO_MANY_ITEMS',
	params: { limit: mostItems }
};
const nothingFound: FileIssue = { row: null, column: null, code: 'NO_ITEMS_FOUND' };

function byRow(left: FileIssue, right: FileIssue): number {
	return (left.row ?? 0) - (right.row ?? 0);
}

/** What a problem is known by: an importer may have told it already. */
function nameOf({ row, code }: FileIssue): string {
	return `${row} ${code}`;
}

function repetition(row: number, repeats: NonNullable<Match['repeats']>): FileIssue {
	const code = repeats.otherAnswer ? 'ITEM_REPEATED_WITH_OTHER_KEY' : 'ITEM_DUPLICATE_IN_FILE';
	return { row, column: null, code, params: { first: repeats.row } };
}

/** True for items that say the same under one key, whatever their status. */
export function isSameItem(left: BankItem, right: BankItem): boolean {
	const said = ({ key, type, topic, difficulty, points, content, ...rest }: BankItem) => {
		const { stem, options, key: answer, rationale } = content;
		const { document, place, facts } = rest;
		return JSON.stringify([
			...[key, type, topic, difficulty, points, stem, options, answer, rationale],
			...[document, place, facts]
		]);
	};
	return said(left) === said(right);
}
