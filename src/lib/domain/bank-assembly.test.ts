import { describe, expect, it } from 'vitest';
import { assembleBank, type ImportChoices, type KnownBank } from './bank-assembly.ts';
import type { Bank, BankDocument, BankItem } from './bank.ts';
import { emptyHead, type ImportedBank, type ImportedItem } from './bank-import.ts';

const nq57: BankDocument = {
	...{ id: 'nq57', symbol: '57-NQ/TW', title: 'Về đột phá', issuer: 'Bộ Chính trị' },
	date: '2024-12-22'
};
const qd749: BankDocument = {
	...{ id: '749-5', symbol: '749/QĐ-TTg', title: 'Về chuyển đổi số', issuer: 'Thủ tướng' },
	date: '2020-06-03'
};

function bankItem(key: string, changes: Partial<BankItem> = {}, stem = `Câu ${key}?`): BankItem {
	return {
		...{ key, type: 'single', topic: 'chung', difficulty: 'application', points: 200 },
		content: { stem, options: ['Một', 'Hai'], key: 0b10, rationale: 'Vì hai lớn hơn.' },
		...{ document: 'nq57', place: 'Mục I', facts: ['F-57-01'], status: 'approved' },
		...changes
	};
}

const bank: Bank = {
	...{ slug: 'so', title: 'Ngân hàng của Sở', language: 'vi', license: 'CC-BY-4.0' },
	...{ practice: true, documents: [nq57], topics: [{ id: 'chung', title: 'Kiến thức chung' }] },
	items: [bankItem('so-001'), bankItem('so-002')]
};
const known: KnownBank = { bank, keys: ['so-001', 'so-002', 'so-009'], keyPrefix: null };

function item(row: number, changes: Partial<ImportedItem> = {}): ImportedItem {
	return {
		...{ row, id: null, type: 'single', stem: `Hỏi ${row}?`, options: ['Một', 'Hai'], key: 0b01 },
		...{ rationale: '', topic: null, difficulty: null, points: null, document: null, place: '' },
		...{ facts: [], status: null, ...changes }
	};
}

function file(items: readonly ImportedItem[], changes: Partial<ImportedBank> = {}): ImportedBank {
	return {
		...{ format: 'docx', head: emptyHead, items, issues: [], notices: [], conversions: [] },
		...{ conversionCount: 0, ...changes }
	};
}

const choices: ImportChoices = {
	...{ mode: 'add', duplicates: 'skip', slug: 'moi', title: 'Mới', language: 'vi' },
	...{ license: 'CC0-1.0', practice: false, topic: 'Khác', difficulty: 'recall' },
	...{ document: qd749, place: 'Điều 1', status: 'draft' }
};

const assemble = (imported: ImportedBank, changes: Partial<ImportChoices> = {}, to = known) =>
	assembleBank(imported, { ...choices, ...changes }, to, [qd749]);

