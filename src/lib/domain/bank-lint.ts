import type { Bank } from './bank.ts';
import { lintBalance } from './bank-lint/balance.ts';
import type { Finding, Found } from './bank-lint/finding.ts';
import { lintDocuments, lintGrounds } from './bank-lint/grounds.ts';
import { lintNegation } from './bank-lint/negation.ts';
import { lintOptions } from './bank-lint/options.ts';
import { similarItems } from './bank-lint/similar-items.ts';
import { lintSource, lintTypography } from './bank-lint/typography.ts';
import type { RegisteredDocument } from './document-register.ts';

export { findingCodes, type Finding, type FindingCode } from './bank-lint/finding.ts';

/** What a bank is held against. */
export interface LintGrounds {
	/** Ids of the verified facts. */
	readonly facts: ReadonlySet<string>;
	readonly register: readonly RegisteredDocument[];
}

/**
 * Everything in a bank that an examiner would not let pass: what its items rest on, questions asked twice,
 * form that gives keys away, options and stems, text. First what concerns the bank as a whole, then
 * its items in their order; nothing when it is fit for a contest.
 */
export function lintBank(bank: Bank, { facts, register }: LintGrounds): Finding[] {
	const found: Found[] = [
		...lintDocuments(bank, register),
		...lintBalance(bank),
		...lintTypography(bank),
		...lintGrounds(bank, facts),
		...bank.items.flatMap((item) => [
			...lintNegation(item, bank.language),
			...lintOptions(item, bank.language)
		])
	];
	const place = new Map(bank.items.map(({ key }, index) => [key, index]));
	const placeOf = ({ item }: Found) => (item === null ? -1 : (place.get(item) ?? -1));
	return [
		...found.map((each) => ({ bank: bank.slug, ...each })),
		...similarItems([bank], false)
	].sort((left, right) => placeOf(left) - placeOf(right));
}

/** What crosses banks: questions that two of them ask. */
export function lintBanks(banks: readonly Bank[]): Finding[] {
	return similarItems(banks, true);
}

/** What the text of a bank's file shows and the bank read from it no longer does. */
export function lintBankSource(slug: string, text: string): Finding[] {
	return lintSource(text).map((found) => ({ bank: slug, ...found }));
}
