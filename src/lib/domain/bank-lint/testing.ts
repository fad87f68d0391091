/** Items and banks that the checker finds nothing in, for the tests of this folder to spoil. */
import type { Bank, BankItem } from '../bank.ts';
import type { ItemContent } from '../items.ts';

const content: ItemContent = {
	stem: 'Nghị quyết số 57-NQ/TW do cơ quan nào ban hành?',
	options: ['Ban Bí thư', 'Bộ Chính trị', 'Quốc hội', 'Chính phủ'],
	key: 0b0010,
	rationale: 'Nghị quyết là của Bộ Chính trị.'
};

/** A single-answer item with the content and the fields changed. */
export function sampleItem(
	changes: Partial<ItemContent> = {},
	fields: Partial<Omit<BankItem, 'content'>> = {}
): BankItem {
	return {
		key: 'cau-1',
		type: 'single',
		topic: 'chung',
		difficulty: 'recall',
		points: 100,
		document: 'nq57',
		place: 'Mục I',
		facts: ['F-57-01'],
		status: 'approved',
		...fields,
		content: { ...content, ...changes }
	};
}

/** A statement to judge. */
export function sampleStatement(stem: string, isRight = true): BankItem {
	const options = ['Đúng', 'Sai'];
	return sampleItem({ stem, options, key: isRight ? 0b01 : 0b10 }, { type: 'true_false' });
}

/** A bank of the items, which get the names cau-1, cau-2 … */
export function sampleBank(items: readonly BankItem[], changes: Partial<Bank> = {}): Bank {
	return {
		slug: 'thu',
		title: 'Ngân hàng thử',
		language: 'vi',
		license: 'CC-BY-4.0',
		practice: false,
		documents: [
			{
				id: 'nq57',
				symbol: '57-NQ/TW',
				title: 'Nghị quyết về đột phá phát triển khoa học, công nghệ',
				issuer: 'Bộ Chính trị',
				date: '2024-12-22'
			}
		],
		topics: [{ id: 'chung', title: 'Kiến thức chung' }],
		items: items.map((item, index) => ({ ...item, key: `cau-${index + 1}` })),
		...changes
	};
}
