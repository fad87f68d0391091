import type { BankDocument, BankLanguage, BankTopic } from './bank.ts';
import type { FileIssue } from './errors.ts';
import type { Difficulty, ItemStatus, ItemType } from './items.ts';

/** Kinds of file that questions are read from. */
export const bankFormats = [
	'hoithi',
	'xlsx',
	'csv',
	'docx',
	'text',
	'gift',
	'aiken',
	'moodle-xml',
	'qti',
	'tcexam-xml'
] as const;
export type BankFormat = (typeof bankFormats)[number];

/** A question as a file holds it: what the file does not say is null or empty, never guessed. */
export interface ImportedItem {
	/** Where it begins, 1-based: the line, the row of a table, the paragraph, the entry. */
	readonly row: number;
	readonly id: string | null;
	readonly type: ItemType;
	/** In the subset of Markdown of `markup.ts`; plain text of other formats is escaped. */
	readonly stem: string;
	/** Plain text. For true_false the words of the language of the bank, or empty. */
	readonly options: readonly string[];
	/** Bit mask over the options (true_false: 0b01 right, 0b10 wrong); null when no key is marked. */
	readonly key: number | null;
	/** As the stem. */
	readonly rationale: string;
	/** `id` or title of a topic. */
	readonly topic: string | null;
	readonly difficulty: Difficulty | null;
	/** Hundredths of a point. */
	readonly points: number | null;
	/** `id` of a document of the head, a symbol, or a citation as somebody wrote it. */
	readonly document: string | null;
	/** Place in the document; empty where `document` holds the whole citation. */
	readonly place: string;
	readonly facts: readonly string[];
	readonly status: ItemStatus | null;
}

/** What a file says of the bank as a whole. */
export interface ImportedHead {
	readonly slug: string | null;
	readonly title: string | null;
	readonly language: BankLanguage | null;
	readonly license: string | null;
	readonly practice: boolean | null;
	readonly documents: readonly BankDocument[];
	readonly topics: readonly BankTopic[];
}

/** A head that says nothing. */
export const emptyHead: ImportedHead = {
	slug: null,
	title: null,
	language: null,
	license: null,
	practice: null,
	documents: [],
	topics: []
};

/** Text of an old encoding and what it was converted to. */
export interface Conversion {
	readonly encoding: 'tcvn3' | 'vni' | 'windows-1258';
	readonly row: number;
	readonly before: string;
	readonly after: string;
}

/** Everything found in a file of questions. */
export interface ImportedBank {
	readonly format: BankFormat;
	readonly head: ImportedHead;
	readonly items: readonly ImportedItem[];
	/** What must be mended in the file: with one of these nothing is imported. */
	readonly issues: readonly FileIssue[];
	/** What the file holds and a bank cannot, or what was understood with doubt. Never silent. */
	readonly notices: readonly FileIssue[];
	/** The first conversions of old encodings, and how many there were. */
	readonly conversions: readonly Conversion[];
	readonly conversionCount: number;
}

/** Most problems, notices and conversions that are listed one by one. */
export const listedProblems = 200;
