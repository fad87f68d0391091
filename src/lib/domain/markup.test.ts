import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkup, parseMarkup, plainText, strongParts, type Inline } from './markup.ts';

/** Nodes as a compact text: <s>, <e>, <c> for strong, emphasis, code; | for a line break. */
function compact(nodes: readonly Inline[]): string {
	return nodes
		.map((node) => {
			if (node.kind === 'break') return '|';
			if (node.kind === 'code') return `<c>${node.text}</c>`;
			if (node.kind === 'text') return node.text;
			const tag = node.kind[0];
			return `<${tag}>${compact(node.children)}</${tag}>`;
		})
		.join('');
}
const read = (text: string) =>
	parseMarkup(text).map((block) =>
		block.kind === 'list' ? block.items.map((item) => compact(item)) : compact(block.children)
	);

describe('marks', () => {
	it.each([
		['Nội dung nào **không** thuộc?', ['Nội dung nào <s>không</s> thuộc?']],
		['*Nghị quyết* và **Quyết định**', ['<e>Nghị quyết</e> và <s>Quyết định</s>']],
		['**đậm *nghiêng* đậm**', ['<s>đậm <e>nghiêng</e> đậm</s>']],
		['*nghiêng **đậm** nghiêng*', ['<e>nghiêng <s>đậm</s> nghiêng</e>']],
		['gõ `LD *số*` gửi', ['gõ <c>LD *số*</c> gửi']],
		['một\nhai\n\nba', ['một|hai', 'ba']],
		['Gồm:\n- một\n- **hai**\nhết', ['Gồm:', ['một', '<s>hai</s>'], 'hết']]
	])('%s', (text, expected) => {
		expect(read(text)).toEqual(expected);
	});

	it.each([
		'5 * 3 * 2',
		'5*',
		'**chưa đóng',
		'****',
		'** rỗng **',
		'`lẻ',
		'-5 độ',
		'<b>đậm</b> & <script>alert(1)</script>',
		'[liên kết](https://example.com) ![ảnh](x) # không phải tiêu đề',
		'snake_case và __gạch__'
	])('leaves as text: %s', (text) => {
		expect(read(text)).toEqual([text]);
	});

	it('take a backslash for what it says', () => {
		expect(read('\\*không nghiêng\\* \\\\ \\`x\\`')).toEqual(['*không nghiêng* \\ `x`']);
		expect(read('C:\\Users')).toEqual(['C:\\Users']);
		expect(read('\\- không phải danh sách')).toEqual(['- không phải danh sách']);
	});
});

it('strongParts finds what stands out', () => {
	expect(strongParts('a **KHÔNG *phải*** b\n- **chưa**')).toEqual(['KHÔNG ', 'phải', 'chưa']);
});

const pieces = fc.oneof(
	fc.constantFrom('*', '**', '`', '\\', '- ', '\n', '\n\n', ' ', '<i>', '&lt;'),
	fc.string({ unit: 'grapheme', maxLength: 6 })
);
const texts = fc.array(pieces, { maxLength: 30 }).map((parts) => parts.join(''));

describe('any text', () => {
	it('is read without loss but of marks, and gives no node beyond the known ones', () => {
		fc.assert(
			fc.property(texts, (text) => {
				const letters = (value: string) => value.replace(/[\s*`\\-]/g, '');
				expect(letters(plainText(text))).toBe(letters(text));
			})
		);
	});

	it('escaped means itself', () => {
		fc.assert(
			fc.property(texts, (text) => {
				const lines = text
					.split(/\r\n|\r|\n/)
					.map((line) => line.trim())
					.filter((line) => line !== '');
				expect(plainText(escapeMarkup(text))).toBe(lines.join('\n'));
				expect(strongParts(escapeMarkup(text))).toEqual([]);
			})
		);
	});
});

it('comes to an end with many marks that close nowhere', () => {
	for (const piece of ['*a ', '**a ', '*', '`a', '**']) {
		const text = piece.repeat(50_000).trim();
		expect(plainText(text).length).toBeGreaterThan(0);
	}
});
