import { describe, expect, it } from 'vitest';
import type { ImportedItem } from '../bank-import.ts';
import { lettersOf } from './keys.ts';
import type { TextBlock, TextParagraph } from './blocks.ts';
import { plainMarks, type Marks, type TextRun } from './marked-text.ts';
import { readQuestionText } from './read.ts';

const looks: Record<string, Partial<Marks>> = {
	b: { bold: true },
	i: { italic: true },
	u: { underline: true },
	r: { color: 'FF0000' },
	g: { color: '00B050' },
	h: { highlight: 'yellow' }
};

/** A line as runs: "<b>B. Hai</b>" is bold. */
function runsOf(line: string): TextRun[] {
	let marks = plainMarks;
	return line.split(/(<\/?[biurgh]>)/).flatMap((piece): TextRun[] => {
		const [, end, name = ''] = /^<(\/?)([biurgh])>$/.exec(piece) ?? [];
		if (end === undefined) return piece === '' ? [] : [{ text: piece, marks }];
		marks = end === '' ? { ...marks, ...looks[name] } : plainMarks;
		return [];
	});
}

function paragraph(text: string, row: number): TextParagraph {
	const parts = { label: null, heading: null, tight: false, leftovers: [] };
	return { kind: 'paragraph', row, runs: runsOf(text), ...parts };
}

/** Paragraphs, one per line; a line "| 1 | A |" is a row of a table. */
function blocks(text: string): TextBlock[] {
	const found: TextBlock[] = [];
	text.split('\n').forEach((line, index) => {
		if (!line.startsWith('|')) return found.push(paragraph(line.trim(), index + 1));
		const cells = line.replace(/^\||\|$/g, '').split('|');
		const row = cells.map((cell) =>
			cell.split('¶').map((part) => paragraph(part.trim(), index + 1))
		);
		const last = found.at(-1);
		if (last?.kind === 'table') (last.rows as TextBlock[][][]).push(row);
		else found.push({ kind: 'table', rows: [row] });
		return undefined;
	});
	return found;
}

const read = (text: string) => readQuestionText(blocks(text));

/** What matters of an item: what it asks, its options, its key as letters. */
function brief({ type, stem, options, key }: ImportedItem): unknown[] {
	const answer = key === null ? null : lettersOf(key);
	return [type === 'true_false' ? 'Đ/S' : stem, ...(options.length ? [options] : []), answer];
}

const briefs = (text: string) => read(text).items.map(brief);
const codes = (list: readonly { code: string }[]) => list.map(({ code }) => code);

const four = (key: number) =>
	['A. một', 'B. hai', 'C. ba', 'D. bốn'].map((option, index) =>
		index === key ? `<b>${option}</b>` : option
	);

