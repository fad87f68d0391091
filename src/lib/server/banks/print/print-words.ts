import type { BankLanguage } from '#lib/domain/bank.ts';
import { officialWords } from '#lib/server/files/official-docx.ts';

/** Words of a printed paper, in the language of its bank. The head is that of Nghị định 30/2020/NĐ-CP. */
export const printWords = {
	vi: {
		...officialWords.vi,
		code: 'Mã đề',
		minutes: (minutes: number) => `Thời gian làm bài: ${minutes} phút, không kể thời gian phát đề`,
		summary: (questions: number) => `(Đề có ${questions} câu)`,
		name: 'Họ và tên',
		unit: 'Đơn vị',
		question: 'Câu',
		several: 'Chọn nhiều đáp án.',
		end: '--- HẾT ---',
		keys: 'BẢNG ĐÁP ÁN',
		key: 'Đáp án',
		explanations: 'HƯỚNG DẪN TRẢ LỜI',
		source: 'Căn cứ'
	},
	en: {
		...officialWords.en,
		code: 'Paper',
		minutes: (minutes: number) => `Time allowed: ${minutes} minutes`,
		summary: (questions: number) => `(${questions} questions)`,
		name: 'Full name',
		unit: 'Unit',
		question: 'Question',
		several: 'Several answers are right.',
		end: '--- END ---',
		keys: 'ANSWER TABLE',
		key: 'Answer',
		explanations: 'EXPLANATIONS',
		source: 'Source'
	}
} as const satisfies Record<BankLanguage, object>;

/** Questions in a row of the key table. */
export const keysPerRow = 10;

/** The cells of a key table, row by row: "1. B". */
export function keyRows(questions: readonly { number: number; key: string }[]): string[][] {
	const cells = questions.map(({ number, key }) => `${number}. ${key}`);
	return Array.from({ length: Math.ceil(cells.length / keysPerRow) }, (_, row) =>
		cells.slice(row * keysPerRow, (row + 1) * keysPerRow)
	);
}
