import type { NewBank } from '#lib/domain/bank-settings.ts';
import type { ItemDraft } from '#lib/domain/item-draft.ts';
import type { ItemFilter } from '#lib/server/banks/catalogue.service.ts';

/** What somebody typed into the editor for a question with one right answer. */
export function itemDraft(changes: Partial<ItemDraft> = {}): ItemDraft {
	return {
		type: 'single',
		topic: 'chan',
		difficulty: 'recall',
		points: 1,
		stem: 'Cơ quan nào ban hành Nghị quyết số 57-NQ/TW?',
		options: ['Bộ Chính trị', 'Quốc hội', 'Chính phủ', 'Ban Bí thư'],
		key: [0],
		rationale: 'Nghị quyết do Bộ Chính trị ban hành.',
		documentId: null,
		place: '',
		facts: [],
		...changes
	};
}

/** What somebody enters to found a bank of this name, of the whole installation. */
export function newBank(slug: string, changes: Partial<NewBank> = {}): NewBank {
	return { slug, title: slug, language: 'vi', unitId: null, ...changes };
}

/** Every item in use of a bank. */
export const noFilter: ItemFilter = {
	text: '',
	topicId: null,
	difficulty: null,
	type: null,
	documentId: null,
	status: null,
	outdated: false
};
export const firstPage = { offset: 0, limit: 50 };
