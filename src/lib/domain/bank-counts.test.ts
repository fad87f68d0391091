import fc from 'fast-check';
import { expect, it } from 'vitest';
import { sampleBank, sampleItem, sampleStatement } from './bank-lint/testing.ts';
import { citedBy, countDocuments, countItems } from './bank-counts.ts';
import { difficulties, itemTypes } from './items.ts';

const [resolution] = sampleBank([]).documents;
const decree = { ...resolution!, id: 'nd', symbol: '69/2024/NĐ-CP', date: '2024-06-25' };
const documents = [resolution!, decree];

it('items are counted by kind', () => {
	const items = [
		sampleItem(),
		sampleStatement('Đúng.'),
		sampleItem({}, { difficulty: 'application' })
	];
	expect(countItems(items)).toEqual({
		items: 3,
		types: { single: 2, multiple: 0, true_false: 1 },
		difficulties: { recall: 2, comprehension: 0, application: 1 }
	});
});

it('documents are counted over banks, whatever name and typing the banks have for them', () => {
	const cite = (document: string | null) => sampleItem({}, { document });
	const typed = { ...decree, id: 'khac', symbol: '69/2024/nd-cp' };
	const counts = countDocuments([
		sampleBank([cite('nq57'), cite('nd'), cite(null)], { slug: 'mot', documents }),
		sampleBank([cite('khac'), cite('khac')], { slug: 'hai', documents: [typed, resolution!] })
	]);
	expect(counts).toEqual([
		{
			document: decree,
			items: 3,
			banks: new Map([
				['mot', 1],
				['hai', 2]
			])
		},
		{ document: resolution, items: 1, banks: new Map([['mot', 1]]) }
	]);
	expect(citedBy(counts, typed)).toBe(3);
	expect(citedBy(counts, { symbol: '1/QĐ', date: '2024-01-01' })).toBe(0);
});

it('every item is counted once in each way', () => {
	const item = fc
		.tuple(
			fc.constantFrom(...itemTypes),
			fc.constantFrom(...difficulties),
			fc.constantFrom('nq57', 'nd')
		)
		.map(([type, difficulty, document]) => sampleItem({}, { type, difficulty, document }));
	const sum = (counts: object) => Object.values(counts).reduce((all, each) => all + each, 0);
	fc.assert(
		fc.property(fc.array(fc.array(item), { maxLength: 4 }), (banks) => {
			const all = banks.map((items, index) => sampleBank(items, { slug: `b${index}`, documents }));
			const counts = countItems(all.flatMap(({ items }) => items));
			expect(sum(counts.types)).toBe(counts.items);
			expect(sum(counts.difficulties)).toBe(counts.items);
			expect(countDocuments(all).reduce((total, { items }) => total + items, 0)).toBe(counts.items);
		})
	);
});
