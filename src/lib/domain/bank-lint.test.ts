import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findingCodes, lintBank, lintBanks, lintBankSource } from './bank-lint.ts';
import { sampleBank, sampleItem, sampleStatement } from './bank-lint/testing.ts';
import { normalizeText } from './text.ts';
import type { RegisteredDocument } from './document-register.ts';

const registered: RegisteredDocument = {
	...(sampleBank([]).documents[0] as RegisteredDocument),
	level: 'central',
	status: 'in_force',
	supersededBy: null,
	effective: null,
	replaced: null,
	statusSource: null,
	note: '',
	facts: ['F-57']
};
const grounds = { facts: new Set(['F-57-01', 'F-57-02']), register: [registered] };
const good = sampleItem();
const codes = (...args: Parameters<typeof sampleBank>) =>
	lintBank(sampleBank(...args), grounds).map(({ item, code }) => [item, code]);

describe('what an item rests on', () => {
	it('is a citation with its place, a rationale and known facts', () => {
		expect(codes([good])).toEqual([]);
		expect(codes([{ ...good, document: null, place: '' }])).toEqual([
			['cau-1', 'CITATION_MISSING']
		]);
		expect(codes([{ ...good, place: '' }])).toEqual([['cau-1', 'PLACE_MISSING']]);
		expect(codes([sampleItem({ rationale: '' })])).toEqual([['cau-1', 'RATIONALE_MISSING']]);
		expect(codes([{ ...good, facts: [] }])).toEqual([['cau-1', 'FACT_MISSING']]);
		const unknown = { ...good, facts: ['F-57-01', 'F-57-99'] };
		expect(lintBank(sampleBank([unknown]), grounds)).toEqual([
			{ bank: 'thu', item: 'cau-1', code: 'FACT_UNKNOWN', params: { fact: 'F-57-99' } }
		]);
	});
});

describe('the documents of a bank', () => {
	const [document] = sampleBank([]).documents;
	const changed = (changes: object) =>
		lintBank(sampleBank([good], { documents: [{ ...document!, ...changes }] }), grounds);

	it('are those of the register', () => {
		expect(changed({ symbol: '57-CT/TW' })).toMatchObject([
			{ item: null, code: 'DOCUMENT_UNREGISTERED', params: { symbol: '57-CT/TW' } }
		]);
		expect(changed({ date: '2024-12-23' })).toMatchObject([{ code: 'DOCUMENT_UNREGISTERED' }]);
	});

	it.each([
		['symbol', '57-nq/tw'],
		['issuer', 'Bộ chính trị'],
		['title', 'Nghị quyết về chuyển đổi số']
	] as const)('have the %s of the register', (field, value) => {
		expect(changed({ [field]: value })).toEqual([
			{
				bank: 'thu',
				item: null,
				code: 'DOCUMENT_DIFFERS',
				params: { id: 'nq57', field, expected: registered[field] }
			}
		]);
	});
});

it('finds what every check finds, the bank first and then its items in their order', () => {
	const bank = sampleBank(
		[
			sampleItem({ stem: 'Nội dung nào không thuộc Nghị quyết?' }),
			sampleItem({ options: ['Huế', 'Đà Nẵng', 'Cả A và B', 'huế'] }),
			sampleItem(),
			...[1, 2, 3, 4].map((number) => sampleStatement(`Câu ${number} đúng`))
		],
		{ title: 'Ngân  hàng' }
	);
	expect(lintBank(bank, grounds).map(({ item, code }) => [item, code])).toEqual([
		[null, 'STATEMENTS_UNBALANCED'],
		[null, 'TEXT_DOUBLED_SPACE'],
		['cau-1', 'NEGATION_UNMARKED'],
		['cau-2', 'OPTION_REFERS_TO_OTHERS'],
		['cau-2', 'OPTIONS_EQUAL'],
		['cau-3', 'STEM_DUPLICATE'],
		...[4, 5, 6, 7].map((number) => [`cau-${number}`, 'STEM_PUNCTUATION'])
	]);
	const again = { ...bank, slug: 'hai', items: [sampleItem()] };
	expect(lintBanks([bank, again]).map(({ params }) => params['other'])).toEqual([
		'thu/cau-2',
		'thu/cau-3'
	]);
	expect(lintBankSource('thu', 'a\nế'.normalize('NFD'))).toEqual([
		{ bank: 'thu', item: null, code: 'TEXT_NOT_NFC', params: { field: 'line 2' } }
	]);
});

it('reads whatever a bank may hold, and finds the same twice', () => {
	const text = fc
		.string({ unit: 'grapheme', maxLength: 60 })
		.map((each) => normalizeText(each) || 'x');
	const item = fc
		.record({
			type: fc.constantFrom('single', 'multiple', 'true_false'),
			stem: text,
			rationale: text,
			options: fc.array(text, { minLength: 2, maxLength: 8 }),
			key: fc.nat(1)
		})
		.map(({ type, key, ...content }) => sampleItem({ ...content, key: 1 << key }, { type }));
	fc.assert(
		fc.property(
			fc.array(item, { maxLength: 6 }),
			fc.constantFrom('vi', 'en'),
			(items, language) => {
				const bank = sampleBank(items, { language });
				const found = lintBank(bank, grounds);
				expect(lintBank(bank, grounds)).toEqual(found);
				for (const { code } of found) expect(findingCodes).toContain(code);
			}
		),
		{ numRuns: 200 }
	);
});
