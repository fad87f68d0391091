import type { BankLanguage } from '#lib/domain/bank.ts';

/** Name of the sheet of our template that says how to fill it in. */
export const guideSheet: Readonly<Record<BankLanguage, string>> = {
	vi: 'Hướng dẫn',
	en: 'Instructions'
};

export const guideSheets: ReadonlySet<string> = new Set(Object.values(guideSheet));

/** What the sheet says: a field, and what to write there. */
export const guideLines: Readonly<Record<BankLanguage, readonly (readonly [string, string])[]>> = {
	vi: [
		['Cách điền', 'Mỗi dòng của trang “Câu hỏi” là một câu. Xóa các câu mẫu trước khi tải lên.'],
		[
			'Mã câu',
			'Không bắt buộc. Chữ thường, chữ số, gạch ngang; mỗi câu một mã và giữ nguyên mã khi sửa câu.'
		],
		[
			'Loại câu',
			'Một lựa chọn, Nhiều lựa chọn hoặc Đúng/Sai. Để trống thì phần mềm tự nhận theo đáp án.'
		],
		['Chủ đề', 'Tên chủ đề; chủ đề chưa có sẽ được tạo mới.'],
		['Mức độ', 'Nhận biết, Thông hiểu hoặc Vận dụng (có thể ghi tắt NB, TH, VD).'],
		[
			'Câu hỏi',
			'Nội dung câu hỏi, tối đa 2.000 ký tự. Muốn nhấn mạnh từ nào thì in đậm hoặc in nghiêng từ đó; xuống dòng bằng Alt+Enter.'
		],
		[
			'Phương án A, B, C …',
			'Từ hai đến tám phương án, điền từ A, không bỏ trống ở giữa. Câu đúng/sai để trống.'
		],
		[
			'Đáp án đúng',
			'Chữ cái của phương án đúng; nhiều phương án thì ghi A, C. Câu đúng/sai ghi Đúng hoặc Sai.'
		],
		['Giải thích', 'Vì sao đáp án đúng; chỉ hiện sau khi cuộc thi công bố đáp án.'],
		['Văn bản', 'Số, ký hiệu văn bản làm căn cứ, ví dụ 57-NQ/TW.'],
		['Điều khoản', 'Vị trí trong văn bản, ví dụ Mục II, khoản 1.'],
		['Điểm', 'Số điểm của câu; để trống là 1.'],
		['Dữ kiện', 'Chỉ dùng cho ngân hàng có danh mục dữ kiện đã kiểm chứng; nếu không, để trống.'],
		['Trạng thái', 'Bản nháp, Đã rà soát hoặc Đã duyệt; để trống thì chọn khi tải lên.']
	],
	en: [
		[
			'How to fill in',
			'Each row of the sheet “Questions” is a question. Delete the examples before uploading.'
		],
		[
			'ID',
			'Optional. Small letters, digits, dashes; one for each question, kept when the question is corrected.'
		],
		['Type', 'Single choice, Multiple choice or True/False. Left empty, it is told by the key.'],
		['Topic', 'Title of the topic; a new one is created.'],
		['Level', 'Recall, Comprehension or Application.'],
		[
			'Question',
			'The question, at most 2,000 characters. Set words in bold or italics to stress them; Alt+Enter breaks the line.'
		],
		['Option A, B, C …', 'Two to eight options, from A on without a gap. Empty for true/false.'],
		['Key', 'Letter of the right option; several as A, C. For true/false: True or False.'],
		['Rationale', 'Why the key is right; shown only once the contest releases the answers.'],
		['Document', 'Symbol of the document cited, e.g. 57-NQ/TW.'],
		['Place', 'Place in the document, e.g. Section II, clause 1.'],
		['Points', 'Points of the question; 1 when empty.'],
		['Facts', 'Only for banks with a list of verified facts; otherwise empty.'],
		['Status', 'Draft, Reviewed or Approved; when empty it is chosen on uploading.']
	]
};
