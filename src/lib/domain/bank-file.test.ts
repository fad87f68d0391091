import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseBank } from './bank-file.ts';
import { difficulties, optionIds } from './items.ts';

const single = {
	id: 'cau-1',
	type: 'single',
	topic: 'chung',
	difficulty: 'recall',
	stem: 'Thủ đô của Việt Nam là thành phố nào?',
	options: { a: 'Hà Nội', b: 'Huế', c: 'Đà Nẵng' },
	key: 'a',
	rationale: 'Hiến pháp quy định.',
	citation: { document: 'hien-phap', place: 'Điều 13' }
};
const multiple = { ...single, id: 'cau-2', type: 'multiple', key: ['a', 'c'] };
const statement = {
	id: 'cau-3',
	type: 'true_false',
	topic: 'chung',
	difficulty: 'recall',
	stem: 'Thủ đô của Việt Nam là Huế.',
	key: false,
	rationale: 'Hiến pháp quy định.',
	citation: { document: 'hien-phap', place: 'Điều 13' }
};

function bank(changes: object = {}, items: readonly object[] = [single, multiple, statement]) {
	return {
		slug: 'thu',
		title: 'Ngân hàng thử',
		language: 'vi',
		documents: [
			{
				id: 'hien-phap',
				symbol: 'Hiến pháp',
				title: 'Hiến pháp nước CHXHCN Việt Nam',
				issuer: 'Quốc hội',
				date: '2013-11-28'
			}
		],
		topics: [{ id: 'chung', title: 'Kiến thức chung' }],
		items,
		...changes
	};
}

const problems = (content: unknown) => {
	const { bank: parsed, issues } = parseBank(content);
	expect(parsed === null).toBe(issues.length > 0);
	return issues.map(({ row, column, code, params }) => [row, column, code, params?.['value']]);
};

it('takes lines as they come and stores them ended by a line feed', () => {
	const { bank: parsed } = parseBank(bank({}, [{ ...single, stem: 'Một\r\nHai\rBa\n' }]));
	expect(parsed?.items[0]?.content.stem).toBe('Một\nHai\nBa');
});

it('refuses names of banks that pages have', () => {
	expect(problems(bank({ slug: 'import' }))).toEqual([
		[null, 'slug', 'BANK_FIELD', 'a name that no bank can have']
	]);
});

describe('a valid bank', () => {
	it('is read with keys as masks, defaults filled in, text in NFC', () => {
		const { bank: parsed, issues } = parseBank(
			bank({}, [{ ...single, stem: ` ${single.stem.normalize('NFD')}\n` }, multiple, statement])
		);
		expect(issues).toEqual([]);
		expect(parsed).toMatchObject({ license: 'CC-BY-4.0', practice: false, language: 'vi' });
		expect(parsed?.items).toMatchObject([
			{
				key: 'cau-1',
				points: 100,
				facts: [],
				document: 'hien-phap',
				place: 'Điều 13',
				content: { stem: single.stem, options: ['Hà Nội', 'Huế', 'Đà Nẵng'], key: 0b001 }
			},
			{ key: 'cau-2', content: { key: 0b101 } },
			{ key: 'cau-3', content: { options: ['Đúng', 'Sai'], key: 0b10 } }
		]);
	});

	it('in English judges by True and False', () => {
		const { bank: parsed } = parseBank(bank({ language: 'en' }, [{ ...statement, key: true }]));
		expect(parsed?.items[0]?.content).toMatchObject({ options: ['True', 'False'], key: 0b01 });
	});

	it('keeps hundredths of points exact', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 10_000 }), (hundredths) => {
				const { bank: parsed } = parseBank(bank({}, [{ ...single, points: hundredths / 100 }]));
				expect(parsed?.items[0]?.points).toBe(hundredths);
			})
		);
	});

	it('keeps any number of options in the order of their letters', () => {
		const item = fc
			.tuple(fc.integer({ min: 2, max: 8 }), fc.nat(), fc.constantFrom(...difficulties))
			.map(([count, chosen, difficulty]) => ({
				difficulty,
				letters: optionIds.slice(0, count),
				key: optionIds[chosen % count]
			}));
		fc.assert(
			fc.property(item, ({ letters, key, difficulty }) => {
				const options = Object.fromEntries(letters.map((letter) => [letter, `lời ${letter}`]));
				const { bank: parsed } = parseBank(bank({}, [{ ...single, options, key, difficulty }]));
				const content = parsed?.items[0]?.content;
				expect(content?.options).toEqual(letters.map((letter) => `lời ${letter}`));
				expect(content?.key).toBe(1 << letters.indexOf(key as 'a'));
			})
		);
	});
});

