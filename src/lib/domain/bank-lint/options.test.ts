import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BankLanguage } from '../bank.ts';
import { foldVietnamese } from '../text.ts';
import { lintOptions, refersToOthers } from './options.ts';
import { explicitRange, intersect } from './ranges.ts';
import { sampleItem, sampleStatement } from './testing.ts';

const codes = (options: readonly string[], language: BankLanguage = 'vi') =>
	lintOptions(sampleItem({ options: [...options] }), language).map(({ code }) => code);

describe('an option that speaks of the others', () => {
	const vietnamese = [
		'Tất cả các đáp án trên',
		'Tất cả các phương án trên đều đúng',
		'Tất cả đều đúng.',
		'Tất cả các ý nêu trên',
		'Cả ba phương án trên',
		'Cả 3 đáp án trên đều đúng',
		'Cả hai đều sai',
		'Cả hai ý trên',
		'Các nội dung trên đều đúng',
		'Tất cả các trường hợp còn lại',
		'Tất cả các đáp án',
		'Cả A và B',
		'Cả A, B và C',
		'A và C',
		'A hoặc D',
		'Chỉ A và B',
		'Phương án a và phương án c',
		'A và B đều đúng',
		'Không có đáp án nào đúng',
		'Không đáp án nào đúng',
		'Không phương án nào',
		'Không có nội dung nào ở trên',
		'Đáp án khác',
		'Một phương án khác'
	];
	it.each(vietnamese)('%s, also without diacritics', (option) => {
		expect(refersToOthers(option)).toBe(true);
		expect(refersToOthers(foldVietnamese(option))).toBe(true);
		expect(codes(['Huế', 'Hà Nội', option])).toEqual(['OPTION_REFERS_TO_OTHERS']);
	});

	it.each([
		'All of the above',
		'None of the above.',
		'None of these answers is correct',
		'None of these',
		'Both are correct',
		'Both A and B',
		'A and C',
		'Neither a nor b',
		'All answers are correct'
	])('%s', (option) => {
		expect(codes(['Huế', 'Two', option], 'en')).toEqual(['OPTION_REFERS_TO_OTHERS']);
	});

	it.each([
		'Tất cả các tỉnh, thành phố trực thuộc Trung ương',
		'Tất cả công dân từ đủ 14 tuổi',
		'Tất cả trường hợp trên 18 tuổi được cấp thẻ',
		'Các nội dung khác của pháp luật có liên quan',
		'Cả nước',
		'Cả tỉ lệ người dân và mức độ sử dụng thành thạo',
		'Không có mật khẩu, có thể không được mã hóa',
		'Không, kiến thức được cung cấp miễn phí',
		'Không cơ quan nào được yêu cầu cung cấp lại',
		'Vitamin A và B',
		'Nhóm A và nhóm nước phát triển',
		'Ý kiến của người dân',
		'Đúng, vì người thân cũng có thể yêu cầu',
		'Both ministries',
		'All citizens over 14',
		'None of the ministries',
		'None',
		'Two'
	])('not: %s', (option) => {
		expect(refersToOthers(option)).toBe(false);
	});
});

