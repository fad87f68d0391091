import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Bank, BankItem } from '../bank.ts';
import { foldVietnamese } from '../text.ts';
import { similarItems } from './similar-items.ts';
import { sampleBank, sampleItem, sampleStatement } from './testing.ts';

const ask = (stem: string, ...options: string[]) => sampleItem({ stem, options, key: 0b1 });

/** Other questions about the same document, so that its usual words weigh as little as they do there. */
const others: readonly BankItem[] = [
	ask(
		'Theo Nghị quyết số 57-NQ/TW, đến năm 2030 quy mô kinh tế số đạt tối thiểu bao nhiêu phần trăm GDP?',
		'30%'
	),
	ask(
		'Theo Nghị quyết số 57-NQ/TW, ai là trung tâm, là chủ thể của chuyển đổi số?',
		'Người dân và doanh nghiệp'
	),
	ask(
		'Nghị quyết số 57-NQ/TW yêu cầu bố trí ít nhất bao nhiêu phần trăm chi ngân sách hằng năm?',
		'3%'
	),
	ask(
		'Nghị quyết số 57-NQ/TW đặt yêu cầu nào đối với dữ liệu trong nền kinh tế?',
		'Trở thành tư liệu sản xuất chính'
	),
	ask('Theo quan điểm của Nghị quyết số 57-NQ/TW, nội dung nào cần đi trước một bước?', 'Thể chế'),
	ask(
		'Nhà khoa học được Nghị quyết số 57-NQ/TW xác định giữ vị trí như thế nào?',
		'Nhân tố then chốt'
	),
	sampleStatement(
		'Nghị quyết số 57-NQ/TW đặt mục tiêu công nghiệp văn hóa số đạt mức cao của thế giới.'
	),
	ask(
		'Phần mở đầu Nghị quyết số 57-NQ/TW chỉ ra những hạn chế nào sau đây?',
		'Hạ tầng chưa đồng bộ'
	)
];

/** What is found between two items among the others, in the order of the bank. */
const between = (left: BankItem, right: BankItem) =>
	similarItems([sampleBank([...others, left, right])], false).map(({ item, code, params }) => [
		item,
		code,
		params['other']
	]);
const similar = [['cau-10', 'ITEM_SIMILAR', 'cau-9']];

describe('the same question', () => {
	it('has the same stem, however it is typed, whatever the options', () => {
		const stem = 'Nghị quyết số 57-NQ/TW do cơ quan nào ban hành?';
		const typed = [
			stem.toUpperCase(),
			foldVietnamese(stem),
			` **${stem}** `,
			stem.normalize('NFD')
		];
		for (const other of typed)
			expect(between(ask(stem, 'Bộ Chính trị'), ask(other, 'Quốc hội'))).toEqual([
				['cau-10', 'STEM_DUPLICATE', 'cau-9']
			]);
	});

	it.each([
		[
			'in other words',
			ask(
				'Nghị quyết số 57-NQ/TW yêu cầu giải pháp bảo vệ người dân trên không gian mạng ở mức cơ bản. Yêu cầu này gắn với mục đích nào?',
				'Tạo lập niềm tin số'
			),
			ask(
				'Nghị quyết số 57-NQ/TW nêu giải pháp bảo vệ người dân trên không gian mạng ở mức cơ bản. Cách hiểu nào đúng về mục đích này?',
				'Tạo lập niềm tin số'
			)
		],
		[
			'as a statement',
			ask(
				'Theo Nghị quyết số 57-NQ/TW, mục tiêu đến năm 2030 là trên bao nhiêu phần trăm dân số được đào tạo kỹ năng số cơ bản?',
				'70%'
			),
			sampleStatement(
				'Nghị quyết số 57-NQ/TW đặt mục tiêu đến năm 2030 trên 70% dân số được đào tạo kỹ năng số cơ bản.'
			)
		],
		[
			'the other way round',
			ask(
				'Theo Nghị quyết số 57-NQ/TW, cơ quan nào chủ trì sàn giao dịch dữ liệu quốc gia?',
				'Bộ Công an'
			),
			ask(
				'Theo Nghị quyết số 57-NQ/TW, Bộ Công an chủ trì thiết chế dữ liệu nào?',
				'Sàn giao dịch dữ liệu quốc gia'
			)
		]
	])('%s', (_, left, right) => {
		expect(between(left, right)).toEqual(similar);
	});
});

