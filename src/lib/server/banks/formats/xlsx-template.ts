import type { Bank, BankLanguage } from '#lib/domain/bank.ts';
import { writeQuestionTable } from '#lib/domain/question-table/writing.ts';
import { guideLines, guideSheet } from './table-guide.ts';
import { writeWorkbook } from './xlsx-writing.ts';

/** Rows ready to be filled in. */
const preparedRows = 300;

type Example = Pick<Bank, 'topics' | 'documents' | 'items'>;

/** A question of each kind; they can be imported as they are. */
const examples: Readonly<Record<BankLanguage, Example>> = {
	vi: {
		topics: [{ id: 'tong-quan', title: 'Tổng quan về Nghị quyết số 57-NQ/TW' }],
		documents: [
			{
				id: 'nq57',
				symbol: '57-NQ/TW',
				title:
					'Nghị quyết về đột phá phát triển khoa học, công nghệ, đổi mới sáng tạo và chuyển đổi số quốc gia',
				issuer: 'Bộ Chính trị',
				date: '2024-12-22'
			}
		],
		items: [
			{
				...example('cau-001', 'recall'),
				type: 'single',
				content: {
					stem: 'Nghị quyết số 57-NQ/TW do cơ quan nào ban hành?',
					options: ['Ban Chấp hành Trung ương', 'Bộ Chính trị', 'Ban Bí thư', 'Quốc hội'],
					key: 0b0010,
					rationale: 'Nghị quyết số 57-NQ/TW là nghị quyết của Bộ Chính trị.'
				},
				place: 'Tên văn bản'
			},
			{
				...example('cau-002', 'comprehension'),
				type: 'multiple',
				content: {
					stem: 'Tên của Nghị quyết số 57-NQ/TW nêu những lĩnh vực nào cần đột phá phát triển?',
					options: ['Khoa học, công nghệ', 'Du lịch', 'Đổi mới sáng tạo', 'Chuyển đổi số quốc gia'],
					key: 0b1101,
					rationale: 'Tên văn bản nêu ba lĩnh vực; du lịch không có trong đó.'
				},
				place: 'Tên văn bản'
			},
			{
				...example('cau-003', 'recall'),
				type: 'true_false',
				content: {
					stem: 'Nghị quyết số 57-NQ/TW được ban hành ngày 22/12/2024.',
					options: ['Đúng', 'Sai'],
					key: 0b01,
					rationale: ''
				},
				place: 'Tên văn bản'
			}
		]
	},
	en: {
		topics: [{ id: 'overview', title: 'Overview of Resolution 57-NQ/TW' }],
		documents: [
			{
				id: 'nq57',
				symbol: '57-NQ/TW',
				title:
					'Resolution on breakthroughs in science, technology, innovation and national digital transformation',
				issuer: 'Politburo',
				date: '2024-12-22'
			}
		],
		items: [
			{
				...example('question-001', 'recall', 'overview'),
				type: 'single',
				content: {
					stem: 'Who issued Resolution 57-NQ/TW?',
					options: ['The Central Committee', 'The Politburo', 'The Secretariat', 'The Assembly'],
					key: 0b0010,
					rationale: 'Resolution 57-NQ/TW is a resolution of the Politburo.'
				},
				place: 'Title'
			},
			{
				...example('question-002', 'comprehension', 'overview'),
				type: 'multiple',
				content: {
					stem: 'In which fields does the title of Resolution 57-NQ/TW call for breakthroughs?',
					options: [
						'Science and technology',
						'Tourism',
						'Innovation',
						'National digital transformation'
					],
					key: 0b1101,
					rationale: 'The title names three fields; tourism is not among them.'
				},
				place: 'Title'
			},
			{
				...example('question-003', 'recall', 'overview'),
				type: 'true_false',
				content: {
					stem: 'Resolution 57-NQ/TW was issued on 22 December 2024.',
					options: ['True', 'False'],
					key: 0b01,
					rationale: ''
				},
				place: 'Title'
			}
		]
	}
};

function example(key: string, difficulty: 'recall' | 'comprehension', topic = 'tong-quan') {
	const document = 'nq57';
	return { key, difficulty, topic, document, points: 100, facts: [], status: 'draft' } as const;
}

/** A workbook to fill in: headings, lists to choose from, examples, and how to fill it in. */
export async function xlsxTemplate(language: BankLanguage): Promise<Uint8Array> {
	const head = { slug: '', title: '', license: '', practice: false, language };
	const table = writeQuestionTable({ ...head, ...examples[language] });
	const rows = guideLines[language].map((line) => [...line]);
	const guide = { name: guideSheet[language], rows, widths: [24, 110], headings: new Set([0]) };
	return writeWorkbook(table, language, [guide], preparedRows);
}