describe('an item', () => {
	it('gets from the choices what the file leaves open, and a key that goes on', () => {
		const { bank: made, notices } = assemble(file([item(3)]));
		expect(made?.items).toEqual([
			{
				...{ key: 'so-010', type: 'single', topic: 'khac', difficulty: 'recall', points: 100 },
				content: { stem: 'Hỏi 3?', options: ['Một', 'Hai'], key: 0b01, rationale: '' },
				...{ document: '749-5', place: 'Điều 1', facts: [], status: 'draft' }
			}
		]);
		expect(made?.topics).toEqual([...bank.topics, { id: 'khac', title: 'Khác' }]);
		expect(made?.documents).toEqual([nq57, qd749]);
		expect(made).toMatchObject({ slug: 'so', title: 'Ngân hàng của Sở', license: 'CC-BY-4.0' });
		expect(notices).toEqual([]);
	});

	it('keeps what the file says', () => {
		const said: Partial<ImportedItem> = {
			...{ topic: 'kiến thức CHUNG', points: 150, document: '57-NQ/TW', place: 'Mục V' },
			difficulty: 'comprehension',
			status: 'reviewed',
			facts: ['F-57-02']
		};
		const rationale = 'Vì…';
		const { bank: made } = assemble(file([item(3, { ...said, rationale, id: 'Câu số 7' })]));
		expect(made?.items).toMatchObject([
			{ ...said, topic: 'chung', document: 'nq57', key: 'cau-so-7', content: { rationale } }
		]);
	});

	it('that the bank has by its words keeps there what the file does not say', () => {
		const again = item(3, { stem: 'CÂU SO-001 ?', options: ['Hai!', 'Một'], key: 0b01 });
		const { rows } = assemble(file([again]), { duplicates: 'update' });
		expect(rows).toEqual([
			{
				...{ row: 3, outcome: 'update', duplicateOf: null },
				item: bankItem('so-001', {
					content: {
						...{ stem: 'CÂU SO-001 ?', options: ['Hai!', 'Một'], key: 0b01 },
						rationale: 'Vì hai lớn hơn.'
					},
					status: 'draft'
				})
			}
		]);
	});

	it('that says nothing else than the bank leaves it as it is, with its status', () => {
		const { stem, options, key } = bankItem('so-001').content;
		const again = item(3, { stem, options: [...options], key });
		const { rows } = assemble(file([again]), { duplicates: 'update' });
		expect(rows).toMatchObject([{ outcome: 'same', item: bankItem('so-001') }]);
		// A status that the file itself says counts.
		const said = assemble(file([{ ...again, status: 'reviewed' }]), { duplicates: 'update' });
		expect(said.rows).toMatchObject([{ outcome: 'same', item: { status: 'reviewed' } }]);
	});

	it('with a citation that nobody knows keeps both its rationale and that of the bank', () => {
		const { stem, options, key } = bankItem('so-001').content;
		const again = item(3, { stem, options: [...options], key, document: 'Sổ tay' });
		const { rows, notices } = assemble(file([again]), { duplicates: 'update' });
		expect(rows[0]?.item.content.rationale).toBe('Vì hai lớn hơn.\n\nCăn cứ: Sổ tay');
		expect(notices).toMatchObject([{ row: 3, code: 'CITATION_UNKNOWN' }]);
	});

	it.each([
		['without options of its own', []],
		['with those of its file', ['True', 'False']]
	])('to judge, %s, is told from the others of the bank', (_, options) => {
		const judged = bankItem('so-003', {
			type: 'true_false',
			content: { stem: 'Đúng không?', options: ['Đúng', 'Sai'], key: 0b01, rationale: '' }
		});
		const there = { bank: { ...bank, items: [judged] }, keys: ['so-003'], keyPrefix: null };
		const again = item(3, { type: 'true_false', stem: 'Đúng không?', options, key: 0b01 });
		const { rows } = assemble(file([again]), {}, there);
		expect(rows).toMatchObject([{ outcome: 'skipped', duplicateOf: 'so-003' }]);
	});
});

describe('a file that asks twice', () => {
	const twice = [item(3), item(9, { stem: '  hoi 3', key: 0b01 })];
	const notice = { row: 9, column: null, code: 'ITEM_DUPLICATE_IN_FILE', params: { first: 3 } };

	it('gives the first, and says so', () => {
		const { bank: made, rows, notices } = assemble(file(twice), { duplicates: 'update' });
		expect(made?.items).toHaveLength(1);
		expect(rows[1]).toMatchObject({ row: 9, outcome: 'skipped', duplicateOf: 'so-010' });
		expect(notices).toEqual([notice]);
	});

	it('gives both to whoever keeps them', () => {
		const { rows, notices } = assemble(file(twice), { duplicates: 'keep' });
		expect(rows[1]).toMatchObject({
			outcome: 'new',
			duplicateOf: 'so-010',
			item: { key: 'so-011' }
		});
		expect(notices).toEqual([notice]);
	});

	it('with two answers says that', () => {
		const { notices } = assemble(file([item(3), item(9, { stem: 'Hỏi 3?', key: 0b10 })]));
		expect(notices).toMatchObject([{ row: 9, code: 'ITEM_REPEATED_WITH_OTHER_KEY' }]);
		const turned = item(9, { stem: 'Hỏi 3?', options: ['hai', 'một'], key: 0b10 });
		expect(assemble(file([item(3), turned])).notices).toMatchObject([notice]);
	});
});

describe('an id of the file', () => {
	const other = item(3, { id: 'so-001', stem: 'Một câu khác hẳn?' });

	it('names an item of the bank in a file of the bank', () => {
		const own = file([other, item(4, { id: 'so-001' }), item(5, { id: 'so-009' })], {
			head: { ...emptyHead, slug: 'so' }
		});
		expect(assemble(own).rows).toMatchObject([
			{ outcome: 'update', item: { key: 'so-001', topic: 'chung', difficulty: 'application' } },
			{ outcome: 'new', item: { key: 'so-010', topic: 'khac' } },
			{ outcome: 'restored', item: { key: 'so-009' } }
		]);
		// What the bank's own file leaves out is no longer there.
		expect(assemble(own, { document: null }).rows[0]?.item).toMatchObject({
			...{ document: null, points: 100, facts: [], content: { rationale: '' } }
		});
	});

	it.each(['add', 'replace'] as const)('means nothing in a file of another bank (%s)', (mode) => {
		const foreign = file([other], { head: { ...emptyHead, slug: 'khac' } });
		expect(assemble(foreign, { mode }).rows).toMatchObject([
			{ outcome: 'new', item: { key: 'so-010' } }
		]);
	});

	it('in a file of no bank means an item of the bank only when the file replaces it', () => {
		expect(assemble(file([other])).rows[0]?.item.key).toBe('so-010');
		expect(assemble(file([other]), { mode: 'replace' }).rows[0]?.item.key).toBe('so-001');
	});

	it('stays with its item when another item repeats what that one said before', () => {
		const own = file([item(3, { stem: 'Câu so-001?' }), { ...other, row: 4 }], {
			head: { ...emptyHead, slug: 'so' }
		});
		expect(assemble(own, { duplicates: 'update' }).rows).toMatchObject([
			{ outcome: 'new', item: { key: 'so-010' } },
			{ outcome: 'update', item: { key: 'so-001' } }
		]);
	});
});

