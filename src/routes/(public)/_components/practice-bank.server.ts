import type { BankListing } from '#lib/server/banks/banks.service.ts';
import { practiceItems, practiceTimePerItem } from '#lib/server/practice/practice.service.ts';
import type { PracticeBank } from './practice-bank.ts';

/** What a page shows of a bank. */
export function toPracticeBank(bank: BankListing): PracticeBank {
	const drawn = Math.min(practiceItems, bank.items);
	return {
		slug: bank.slug,
		title: bank.title,
		language: bank.language,
		items: bank.items,
		drawn,
		minutes: Math.round((drawn * practiceTimePerItem) / 60_000)
	};
}
