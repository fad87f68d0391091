import {
	AlignmentType,
	Document,
	Header,
	HeadingLevel,
	Packer,
	Paragraph,
	TextRun,
	type IRunOptions
} from 'docx';
import type { BankLanguage } from '#lib/domain/bank.ts';

/** A line of the template: a heading, or text in which **…** is bold. */
type TemplateLine = { readonly heading: string } | string;

interface Template {
	readonly title: string;
	/** Shown in the head of each page, which no importer reads. */
	readonly guide: readonly string[];
	readonly lines: readonly TemplateLine[];
}

const templates: Readonly<Record<BankLanguage, Template>> = {
	vi: {
		title: 'Mẫu soạn câu hỏi trắc nghiệm',
		guide: [
			'MẪU SOẠN CÂU HỎI – phần đầu trang này không được nhập vào ngân hàng câu hỏi.',
			'Xóa các câu mẫu rồi soạn câu mới theo đúng cách trình bày: “Câu 1:”, các phương án A. B. C. D. mỗi phương án một dòng,',
			'dòng “Đáp án: …”. Giải thích, Căn cứ, Mức độ không bắt buộc. Tiêu đề “Chủ đề: …” áp dụng cho các câu ở dưới.'
		],
		lines: [
			{ heading: 'Chủ đề: Tổng quan về Nghị quyết số 57-NQ/TW' },
			'**Câu 1:** Nghị quyết số 57-NQ/TW do cơ quan nào ban hành?',
			'A. Ban Chấp hành Trung ương',
			'B. Bộ Chính trị',
			'C. Ban Bí thư',
			'D. Quốc hội',
			'**Đáp án:** B',
			'**Giải thích:** Nghị quyết số 57-NQ/TW là nghị quyết của Bộ Chính trị.',
			'**Căn cứ:** Tên văn bản, Nghị quyết số 57-NQ/TW ngày 22/12/2024',
			'**Mức độ:** Nhận biết',
			'',
			'**Câu 2:** Lĩnh vực nào **không** có trong tên của Nghị quyết số 57-NQ/TW?',
			'A. Khoa học, công nghệ',
			'B. Du lịch',
			'C. Đổi mới sáng tạo',
			'D. Chuyển đổi số quốc gia',
			'**Đáp án:** B',
			'**Mức độ:** Nhận biết',
			'',
			{ heading: 'Chủ đề: Kỹ năng số' },
			'**Câu 3:** Việc nào giúp bảo vệ tài khoản trực tuyến? (Chọn nhiều đáp án)',
			'A. Dùng mật khẩu dài, khó đoán',
			'B. Dùng một mật khẩu cho mọi tài khoản',
			'C. Bật xác thực hai yếu tố',
			'D. Gửi mật khẩu cho đồng nghiệp giữ hộ',
			'**Đáp án:** A, C',
			'**Mức độ:** Thông hiểu',
			'',
			'**Câu 4:** Mã xác thực một lần (OTP) có thể đọc cho người lạ qua điện thoại. (Đúng/Sai)',
			'**Đáp án:** Sai',
			'**Giải thích:** Người có mã xác thực có thể chiếm đoạt tài khoản.',
			'**Mức độ:** Vận dụng'
		]
	},
	en: {
		title: 'Template for multiple-choice questions',
		guide: [
			'TEMPLATE FOR QUESTIONS – this head of the page is not imported.',
			'Delete the examples and write your questions in the same way: “Question 1:”, the options A. B. C. D. on lines of',
			'their own, a line “Answer: …”. Explanation, Source and Level may be left out. “Topic: …” holds for the questions below it.'
		],
		lines: [
			{ heading: 'Topic: Overview of Resolution 57-NQ/TW' },
			'**Question 1:** Who issued Resolution 57-NQ/TW?',
			'A. The Central Committee',
			'B. The Politburo',
			'C. The Secretariat',
			'D. The National Assembly',
			'**Answer:** B',
			'**Explanation:** Resolution 57-NQ/TW is a resolution of the Politburo.',
			'**Source:** Title, Resolution 57-NQ/TW of 22/12/2024',
			'**Level:** Recall',
			'',
			'**Question 2:** Which field is **not** in the title of Resolution 57-NQ/TW?',
			'A. Science and technology',
			'B. Tourism',
			'C. Innovation',
			'D. National digital transformation',
			'**Answer:** B',
			'**Level:** Recall',
			'',
			{ heading: 'Topic: Digital skills' },
			'**Question 3:** Which of these help to protect an online account? (Choose all that apply)',
			'A. A long password that is hard to guess',
			'B. One password for all accounts',
			'C. Two-factor authentication',
			'D. A colleague who keeps your password',
			'**Answer:** A, C',
			'**Level:** Comprehension',
			'',
			'**Question 4:** A one-time code (OTP) may be read out to a stranger on the phone. (True/False)',
			'**Answer:** False',
			'**Explanation:** Whoever has the code can take over the account.',
			'**Level:** Application'
		]
	}
};

/** Type of A4 paper with the margins of official documents, in twentieths of a point. */
const page = {
	size: { width: 11906, height: 16838 },
	margin: { top: 1134, bottom: 1134, left: 1701, right: 1134 }
};
const font = 'Times New Roman';

/**
 * A Word file to be filled in, with a question of each kind that is imported as it is. What to do stands
 * in the head of the pages: importers leave it out.
 */
export async function wordTemplate(language: BankLanguage): Promise<Uint8Array> {
	const { title, guide, lines } = templates[language];
	const document = new Document({
		title,
		styles: {
			default: {
				document: {
					run: { font, size: 28, language: { value: language === 'vi' ? 'vi-VN' : 'en-GB' } }
				},
				heading1: { run: { font, size: 28, bold: true, color: '9B1C1C' } }
			}
		},
		sections: [
			{
				properties: { page },
				headers: { default: new Header({ children: guide.map(guideLine) }) },
				children: lines.map(templateLine)
			}
		]
	});
	return new Uint8Array(await Packer.toArrayBuffer(document));
}

function guideLine(text: string): Paragraph {
	return new Paragraph({
		alignment: AlignmentType.LEFT,
		children: [new TextRun({ text, italics: true, size: 18, color: '595959' })]
	});
}

function templateLine(line: TemplateLine): Paragraph {
	const spacing = { after: 80 };
	if (typeof line !== 'string') {
		return new Paragraph({ heading: HeadingLevel.HEADING_1, text: line.heading, spacing });
	}
	const runs = line
		.split('**')
		.map((text, index): IRunOptions => ({ text, bold: index % 2 === 1 }));
	return new Paragraph({ spacing, children: runs.map((run) => new TextRun(run)) });
}
