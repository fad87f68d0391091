import type { BankLanguage } from '#lib/domain/bank.ts';
import type { DocumentStatus } from '#lib/domain/documents.ts';

/** A document that an item may cite. */
export interface DocumentChoice {
	readonly id: string;
	readonly symbol: string;
	readonly title: string;
	readonly status: DocumentStatus;
	readonly successor: string | null;
}

/** What the editor of an item offers to choose from, and whose bank it is. */
export interface ItemChoices {
	readonly slug: string;
	readonly title: string;
	readonly language: BankLanguage;
	readonly fourEyes: boolean;
	readonly topics: readonly { key: string; title: string }[];
	readonly documents: readonly DocumentChoice[];
	readonly mayEdit: boolean;
	readonly mayReview: boolean;
}