describe('a question', () => {
	it.each([
		['Câu 1: Ai?'],
		['Câu 1. Ai?'],
		['CÂU 1 - Ai?'],
		['Câu hỏi 1) Ai?'],
		['Câu hỏi số 1: Ai?'],
		['Câu 1/ Ai?'],
		['Câu 1 Ai?'],
		['(Câu 1) Ai?'],
		['Câu 1/50. Ai?'],
		['Cau 1: Ai?'],
		['Bài 1. Ai?'],
		['1. Ai?'],
		['1) Ai?'],
		['1/ Ai?'],
		['(1) Ai?'],
		['Question 1. Ai?'],
		['Câu 1:\nAi?'],
		['Câu 1\tAi?'],
		['Câu 1: Ai?'.normalize('NFD')],
		['Câu hỏi: Ai?']
	])('"%s" is known by its label', (label) => {
		expect(briefs(`${label}\nA. x\nB. y\nĐáp án: B`)).toEqual([['Ai?', ['x', 'y'], 'B']]);
	});

	it.each([
		['A. x\nB. y\nC. z'],
		['A) x\nB) y\nC) z'],
		['a/ x\nb/ y\nc/ z'],
		['a) x\nb) y\nc) z'],
		['A - x\nB - y\nC - z'],
		['(a) x\n(b) y\n(c) z'],
		['A: x\nB: y\nC: z'],
		['A . x\nB . y\nC . z'],
		['A. x\tB. y\tC. z'],
		['A. x     B. y     C. z'],
		['A. x B. y C. z'],
		['A. x B. y\nC. z'],
		['A. x\tC. z\nB. y'],
		['- A. x\n- B. y\n- C. z'],
		['| A. x | B. y | C. z |'],
		['| A. | x | B. | y |\n| C. | z | | |'],
		['A.x\nB.y\nC.z']
	])('has its options from "%s"', (options) => {
		const text = `Câu 7: Ai?\n${options}\nĐáp án: C`;
		expect(briefs(text)).toEqual([['Ai?', ['x', 'y', 'z'], 'C']]);
	});

	it('may have its options on its own line', () => {
		const text = 'Câu 1: Dữ liệu nào? A. Mật B. Mở C. Riêng\nĐáp án: B';
		expect(briefs(text)).toEqual([['Dữ liệu nào?', ['Mật', 'Mở', 'Riêng'], 'B']]);
	});

	it('may have several paragraphs, lists and statements of its own', () => {
		const { items } = read(
			'Câu 1: Cho các phát biểu:\na) Một\nb) Hai\nSố phát biểu đúng là\nA. 0\nB. 1\nC. 2\nĐáp án: C\n' +
				'2. Câu không có chữ Câu\nA. x\nB. y\nĐáp án: A'
		);
		expect(items.map(brief)).toEqual([
			['Cho các phát biểu:\n\na) Một\n\nb) Hai\n\nSố phát biểu đúng là', ['0', '1', '2'], 'C'],
			['Câu không có chữ Câu', ['x', 'y'], 'A']
		]);
	});

	it('keeps names and initials in its options', () => {
		expect(
			briefs('Câu 1: Ai?\nA. C. Mác\nB. V.I. Lênin\nC. Tổng thống D. Trump\nĐáp án: A')
		).toEqual([['Ai?', ['C. Mác', 'V.I. Lênin', 'Tổng thống D. Trump'], 'A']]);
	});

	it('goes on where a paragraph was broken by the width of a page', () => {
		const text =
			'Câu 1: Cơ quan nào chịu trách nhiệm trước Quốc hội về\nviệc thực hiện?\nA. Chính\nphủ\nB. Bộ\nĐáp án: A';
		expect(briefs(text)).toEqual([
			['Cơ quan nào chịu trách nhiệm trước Quốc hội về việc thực hiện?', ['Chính phủ', 'Bộ'], 'A']
		]);
	});

	it('without any label begins where options begin anew', () => {
		expect(briefs('BỘ ĐỀ\n\nAi?\nA. x\nB. y *\n\nKhi nào?\nA. z *\nB. t')).toEqual([
			['Ai?', ['x', 'y'], 'B'],
			['Khi nào?', ['z', 't'], 'A']
		]);
	});

	it('is not a numbered entry of a list', () => {
		const text =
			'1. Đối tượng dự thi\n2. Thời gian\n3. Hình thức\n\n1. Cho các ý:\n1. một\n2. hai\nA. x\nB. y\n' +
			'Đáp án: A\nGiải thích:\n1. Vì\n2. Vì thế\n2. Ai?\nA. z\nB. t\nĐáp án: B';
		expect(read(text).items.map(({ stem }) => stem.split('\n')[0])).toEqual(['Cho các ý:', 'Ai?']);
	});
});