it('a new item of a bank that the product fills too gets a key that no later file has', () => {
	const there = { ...known, keyPrefix: 'bo-sung-' };
	const { rows } = assemble(file([item(3), item(4, { id: 'rieng' })]), {}, there);
	expect(rows.map(({ item: { key } }) => key)).toEqual(['bo-sung-001', 'bo-sung-002']);
});

describe('what must be mended', () => {
	it('is named at its place in the file; the other items can be seen', () => {
		const long = 'x'.repeat(601);
		const {
			bank: made,
			rows,
			issues
		} = assemble(
			file(
				[
					item(3),
					item(8, { stem: ' ' }),
					item(12, { options: ['Một'] }),
					item(15, { options: Array.from({ length: 9 }, (_, index) => `${index}`) }),
					item(20, { key: null }),
					item(22, { key: 0b11 }),
					item(24, { type: 'true_false', options: [], key: 0b11 }),
					item(30, { stem: 'x'.repeat(2001), options: ['a', long] }),
					item(33, { topic: 'x'.repeat(201) })
				],
				{ issues: [{ row: 20, column: null, code: 'ITEM_NO_KEY' }] }
			)
		);
		expect(made).toBeNull();
		expect(rows.map(({ row }) => row)).toEqual([3]);
		expect(issues.map(({ row, column, code }) => [row, column, code])).toEqual([
			[8, null, 'ITEM_NO_STEM'],
			[12, null, 'ITEM_TOO_FEW_OPTIONS'],
			[15, null, 'ITEM_TOO_MANY_OPTIONS'],
			[20, null, 'ITEM_NO_KEY'],
			[22, null, 'ITEM_KEY_CONTRADICTORY'],
			[24, null, 'ITEM_KEY_CONTRADICTORY'],
			[30, 'stem', 'VALUE_TOO_LONG'],
			[30, 'options.b', 'VALUE_TOO_LONG'],
			[33, 'topic', 'VALUE_TOO_LONG']
		]);
	});

	it('is that there is nothing', () => {
		expect(assemble(file([]))).toMatchObject({
			...{ bank: null, rows: [], issues: [{ row: null, code: 'NO_ITEMS_FOUND' }] }
		});
	});

	it('is that there is more than a bank may have', () => {
		const many = Array.from({ length: 20_001 }, (_, index) => item(index + 1));
		const issue = { row: null, column: null, code: 'TOO_MANY_ITEMS', params: { limit: 20_000 } };
		expect(assemble(file(many))).toMatchObject({ bank: null, rows: [], issues: [issue] });
	});

	it('is the head of a new bank', () => {
		const {
			bank: made,
			rows,
			issues
		} = assembleBank(file([item(3)]), { ...choices, title: '' }, null, []);
		expect([made, rows.length]).toEqual([null, 0]);
		expect(issues).toMatchObject([{ row: null, column: 'title', code: 'BANK_FIELD' }]);
	});
});

describe('topics and documents', () => {
	const foreign = file([item(3, { stem: 'Câu so-001?', topic: 'Mới', document: '749/QĐ-TTg' })], {
		head: {
			...{ ...emptyHead, topics: [{ id: 'thua', title: 'Thừa' }] },
			documents: [{ ...qd749, id: 'thua', symbol: '1/QĐ-TTg' }]
		}
	});

	it('of what is skipped or not used do not come into a bank that is there', () => {
		expect(assemble(foreign).bank).toMatchObject({
			...{ items: [], topics: bank.topics, documents: [nq57] }
		});
	});

	it('of a file that stands for the whole bank do', () => {
		const { bank: made } = assemble(foreign, { mode: 'replace' });
		expect(made?.topics.map(({ id }) => id)).toEqual(['chung', 'thua', 'moi']);
		expect(made?.documents.map(({ id }) => id)).toEqual(['nq57', 'thua', '749-5']);
	});
});