describe('options that overlap', () => {
	it.each([
		[
			'equal but for case and spacing',
			['Bộ Công an', 'bộ  công an.', 'Bộ Y tế'],
			['OPTIONS_EQUAL']
		],
		['equal in another composition', ['Bộ Y tế', 'Bộ Y tế'.normalize('NFD')], ['OPTIONS_EQUAL']],
		['with more behind', ['Hằng năm', 'Hằng năm, trước ngày 31/5'], ['OPTION_CONTAINED']],
		['narrowed', ['Kinh tế số', 'Kinh tế số nền tảng'], ['OPTION_CONTAINED']],
		['listed with another', ['Bộ Quốc phòng', 'Bộ Công an và Bộ Quốc phòng'], ['OPTION_CONTAINED']],
		['listed with others', ['Y tế, du lịch', 'Y tế; ngân hàng; du lịch'], ['OPTION_CONTAINED']],
		['one or the other', ['Bộ Y tế', 'Bộ Công an hoặc Bộ Y tế'], ['OPTION_CONTAINED']],
		['ranges that meet', ['40–50%', '45–60%', '70–80%'], ['OPTION_RANGES_INTERSECT']],
		['ranges that touch', ['Từ 25 đến 30', 'Từ 30 đến 35'], ['OPTION_RANGES_INTERSECT']],
		['a number in a range', ['7 ngày', '5–10 ngày'], ['OPTION_RANGES_INTERSECT']],
		[
			'a range within another',
			['1.000 - 5.000 người', '2.000–3.000 người'],
			['OPTION_RANGES_INTERSECT']
		]
	])('%s', (_, options, expected) => {
		expect(codes(options)).toEqual(expected);
	});

	it.each([
		['of different kinds', ['Ban Bí thư', 'Bộ Chính trị', 'Quốc hội', 'Chính phủ']],
		['that are parts of other names', ['Chính phủ', 'Thủ tướng Chính phủ', 'Văn phòng Chính phủ']],
		['that differ in diacritics', ['Sở', 'Số', 'Sổ']],
		['in another order', ['5 và 10', '10 và 5', '10 và 15']],
		['that share a part', ['Bộ Công an và Bộ Y tế', 'Bộ Công an và Bộ Tài chính']],
		['numbers', ['20%', '25%', '30%', '2%']],
		['with decimals', ['0,5%', '1%', '1,5%', '15%']],
		['bounds on one side', ['Trên 50%', 'Trên 80%', 'Dưới 30%', '50%']],
		['ranges that keep apart', ['2 đến 4', '5 đến 7', '8 đến 10', '16 đến 18']],
		['ranges of different units', ['5–10 ngày', '7–12 tháng']],
		['spans of years', ['2021–2025', '2021–2030', '2022–2025']],
		['named spans of years', ['Giai đoạn 2021–2025', 'Giai đoạn 2022–2025']],
		['dates', ['22/12/2024', '27/9/2019', '03/6/2020', '13/01/2025']],
		['symbols', ['57-NQ/TW', '52-NQ/TW', '03/NQ-CP']],
		['a time that goes on', ['1 năm', '1 năm 6 tháng']],
		['other times', ['Ngày 01 tháng 10', 'Ngày 10 tháng 10']]
	])('not: %s', (_, options) => {
		expect(codes(options)).toEqual([]);
	});

	it('are told with both, and not of statements', () => {
		expect(lintOptions(sampleItem({ options: ['Huế', 'Hà Nội', 'huế'] }), 'vi')).toEqual([
			{ item: 'cau-1', code: 'OPTIONS_EQUAL', params: { option: 'Huế', other: 'huế' } }
		]);
		expect(lintOptions(sampleStatement('Đúng.'), 'vi')).toEqual([]);
	});

	it('are found in either order', () => {
		const option = fc.constantFrom(
			...['Huế', 'Huế và Hà Nội', '5–10', '7–12', '11', 'trên 5', 'A và B', 'Bộ', 'Bộ Y tế', '']
		);
		fc.assert(
			fc.property(option, option, (left, right) => {
				expect(codes([left, right]).toSorted()).toEqual(codes([right, left]).toSorted());
			})
		);
	});
});

describe('explicit ranges', () => {
	it.each([
		['16–18%', 'vi', 16, 18],
		['5% đến 7%', 'vi', 5, 7],
		['từ 1.000 đến 2.500,5 người', 'vi', 1000, 2500.5],
		['1,000 to 2,500.5 people', 'en', 1000, 2500.5],
		['30 nước', 'vi', 30, 30]
	] as const)('%s', (option, language, from, to) => {
		expect(explicitRange(option, language)).toMatchObject({ from, to });
	});

	it.each([
		'10–5',
		'trên 50%',
		'tối thiểu 3–5',
		'2021–2025',
		'22/12/2024',
		'1.2.3',
		'5 và 10',
		'năm'
	])('not: %s', (option) => {
		expect(explicitRange(option, 'vi')).toBeNull();
	});

	it('meet exactly where they have a number in common', () => {
		const range = fc
			.tuple(fc.nat(40), fc.integer({ min: 1, max: 20 }))
			.map(([from, length]) => ({ from, to: from + length, unit: '' }));
		fc.assert(
			fc.property(range, range, (left, right) => {
				const common = Array.from({ length: 61 }, (_, number) => number).some(
					(number) =>
						number >= Math.max(left.from, right.from) && number <= Math.min(left.to, right.to)
				);
				expect(intersect(left, right)).toBe(common);
				expect(
					codes([`${left.from}–${left.to} ngày`, `từ ${right.from} đến ${right.to} ngày`])
				).toEqual(common ? ['OPTION_RANGES_INTERSECT'] : []);
			})
		);
	});
});