describe('everything wrong is named', () => {
	it.each<[string, object, unknown[]]>([
		['unknown topic', { topic: 'khac' }, ['topic', 'BANK_REFERENCE_UNKNOWN', 'khac']],
		[
			'unknown document',
			{ citation: { document: 'luat', place: 'Điều 1' } },
			['citation.document', 'BANK_REFERENCE_UNKNOWN', 'luat']
		],
		['key without option', { key: 'd' }, ['key', 'BANK_KEY_INVALID', 'd']],
		['options with a gap', { options: { a: 'x', c: 'y' } }, ['options', 'BANK_FIELD', 'a, c']],
		['options out of order', { options: { b: 'x', a: 'y' } }, ['options', 'BANK_FIELD', 'b, a']],
		['unknown field', { hint: 'x' }, [null, 'BANK_FIELD', 'hint']]
	])('%s', (_what, changes, [column, code, value]) => {
		expect(problems(bank({}, [multiple, { ...single, ...changes }]))).toEqual([
			[2, column, code, value]
		]);
	});

	it.each<[string, object, string]>([
		['missing stem', { stem: undefined }, 'stem'],
		['blank stem', { stem: '  ' }, 'stem'],
		['a number for an option', { options: { a: 2030, b: 'x' } }, 'options.a'],
		['an unknown letter', { options: { a: 'x', b: 'y', z: 'z' } }, 'options'],
		['one option', { options: { a: 'x' } }, 'options'],
		['no points', { points: 0 }, 'points'],
		['thousandths of points', { points: 0.001 }, 'points'],
		['too many points', { points: 101 }, 'points'],
		['unknown difficulty', { difficulty: 'hard' }, 'difficulty'],
		['unknown type', { type: 'essay' }, 'type'],
		['two keys of a single item', { key: ['a', 'b'] }, 'key'],
		['an id with spaces', { id: 'câu 1' }, 'id'],
		[
			'a blank place in the document',
			{ citation: { document: 'hien-phap', place: ' ' } },
			'citation.place'
		],
		['a fact by another name', { facts: ['57-01'] }, 'facts.0'],
		['a character nobody can store', { stem: 'Câu\u0000hỏi' }, 'stem'],
		['half a character', { rationale: 'Vì \ud83d' }, 'rationale']
	])('%s', (_what, changes, column) => {
		const found = problems(bank({}, [multiple, { ...single, ...changes }]));
		expect(found.map(([row, at, code]) => [row, at, code])).toEqual([[2, column, 'BANK_FIELD']]);
		expect(found[0]?.[3]).toEqual(expect.stringMatching(/./));
	});

	it('names a key given twice and a multiple item without a key', () => {
		expect(problems(bank({}, [{ ...multiple, key: ['a', 'a'] }]))).toEqual([
			[1, 'key', 'BANK_KEY_INVALID', 'a, a']
		]);
		expect(
			problems(bank({}, [{ ...multiple, key: [] }])).map(([row, column]) => [row, column])
		).toEqual([[1, 'key']]);
	});

	it('names what is declared twice with the first place', () => {
		const { issues } = parseBank(bank({}, [single, multiple, { ...statement, id: 'cau-1' }]));
		expect(issues).toEqual([
			{
				row: 3,
				column: 'items.id',
				code: 'BANK_ITEM_DUPLICATE',
				params: { value: 'cau-1', first: 1 }
			}
		]);
		const topics = [
			{ id: 'chung', title: 'A' },
			{ id: 'chung', title: 'B' }
		];
		expect(problems(bank({ topics }))).toEqual([[2, 'topics.id', 'BANK_ITEM_DUPLICATE', 'chung']]);
	});

	it('names all problems at once', () => {
		const found = problems(
			bank({}, [
				{ ...single, topic: 'khac', key: 'e' },
				{ ...multiple, id: 'cau-1' }
			])
		);
		expect(found.map(([row, column]) => [row, column]).sort()).toEqual(
			[
				[1, 'topic'],
				[1, 'key'],
				[2, 'items.id']
			].sort()
		);
	});

	it.each([
		['nothing', null],
		['a list', []],
		['a text', 'slug: thu'],
		['no items', bank({}, [])],
		['an unknown field at the head', bank({ autor: 'x' })],
		[
			'a day that does not exist',
			bank({ documents: [{ ...bank().documents[0], date: '2025-02-30' }] })
		],
		['a language that is not known', bank({ language: 'fr' })],
		['a slug with capitals', bank({ slug: 'Thu' })]
	])('%s is no bank', (_what, content) => {
		expect(problems(content).length).toBeGreaterThan(0);
	});

	it('never falls over, whatever the content', () => {
		fc.assert(
			fc.property(fc.anything(), fc.anything(), (some, other) => {
				parseBank(some);
				parseBank(bank({ items: [some, { ...single, options: some, key: other }] }));
			})
		);
	});
});