describe('the key', () => {
	it.each([
		['Đáp án: B', 'B'],
		['ĐA: B, C', 'B, C'],
		['Đ/A: B', 'B'],
		['Chọn B', 'B'],
		['Chọn đáp án B.', 'B'],
		['Key: B', 'B'],
		['Đáp án đúng là B', 'B'],
		['Đáp án B', 'B'],
		['Đáp án: b)', 'B'],
		['Đáp án: A và C', 'A, C'],
		['Đáp án: AC', 'A, C'],
		['=> B', 'B'],
		['Dap an: B', 'B'],
		['ANSWER: B', 'B'],
		['Đáp án:\nB', 'B'],
		['Đáp án: B. hai', 'B'],
		['Đáp án: hai', 'B'],
		['Trả lời: B vì như vậy', 'B'],
		['Lời giải: Chọn B. Vì như vậy', 'B'],
		['Đáp án\n| Câu | Đáp án |\n| 1 | B |', 'B'],
		['BẢNG ĐÁP ÁN\n1-B', 'B'],
		['ĐÁP ÁN\n| Câu | 1 | 2 |\n| Đáp án | B | A |', 'B'],
		['| 1.B | 2.A |', 'B'],
		['Đáp án\nCâu 1: B. Theo khoản 2', 'B'],
		['Đáp án\n1-2: BA', 'B']
	])('is found in "%s"', (line, key) => {
		const text = `Câu 1: Ai?\nA. một\nB. hai\nC. ba\nD. bốn\n${line}`;
		const { items, issues } = read(text);
		expect(codes(issues)).toEqual([]);
		expect(items.map(({ key: mask }) => lettersOf(mask ?? 0))).toEqual([key]);
	});

	it.each([
		['bold', (option: string) => `<b>${option}</b>`],
		['an underlined letter', (option: string) => option.replace(/^(.)/, '<u>$1</u>')],
		['a colour', (option: string) => `<r>${option}</r>`],
		['a highlight', (option: string) => `<h>${option}</h>`],
		['italics', (option: string) => `<i>${option}</i>`],
		['an asterisk in front', (option: string) => `*${option}`],
		['an asterisk behind', (option: string) => `${option} *`],
		['a tick', (option: string) => `${option} ✓`],
		['a word', (option: string) => `${option} (đáp án)`]
	])('is marked by %s', (_, mark) => {
		const items = [0, 2, 3].map((key, index) =>
			[
				`<b>Câu ${index + 1}:</b> Từ <b>nào</b>?`,
				...['A. một', 'B. hai', 'C. ba', 'D. bốn'].map((option, position) =>
					position === key ? mark(option) : option
				)
			].join('\n')
		);
		const found = read(items.join('\n'));
		expect(codes(found.issues)).toEqual([]);
		expect(found.items.map(({ key }) => lettersOf(key ?? 0))).toEqual(['A', 'C', 'D']);
		expect(found.items[0]?.options).toEqual(['một', 'hai', 'ba', 'bốn']);
		expect(found.items[0]?.stem).toBe('Từ **nào**?');
	});

	it('is not marked by letters that are bold everywhere, nor by bold questions', () => {
		const bold = (key: number) =>
			['A', 'B', 'C'].map(
				(letter, index) => `<b>${letter}.</b> ${index === key ? '<r>x</r>' : 'y'}`
			);
		const text = ['<b>Câu 1: Ai?</b>', ...bold(1), '<b>Câu 2: Gì?</b>', ...bold(2)].join('\n');
		expect(read(text).items.map(({ stem, key }) => [stem, key])).toEqual([
			['Ai?', 0b010],
			['Gì?', 0b100]
		]);
	});

	it('is not marked by a word that is bold in one question of many', () => {
		const text = Array.from({ length: 10 }, (_, index) =>
			[`Câu ${index + 1}: Ai?`, ...four(index === 3 ? 0 : -1), 'Đáp án: C'].join('\n')
		).join('\n');
		const { items, issues } = read(text);
		expect(issues).toEqual([]);
		expect(items.every(({ key }) => key === 0b100)).toBe(true);
	});

	it('that is given in two ways must be the same', () => {
		const text = Array.from({ length: 6 }, (_, index) =>
			[`Câu ${index + 1}: Ai?`, ...four(1), `Đáp án: ${index === 4 ? 'C' : 'B'}`].join('\n')
		).join('\n');
		const { items, issues } = read(text);
		expect(issues).toEqual([
			{
				row: 25,
				column: 'key',
				code: 'ITEM_KEY_CONTRADICTORY',
				params: { value: 'C ≠ B', question: 'Câu 5' }
			}
		]);
		expect(items.map(({ key }) => key)).toEqual([2, 2, 2, 2, null, 2]);
	});

	it('is asked for where it is missing or unknown', () => {
		const text =
			'Câu 1: Ai?\nA. x\nB. y\nCâu 2: Ai?\nA. x\nB. y\nĐáp án: E\nCâu 3: Ai?\nA. x\nĐáp án: A';
		expect(codes(read(text).issues)).toEqual([
			'ITEM_NO_KEY',
			'BANK_KEY_INVALID',
			'ITEM_TOO_FEW_OPTIONS'
		]);
	});

	it('by letter is refused where letters are wrong, by look it is not', () => {
		const options = ['A. một', 'B. hai', 'B. ba', 'D. bốn'];
		const byLetter = read(['Câu 1: Ai?', ...options, 'Đáp án: C'].join('\n'));
		expect(codes(byLetter.issues)).toEqual(['OPTION_LETTERS_WRONG']);
		const look = options.map((option, index) => (index === 2 ? `<b>${option}</b>` : option));
		const byLook = read(['Câu 1: Ai?', ...look].join('\n'));
		expect([byLook.issues, codes(byLook.notices)]).toEqual([[], ['OPTION_LETTERS_WRONG']]);
		expect(byLook.items.map(brief)).toEqual([['Ai?', ['một', 'hai', 'ba', 'bốn'], 'C']]);
	});

	it('of an option without its letter is understood by its place', () => {
		const { items, notices } = read('Câu 1: Ai?\nA. một\nB. hai\nba\nD. bốn\nĐáp án: C');
		expect(items.map(brief)).toEqual([['Ai?', ['một', 'hai', 'ba', 'bốn'], 'C']]);
		expect(codes(notices)).toEqual(['OPTION_LETTER_MISSING']);
	});
});

