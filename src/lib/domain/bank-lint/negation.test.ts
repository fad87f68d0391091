import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lintNegation, unmarkedNegation } from './negation.ts';
import { sampleItem, sampleStatement } from './testing.ts';

describe('a negation that turns the question around', () => {
	it.each([
		['Nội dung nào sau đây không thuộc mục tiêu của Nghị quyết?', 'không'],
		['Nội dung nào dưới đây không phải là quan điểm chỉ đạo?', 'không'],
		['Lĩnh vực nào không nằm trong 11 lĩnh vực ưu tiên?', 'không'],
		['Ý nào là không đúng?', 'không'],
		['Phát biểu nào sau đây sai?', 'sai'],
		['Nhận định nào sau đây là sai?', 'sai'],
		['Nhận định nào chưa đúng với tinh thần Nghị quyết số 57-NQ/TW?', 'chưa'],
		['Nội dung nào trong Mục II của Nghị quyết không được nêu tên?', 'không'],
		['Cách làm nào của cơ quan được coi là chưa phù hợp?', 'chưa'],
		['Theo Luật Căn cước, ai không phải làm thủ tục cấp thẻ?', 'không'],
		['Đâu không phải là dấu hiệu của cuộc gọi lừa đảo?', 'không'],
		['Đâu là việc không được làm khi dùng Wi-Fi công cộng?', 'không'],
		['Cuối năm, cấp tỉnh đạt 92%, cấp xã đạt 65%. So với mục tiêu, cấp nào chưa đạt?', 'chưa'],
		[
			'Mạng xã hội không được thực hiện những việc nào khi chủ thể dữ liệu chưa đồng ý?',
			'không được'
		],
		['Chiến lược không bao gồm nhóm nhiệm vụ nào?', 'không bao gồm'],
		['Quỹ này không áp dụng với ai?', 'không áp dụng'],
		[
			'Những nội dung nào thuộc tầm nhìn đến năm 2045, không phải mục tiêu đến năm 2030?',
			'không phải'
		],
		['Các nội dung sau đều thuộc mục tiêu năm 2030, ngoại trừ:', 'ngoại trừ'],
		['Ngày Chuyển đổi số quốc gia nhằm các mục đích sau, trừ nội dung nào?', 'trừ'],
		['Các việc sau đều phải làm, trừ:', 'trừ'],
		['Chọn phát biểu không đúng.', 'không'],
		['Hãy chỉ ra nội dung chưa đúng với Quyết định.', 'chưa'],
		['Phát biểu sau đây là không đúng:', 'không đúng'],
		['Ở một xã không có mạng cáp quang. Việc nào sau đây không nên làm?', 'không'],
		// A negation elsewhere may be emphasized; the one that asks is not.
		['Xã **không** có mạng. Việc nào sau đây không nên làm?', 'không']
	])('%s', (stem, text) => {
		expect(unmarkedNegation(stem, 'vi')).toBe(text);
	});

	it.each([
		['Which of the following is not a goal of the resolution?', 'not'],
		['Which statement about the strategy is false?', 'false'],
		['Who may never approve an item?', 'never'],
		['Which of these isn’t required?', 'isn’t'],
		['All of these are goals except:', 'except'],
		['Choose the statement that is not right.', 'not'],
		['Select the wrong statement.', 'wrong']
	])('in English: %s', (stem, text) => {
		expect(unmarkedNegation(stem, 'en')).toBe(text);
	});
});

