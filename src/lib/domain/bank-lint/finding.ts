import type { ErrorParams } from '../errors.ts';

/** What the checker of question banks can find. */
export const findingCodes = [
	// What an item rests on
	'CITATION_MISSING',
	'PLACE_MISSING',
	'RATIONALE_MISSING',
	'FACT_MISSING',
	'FACT_UNKNOWN',
	'DOCUMENT_UNREGISTERED',
	'DOCUMENT_DIFFERS',
	// Questions asked twice
	'STEM_DUPLICATE',
	'ITEM_SIMILAR',
	// Form that gives the key away
	'KEY_LONGEST',
	'KEY_SHORTEST',
	'KEY_POSITION',
	'STATEMENTS_UNBALANCED',
	'KEY_COUNT_CONSTANT',
	// Options and stems
	'OPTION_REFERS_TO_OTHERS',
	'OPTIONS_EQUAL',
	'OPTION_CONTAINED',
	'OPTION_RANGES_INTERSECT',
	'NEGATION_UNMARKED',
	// Text
	'TEXT_NOT_NFC',
	'TEXT_DOUBLED_SPACE',
	'TEXT_STRAIGHT_QUOTE',
	'TEXT_QUOTE_UNBALANCED',
	'TEXT_HTML',
	'MARKUP_UNCLOSED',
	'MARKUP_IN_OPTION',
	'STEM_PUNCTUATION'
] as const;
export type FindingCode = (typeof findingCodes)[number];

/** Something in a bank that an examiner would not let pass. */
export interface Finding {
	/** Slug of the bank. */
	readonly bank: string;
	/** Key of the item; null where the bank as a whole is meant. */
	readonly item: string | null;
	readonly code: FindingCode;
	readonly params: ErrorParams;
}

/** A finding without the bank, as the checks give it. */
export type Found = Omit<Finding, 'bank'>;
