import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { escapeMarkup } from '../markup.ts';
import { normalizeText } from '../text.ts';
import { sampleBank, sampleItem, sampleStatement } from './testing.ts';
import { lintSource, lintTypography } from './typography.ts';

const found = (...items: Parameters<typeof sampleItem>[0][]) =>
	lintTypography(sampleBank(items.map((item) => sampleItem(item)))).map(({ code, params }) =>
		`${code} ${params['field'] ?? ''}`.trim()
	);

describe('the texts of an item', () => {
	it.each([
		['composed otherwise', 'TEXT_NOT_NFC', { rationale: 'Nghị quyết.'.normalize('NFD') }],
		['with two spaces', 'TEXT_DOUBLED_SPACE', { rationale: 'Nghị  quyết.' }],
		['with a space that does not break', 'TEXT_DOUBLED_SPACE', { rationale: 'Nghị\u00a0quyết.' }],
		['with straight quotes', 'TEXT_STRAIGHT_QUOTE', { rationale: 'Gọi là "khâu đột phá".' }],
		['with a quote that stays open', 'TEXT_QUOTE_UNBALANCED', { rationale: 'Gọi là “đột phá.' }],
		['with a quote that only ends', 'TEXT_QUOTE_UNBALANCED', { rationale: 'Gọi là đột phá”.' }],
		['with an element', 'TEXT_HTML', { rationale: 'Gọi là <b>đột phá</b>.' }],
		['with a script', 'TEXT_HTML', { rationale: '<script src="x">'.replaceAll('"', '') }],
		['with an entity', 'TEXT_HTML', { rationale: 'Khoa học &amp; công nghệ.' }],
		['with strong that stays open', 'MARKUP_UNCLOSED', { rationale: 'Là **đột phá.' }],
		['with emphasis that stays open', 'MARKUP_UNCLOSED', { rationale: 'Là *đột phá.' }],
		['with strong beside a space', 'MARKUP_UNCLOSED', { rationale: 'Là ** đột phá**.' }],
		['with code that stays open', 'MARKUP_UNCLOSED', { rationale: 'Gõ `mã.' }]
	])('are found %s', (_, code, item) => {
		expect(found(item)).toEqual([`${code} rationale`]);
	});

	it.each([
		'Gọi là “khâu đột phá”, “trụ cột”.',
		'Tăng từ 5 % < 10 % lên > 20 %, 5 * 3 * 2 = 30.',
		'Nhập `a  "b" <c>` rồi nhấn **Enter**.',
		'Dấu \\* và \\` là dấu thường, *nhấn* **mạnh**.',
		'Hàng một\n\n- mục **một**\n- mục hai',
		'Moore’s law, R&D, AT&T.'
	])('are fine: %s', (rationale) => {
		expect(found({ rationale })).toEqual([]);
	});

	it('are options, too, which know no markup', () => {
		const options = ['Bộ  Y tế', 'Bộ "Công an"', '**Quốc hội**', 'a*b*c'];
		expect(found({ options })).toEqual([
			'TEXT_DOUBLED_SPACE option “Bộ  Y tế”',
			'TEXT_STRAIGHT_QUOTE option “Bộ "Công an"”',
			'MARKUP_IN_OPTION option “**Quốc hội**”'
		]);
	});

	it.each([
		['Cơ quan nào ban hành?', []],
		['Các nội dung sau là mục tiêu:', []],
		['Chọn một cơ quan.', []],
		['Đây là “khâu đột phá.”', []],
		['Đây là **khâu nào?**', []],
		['Cơ quan nào ban hành', ['STEM_PUNCTUATION']],
		['Cơ quan nào ban hành,', ['STEM_PUNCTUATION']]
	])('a question ends: %s', (stem, expected) => {
		expect(found({ stem })).toEqual(expected);
	});

	it.each([
		['Bộ Chính trị ban hành Nghị quyết.', []],
		['Bộ Chính trị ban hành Nghị quyết', ['STEM_PUNCTUATION']],
		['Bộ Chính trị ban hành Nghị quyết?', ['STEM_PUNCTUATION']]
	])('a statement ends: %s', (stem, expected) => {
		const codes = lintTypography(sampleBank([sampleStatement(stem)])).map(({ code }) => code);
		expect(codes).toEqual(expected);
	});
});

it('the titles of a bank are read as well', () => {
	const bank = sampleBank([], { title: 'Ngân  hàng', topics: [{ id: 'chung', title: '"Chung"' }] });
	const documents = bank.documents.map((document) => ({ ...document, issuer: 'Bộ  Chính trị' }));
	expect(lintTypography({ ...bank, documents })).toEqual([
		{ item: null, code: 'TEXT_DOUBLED_SPACE', params: { field: 'title' } },
		{ item: null, code: 'TEXT_STRAIGHT_QUOTE', params: { field: 'topic chung' } },
		{ item: null, code: 'TEXT_DOUBLED_SPACE', params: { field: 'issuer of document nq57' } }
	]);
});

it('the lines of a file that are not in NFC are named', () => {
	const text = ['slug: thu', `title: ${'Ngân hàng'.normalize('NFD')}`, 'language: vi'].join('\r\n');
	expect(lintSource(text)).toEqual([
		{ item: null, code: 'TEXT_NOT_NFC', params: { field: 'line 2' } }
	]);
	expect(lintSource(text.normalize('NFC'))).toEqual([]);
});

it('plain text that is normalized and escaped has nothing unclosed, whatever it holds', () => {
	fc.assert(
		fc.property(fc.string({ unit: 'grapheme' }), (text) => {
			const codes = found({ rationale: escapeMarkup(normalizeText(text)) });
			expect(codes.filter((code) => /MARKUP|NFC|SPACE/.test(code))).toEqual([]);
		})
	);
});