describe('no negation of the question', () => {
	it.each([
		// Emphasized
		'Nội dung nào sau đây **không** thuộc mục tiêu của Nghị quyết?',
		'Nội dung nào sau đây **không thuộc** mục tiêu của Nghị quyết?',
		'Nhận định nào sau đây là **sai**?',
		'Lĩnh vực nào KHÔNG nằm trong 11 lĩnh vực ưu tiên?',
		'Các nội dung sau đều thuộc mục tiêu, **ngoại trừ**:',
		'Các nội dung sau đều thuộc mục tiêu, NGOẠI TRỪ nội dung nào?',
		// Fixed phrases
		'Nghị quyết đặt mục tiêu giao dịch không dùng tiền mặt đạt bao nhiêu phần trăm?',
		'Kế hoạch nào nói về thanh toán không dùng tiền mặt trong trường học?',
		'Chiến lược hướng tới một không gian mạng quốc gia như thế nào?',
		'Những nội dung nào không chỉ là mục tiêu mà còn là giải pháp?',
		'Yếu tố nào không thể thiếu của công dân số?',
		'Hãng hàng không nào dùng VNeID?',
		'Kết quả nào được công bố không chính thức?',
		// Quotations and remarks
		'Tư duy “không quản được thì cấm” trái với yêu cầu nào của Nghị quyết?',
		'Quan điểm nào thay cho cách nghĩ "không biết thì cấm"?',
		'Tỉ lệ hồ sơ nào (không tính hồ sơ mật) được xử lý trên mạng?',
		// The question particle
		'Trang này có thuộc diện phải chặn, lọc nội dung độc hại không?',
		'Bà hỏi có phải đổi ngay sang thẻ căn cước không?',
		'Theo Nghị quyết số 57-NQ/TW, ý kiến này đúng hay sai?',
		'Đơn vị đã đạt mục tiêu nào chưa?',
		'Đơn vị có phải báo cáo hay không?',
		// The situation before the question
		'Ý kiến cho rằng trường học không được dùng phần mềm. Nhận xét nào đúng?',
		'Dự thảo kế hoạch không có nhiệm vụ nào về chuyển đổi số. Cách xử lý nào đúng?',
		'Hồ sơ được giải quyết mà không phải về quê. Cách làm này thể hiện yêu cầu nào?',
		// Somebody's or something's own negation, or a condition
		'Đối với các tổ chức hoạt động không hiệu quả, Nghị quyết đưa ra hướng xử lý nào?',
		'Cách nào giúp người không có điện thoại thông minh nộp hồ sơ?',
		'Người dân nên làm gì khi không đăng nhập được?',
		'Việc nào phù hợp nếu đơn vị chưa có chữ ký số?',
		'Cần làm gì để không bị chiếm đoạt tài khoản?',
		'Văn bản nào quy định cơ quan nhà nước không được yêu cầu giấy tờ đã có dữ liệu?',
		'Khi không được cấp tài khoản người dân cần liên hệ cơ quan nào?',
		'Cụ Tám chưa được cấp thẻ thì xuất trình giấy tờ nào?',
		'Anh muốn biết hồ sơ đến đâu mà không phải đến cơ quan hỏi thì dùng tính năng nào?',
		'Trừ trường hợp pháp luật quy định khác, Điều 29 cấm mạng xã hội làm những việc nào?',
		'Phần mềm nào giúp loại trừ mã độc?',
		'Trường hợp nào thuộc phạm vi miễn trừ trách nhiệm nêu tại Nghị quyết?',
		'Công nghệ nào giúp cảnh báo sớm nội dung không phù hợp với trẻ em?',
		'Việc nào giúp phát hiện thông tin sai sự thật?',
		'Điều khoản này trước hết trái với yêu cầu nào?',
		'Chọn cách xử lý khi không đăng nhập được.',
		'Thủ đô của Việt Nam là thành phố nào?'
	])('%s', (stem) => {
		expect(unmarkedNegation(stem, 'vi')).toBeNull();
	});

	it.each([
		'Which of the following is **not** a goal?',
		'Which of the following is NOT a goal?',
		'Which office should you ask if you do not know the deadline?',
		'A unit that has not reported asks for time. What should it do?',
		'Which goals are not only national but also local?'
	])('in English: %s', (stem) => {
		expect(unmarkedNegation(stem, 'en')).toBeNull();
	});

	it('is not looked for in statements', () => {
		const stem = 'Nội dung nào sau đây không thuộc mục tiêu của Nghị quyết?';
		expect(lintNegation(sampleStatement(stem), 'vi')).toEqual([]);
		expect(lintNegation(sampleItem({ stem }), 'vi')).toEqual([
			{ item: 'cau-1', code: 'NEGATION_UNMARKED', params: { text: 'không' } }
		]);
	});
});

it('emphasis around the negation always settles it, and any text can be read', () => {
	const words = fc.constantFrom(
		...['nội dung', 'nào', 'sau đây', 'thuộc', 'của', 'Nghị quyết', 'gì', 'là', ',', 'trong', 'mục']
	);
	fc.assert(
		fc.property(fc.array(words, { maxLength: 12 }), fc.nat(12), (before, place) => {
			const stem = (negation: string) => `${before.toSpliced(place, 0, negation).join(' ')}?`;
			expect(unmarkedNegation(stem('**không đúng**'), 'vi')).toBeNull();
			expect(unmarkedNegation(stem('KHÔNG'), 'vi')).toBeNull();
		})
	);
	fc.assert(
		fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
			unmarkedNegation(text, 'vi');
			unmarkedNegation(text, 'en');
		})
	);
	// As long as a stem may be, and made to be tried in many ways.
	expect(unmarkedNegation(`${'nào trong không gian của '.repeat(80)}?`, 'vi')).toBeNull();
});