describe('another question', () => {
	const frame = (what: string) =>
		`Nghị quyết số 57-NQ/TW đặt mục tiêu đến năm 2030 về ${what} ở mức nào?`;
	it.each([
		[
			'in the same frame',
			ask(frame('bằng sáng chế'), 'Tăng nhanh'),
			ask(frame('mạng di động'), 'Phủ sóng')
		],
		[
			'of another year',
			ask(
				'Theo Nghị quyết số 57-NQ/TW, mục tiêu đến năm 2030 về xếp hạng chính phủ điện tử là gì?',
				'Nhóm dẫn đầu'
			),
			ask(
				'Theo Nghị quyết số 57-NQ/TW, mục tiêu đến năm 2045 về xếp hạng chính phủ điện tử là gì?',
				'Nhóm dẫn đầu'
			)
		],
		[
			'with another number for an answer',
			ask('Theo Nghị quyết số 57-NQ/TW, tỉ lệ doanh nghiệp đổi mới sáng tạo là bao nhiêu?', '40%'),
			ask(
				'Theo Nghị quyết số 57-NQ/TW, tỉ lệ doanh nghiệp có đổi mới sáng tạo là bao nhiêu?',
				'50%'
			)
		],
		[
			'with another answer to a like stem',
			ask(
				'Theo quan điểm thứ nhất của Nghị quyết số 57-NQ/TW, việc phát triển tác động tới những mặt nào?',
				'Lực lượng sản xuất, phương thức quản trị'
			),
			ask(
				'Theo quan điểm thứ hai của Nghị quyết số 57-NQ/TW, việc phát triển dựa trên những yếu tố nào?',
				'Sự lãnh đạo của Đảng, hệ thống chính trị'
			)
		]
	])('%s', (_, left, right) => {
		expect(between(left, right)).toEqual([]);
	});

	it('is one of another document that rests on other facts', () => {
		const decree = {
			id: 'nd',
			symbol: '69/2024/NĐ-CP',
			title: 'Nghị định',
			issuer: 'Chính phủ',
			date: '2024-06-25'
		};
		const left = ask('Văn bản này có hiệu lực từ ngày nào?', 'Từ ngày ký');
		const right = (facts: string[]) => ({
			...ask('Văn bản này có hiệu lực thi hành từ ngày nào?', 'Từ ngày ký'),
			document: 'nd',
			facts
		});
		const found = (item: BankItem) => {
			const bank = sampleBank([...others, left, item]);
			return similarItems([{ ...bank, documents: [...bank.documents, decree] }], false);
		};
		expect(found(right(['F-VN-01']))).toEqual([]);
		expect(found(right(['F-57-01']))).toMatchObject([{ item: 'cau-10', code: 'ITEM_SIMILAR' }]);
	});
});

describe('across banks', () => {
	const [left, right] = [
		ask('Nghị quyết số 57-NQ/TW do cơ quan nào ban hành?', 'Bộ Chính trị'),
		ask('Nghị quyết số 57-NQ/TW được cơ quan nào ban hành?', 'Bộ Chính trị')
	];
	const banks = [
		sampleBank([...others, left], { slug: 'mot' }),
		sampleBank([right], { slug: 'hai' })
	];

	it('pairs of two banks are told with the name of the other bank', () => {
		expect(similarItems(banks, true)).toEqual([
			{
				bank: 'hai',
				item: 'cau-1',
				code: 'ITEM_SIMILAR',
				params: { other: 'mot/cau-9', percent: expect.any(Number) }
			}
		]);
	});

	it('what is told within banks is not told across them, nor the other way round', () => {
		expect(similarItems(banks, false)).toEqual([]);
		const one: Bank = sampleBank([...others, left, right], { slug: 'mot' });
		expect(similarItems([one, sampleBank([])], true)).toEqual([]);
		expect(similarItems([one], false)).toHaveLength(1);
	});
});

it('an item is told of once for each earlier one it repeats, whatever the bank holds besides', () => {
	const stems = fc.uniqueArray(fc.nat(500), { maxLength: 12 });
	fc.assert(
		fc.property(stems, fc.nat(3), (numbers, copies) => {
			const items = numbers.map((number) => ask(`Câu ${number} hỏi gì?`, `Điều ${number}`));
			const repeated = Array.from({ length: copies + 1 }, () => ask('Câu lặp hỏi gì?', 'Điều lặp'));
			const found = similarItems([sampleBank([...items, ...repeated])], false);
			expect(found.filter(({ code }) => code === 'STEM_DUPLICATE')).toHaveLength(
				(copies * (copies + 1)) / 2
			);
		})
	);
});
