import type { Difficulty, ItemStatus, ItemType } from './items.ts';

/** Languages a bank may be written in. */
export const bankLanguages = ['vi', 'en'] as const;
export type BankLanguage = (typeof bankLanguages)[number];

/** Words of the two options of a true/false item, in their order, per language of the bank. */
export const trueFalseOptions = { vi: ['Đúng', 'Sai'], en: ['True', 'False'] } as const;

/** A legal document that items cite. `id` is its name within the bank; `date` is YYYY-MM-DD. */
export interface BankDocument {
	readonly id: string;
	readonly symbol: string;
	readonly title: string;
	readonly issuer: string;
	readonly date: string;
}

/** A topic of a bank; contests draw by topic and difficulty. */
export interface BankTopic {
	readonly id: string;
	readonly title: string;
}

/** An item of a bank, ready to be stored: options in order, the key as a bit mask over them. */
export interface BankItem {
	/** Unique within the bank, never re-used for another question. */
	readonly key: string;
	readonly type: ItemType;
	/** `id` of the topic. */
	readonly topic: string;
	readonly difficulty: Difficulty;
	/** Hundredths of a point. */
	readonly points: number;
	readonly content: {
		/** In the subset of Markdown that `markup.ts` reads. */
		readonly stem: string;
		/** Plain text. */
		readonly options: readonly string[];
		readonly key: number;
		/** As the stem; empty when nobody wrote one. */
		readonly rationale: string;
	};
	/** `id` of the document cited; null without a citation. */
	readonly document: string | null;
	/** Place in the document; may be empty. */
	readonly place: string;
	readonly facts: readonly string[];
	readonly status: ItemStatus;
}

/** A checked question bank. Documents and topics are named by their `id` in items. */
export interface Bank {
	/** Name of the bank in addresses and files; stays the same for ever. */
	readonly slug: string;
	readonly title: string;
	readonly language: BankLanguage;
	/** SPDX name. */
	readonly license: string;
	/** Anybody may practise with it; practice shows the answers. */
	readonly practice: boolean;
	readonly documents: readonly BankDocument[];
	readonly topics: readonly BankTopic[];
	readonly items: readonly BankItem[];
}
