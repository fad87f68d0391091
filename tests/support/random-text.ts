import fc from 'fast-check';
import { normalizeText } from '#lib/domain/text.ts';

/*
 * Texts in the form in which the product keeps them (NFC, single spaces, no blank at the edges), with
 * all that file formats give a meaning of their own.
 */

const vietnamese = [
	...['chuyển', 'đổi', 'số', 'Nghị', 'quyết', 'Đề', 'án', 'đơn', 'vị', 'ƯU', 'tiên', 'ở', 'Ủy'],
	...['ban', 'thủy', 'thuỷ', 'Quảng', 'Ngãi', 'hoà', 'giữ', 'Ỷ', 'lại', 'ngoằn', 'ngoèo', 'nước']
];

/** Words that mean something to a spreadsheet, to YAML, GIFT, Aiken, XML, CSV, Word or our markup. */
const telling = String.raw`
	=1+1 +84 -5 @lớp =HYPERLINK("http://x.vn";"x") − 2030 1.234.567 0123 1e5 80% 1/2 22/12/2024
	2024-12-22 14:30 true null yes ~ # #1 %50%đúng { } {T} {=a ~b} ::tên:: -> // $CATEGORY: [html]
	<b>đậm</b> <script> </text> ]]> <!-- & &amp; &nbsp; &#65; < > " ' “nháy” a"b a'b ; , | : khóa: ? !
	... … – --- Câu 1. A. B) (c) ANSWER: Đáp_án: C:\n \ \t \u0041 * ** _x_ [x](y) ![ 😀 x² ½ $x$ \(x\)
	@@PLUGINFILE@@ sep=; - ' # ${'`'}`
	.trim()
	.split(/\s+/);

/** Pieces of stems and rationales in our subset of Markdown. */
const marked = [
	...['**không**', '*chỉ*', '**chỉ *một* điều**', '*một **rất** lớn*', '`LD số`', '`a*b`', '`<i>`'],
	...['\\*', '\\**', '\\`', '\\\\', '\\- x', '5 * 3 * 2', '**chưa đóng', '****', 'không*phải*vậy']
];

const word = fc.oneof(
	{ weight: 6, arbitrary: fc.constantFrom(...vietnamese) },
	{ weight: 3, arbitrary: fc.constantFrom(...telling) },
	{ weight: 1, arbitrary: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }) }
);
const line = words(word, 7);
const markedWord = fc.oneof(
	{ weight: 5, arbitrary: word },
	{ weight: 2, arbitrary: fc.constantFrom(...marked) }
);
const markedLine = words(markedWord, 9);

function words(one: fc.Arbitrary<string>, most: number): fc.Arbitrary<string> {
	const spaces = fc.constantFrom(' ', ' ', ' ', ' ', '');
	return fc
		.array(fc.tuple(one, spaces), { minLength: 1, maxLength: most })
		.map((list) => list.flat().join(''));
}

/** The text in the form in which the product keeps it; `instead` where nothing is left of it. */
function kept(text: string, instead: string): string {
	const lines = text.split('\n').map(normalizeText).join('\n');
	return lines.replace(/\n{3,}/g, '\n\n').trim() || instead;
}

/** Plain text of one line: an option, a place, a title. */
export const plainLine: fc.Arbitrary<string> = line.map((text) => kept(text, 'chữ'));

/** A text in our markup: paragraphs, line breaks, lists, marks, escapes, and marks that are none. */
export const markupText: fc.Arbitrary<string> = fc
	.array(
		fc.oneof(
			{ weight: 4, arbitrary: markedLine },
			{
				weight: 1,
				arbitrary: fc
					.array(markedLine, { minLength: 1, maxLength: 3 })
					.map((items) => items.map((item) => `- ${item}`).join('\n'))
			}
		),
		{ minLength: 1, maxLength: 4 }
	)
	.chain((blocks) =>
		fc
			.array(fc.constantFrom('\n', '\n\n'), { minLength: blocks.length, maxLength: blocks.length })
			.map((ends) => blocks.map((block, index) => block + (ends[index] ?? '')).join(''))
	)
	.map((text) => kept(text, 'Nội dung?'));

/** An option: nearly always one line. */
export const optionText: fc.Arbitrary<string> = fc.oneof(
	{ weight: 19, arbitrary: plainLine },
	{ weight: 1, arbitrary: fc.tuple(line, line).map((lines) => kept(lines.join('\n'), 'chữ')) }
);