describe('lists of answers', () => {
	const question = (number: number) => `Câu ${number}: Ai?\nA. x\nB. y\nC. z`;

	it('belong to the questions since the list before', () => {
		const text = [
			question(1),
			question(2),
			'ĐÁP ÁN',
			'1.A 2.B',
			'ĐỀ SỐ 2',
			question(1),
			'ĐÁP ÁN',
			'1.C'
		];
		expect(read(text.join('\n')).items.map(({ key }) => key)).toEqual([1, 2, 4]);
	});

	it('go in parts to parts whose numbers begin anew', () => {
		const text = [question(1), question(2), 'PHẦN II', question(1), question(2), 'ĐÁP ÁN'];
		const parts = ['Phần I', '1.A 2.B', 'Phần II', '1.C 2.A'];
		expect(read([...text, ...parts].join('\n')).items.map(({ key }) => key)).toEqual([1, 2, 4, 1]);
		const through = '1.A 2.B 3.C 4.A';
		expect(read([...text, through].join('\n')).items.map(({ key }) => key)).toEqual([1, 2, 4, 1]);
		expect(codes(read([...text, '1.A 2.B'].join('\n')).issues)).toEqual(
			Array.from({ length: 4 }, () => 'QUESTION_NUMBER_TWICE')
		);
	});

	it('are not used where a number stands twice', () => {
		const { items, issues } = read(
			[question(1), question(2), question(2), question(3), 'ĐÁP ÁN', '1.A 2.B 3.C 4.A'].join('\n')
		);
		expect(items.map(({ key }) => key)).toEqual([1, null, null, null]);
		expect(codes(issues)).toEqual(Array.from({ length: 3 }, () => 'QUESTION_NUMBER_TWICE'));
	});

	it('may give reasons, and answers that are asked for nowhere are named', () => {
		const table =
			'| Câu | Đáp án | Giải thích | Căn cứ |\n| 1 | B | Vì thế | Điều 5 Luật X |\n| 2 | C | | |\n| 3 | A | | |';
		const { items, notices } = read([question(1), question(2), 'ĐÁP ÁN', table].join('\n'));
		expect(items.map(({ key, rationale, document }) => [key, rationale, document])).toEqual([
			[2, 'Vì thế', 'Điều 5 Luật X'],
			[4, '', null]
		]);
		expect(notices).toMatchObject([{ code: 'TEXT_UNASSIGNED', params: { value: '3. A' } }]);
	});
});

describe('a table with headings', () => {
	it('holds a question per row', () => {
		const text =
			'| STT | Câu hỏi | A | B | C | Đáp án | Mức độ |\n| 1 | Ai? | x | y | z | C | TH |\n| 2 | Gì? | x | y | z | A | NB |';
		expect(read(text).items.map((item) => [...brief(item), item.difficulty])).toEqual([
			['Ai?', ['x', 'y', 'z'], 'C', 'comprehension'],
			['Gì?', ['x', 'y', 'z'], 'A', 'recall']
		]);
	});

	it('may have the options in one cell', () => {
		const text =
			'| TT | Nội dung câu hỏi | Đáp án |\n| 1 | Ai?¶A. x¶B. y | B |\n| 2 | Gì?¶A. z¶B. t | A |';
		expect(briefs(text)).toEqual([
			['Ai?', ['x', 'y'], 'B'],
			['Gì?', ['z', 't'], 'A']
		]);
	});
});

describe('statements to judge', () => {
	it.each([
		['Câu 1: Đúng hay sai: Trời xanh.\nĐáp án: Đúng', 1],
		['Câu 1: Trời xanh. (Đúng/Sai)\nĐáp án: S', 2],
		['Câu 1: Trời xanh.\nA. Đúng\nB. Sai\nĐáp án: B', 2],
		['Câu 1: Trời xanh.\nA. Sai\nB. Đúng\nĐáp án: B', 1],
		['Câu 1: Trời xanh.\n☑ Đúng\n☐ Sai', 1],
		['Câu 1: Trời xanh.\n☐ Đúng   ☒ Sai', 2],
		['Câu 1: Trời xanh.\nĐúng\n<b>Sai</b>', 2],
		['Phần II. Câu hỏi đúng/sai\n1. Trời xanh.\n2. Cỏ đỏ.\nĐÁP ÁN\n1-Đ; 2-S', 1]
	])('"%s"', (text, key) => {
		const { items, issues } = read(text);
		expect(issues).toEqual([]);
		expect(items[0]).toMatchObject({ type: 'true_false', options: [], key });
	});
});

