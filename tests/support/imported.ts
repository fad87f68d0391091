import type { Bank, BankItem } from '#lib/domain/bank.ts';
import type { ImportChoices } from '#lib/domain/bank-assembly.ts';
import {
	emptyHead,
	type ImportedBank,
	type ImportedHead,
	type ImportedItem
} from '#lib/domain/bank-import.ts';

/** Files of questions as importers give them, for tests of what becomes of them. */

/** A question of a file that says nothing more than it must. */
export function importedItem(row: number, changes: Partial<ImportedItem> = {}): ImportedItem {
	return {
		row,
		id: null,
		type: 'single',
		stem: `Câu hỏi số ${row} là gì?`,
		options: ['Một', 'Hai', 'Ba'],
		key: 0b001,
		rationale: '',
		topic: null,
		difficulty: null,
		points: null,
		document: null,
		place: '',
		facts: [],
		status: null,
		...changes
	};
}

export function importedBank(
	items: readonly ImportedItem[],
	head: Partial<ImportedHead> = {},
	changes: Partial<ImportedBank> = {}
): ImportedBank {
	return {
		format: 'xlsx',
		head: { ...emptyHead, ...head },
		items,
		issues: [],
		notices: [],
		conversions: [],
		conversionCount: 0,
		...changes
	};
}

/** An item of a bank as its own file holds it. */
export function importedItemOf(item: BankItem, row: number): ImportedItem {
	const { key: id, content, document, ...rest } = item;
	return { ...rest, ...content, row, id, document };
}

/** A bank as its own file holds it. */
export function importedOf(bank: Bank): ImportedBank {
	const { items, ...head } = bank;
	return importedBank(
		items.map((item, index) => importedItemOf(item, index + 1)),
		head,
		{ format: 'hoithi' }
	);
}

/** Choices of somebody who changes nothing of what the page offers. */
export function importChoices(changes: Partial<ImportChoices> = {}): ImportChoices {
	return {
		mode: 'add',
		duplicates: 'skip',
		slug: 'ngan-hang-moi',
		title: 'Ngân hàng mới',
		language: 'vi',
		license: 'CC-BY-4.0',
		practice: false,
		topic: 'Chung',
		difficulty: 'recall',
		document: null,
		place: '',
		status: 'draft',
		...changes
	};
}