describe('what is told of a question', () => {
	it('is read by its name', () => {
		const text =
			'Chủ đề: Dữ liệu\nCâu 1 (NB) (0,5 điểm): Ai?\nA. x\nB. y\nĐáp án: A\nGiải thích: Vì thế.\nVà thế.\n' +
			'Căn cứ pháp lý: (Khoản 2 Điều 5)\nMã câu: c-1\n' +
			'Câu 2: Gì? [VD]\nA. x\nB. y\nĐáp án: B (Căn cứ: Điều 3)\nGợi ý: nghĩ đi';
		const { items, notices } = read(text);
		expect(items).toMatchObject([
			{
				topic: 'Dữ liệu',
				difficulty: 'recall',
				points: 50,
				rationale: 'Vì thế.\n\nVà thế.',
				document: 'Khoản 2 Điều 5',
				id: 'c-1'
			},
			{ topic: 'Dữ liệu', difficulty: 'application', document: 'Điều 3', stem: 'Gì?' }
		]);
		expect(codes(notices)).toEqual(['FEATURE_UNSUPPORTED']);
	});

	it('may stand in headings above', () => {
		const text =
			'BỘ CÂU HỎI\nSở Khoa học\nPHẦN I. QUAN ĐIỂM (20 câu)\nI. Nhận biết\n1. Ai?\na) x *\nb) y\n' +
			'II. Vận dụng\n2. Gì?\na) x *\nb) y\nCHƯƠNG II\nNHIỆM VỤ\n3. Gì nữa?\na) x *\nb) y\nPHẦN TỰ LUẬN\nCâu 4: Trình bày.';
		const { items, notices } = read(text);
		expect(items.map(({ topic, difficulty }) => [topic, difficulty])).toEqual([
			['QUAN ĐIỂM', 'recall'],
			['QUAN ĐIỂM', 'application'],
			['NHIỆM VỤ', 'application']
		]);
		expect(notices).toMatchObject([
			{ code: 'TEXT_UNASSIGNED', params: { value: 'BỘ CÂU HỎI Sở Khoa học' } },
			{ code: 'TEXT_UNASSIGNED' },
			{ code: 'ITEM_KIND_UNSUPPORTED', params: { value: 'Câu 4: Trình bày.' } }
		]);
	});

	it('is a notice for kinds of question that a bank has no room for', () => {
		const text =
			'Câu 1: Trình bày.\nCâu 2: Ghép\nA. x\nB. y\nĐáp án: 1-b, 2-a\n' +
			'Câu 3: Xét\na) x\nb) y\nĐáp án: a) Đ; b) S';
		const { items, issues, notices } = read(text);
		expect([items, issues]).toEqual([[], []]);
		expect(codes(notices)).toEqual(Array.from({ length: 3 }, () => 'ITEM_KIND_UNSUPPORTED'));
	});
});

describe('hostile text', () => {
	const signs = [
		'*',
		' ',
		'\t',
		'(',
		'[',
		'A',
		'A. ',
		'A.B. ',
		'1. ',
		'1',
		'-',
		'.',
		'"',
		'√',
		'=>',
		'Đ'
	];
	const more = [
		'1A',
		'1-',
		'a) Đ; ',
		'Câu ',
		'I',
		'\\',
		'`',
		'\n',
		'Câu 1:\n',
		'1.\n',
		'A.\n',
		'ĐÁP ÁN\n'
	];

	it.each([...signs, ...more])('of %j repeated is read in no time', (sign) => {
		const body = sign.repeat(Math.ceil(60_000 / sign.length));
		// The work that is done, not the time it takes beside other work.
		const start = process.cpuUsage();
		read(`Câu 1: ${body}\nA. ${body}\nB. x\nĐáp án: B ${body}`);
		const { user, system } = process.cpuUsage(start);
		expect((user + system) / 1e6).toBeLessThan(5);
	});

	it('with markup stays text', () => {
		const { items } = read(
			'Câu 1: <script>alert(1)</script> **x** `y`\nA. <b\nB. 2 * 3\nĐáp án: B'
		);
		expect(items[0]).toMatchObject({
			stem: '<script>alert(1)</script> \\*\\*x\\*\\* \\`y\\`',
			options: ['<b', '2 * 3']
		});
	});
});
