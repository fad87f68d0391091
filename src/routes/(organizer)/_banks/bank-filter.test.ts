import { expect, it } from 'vitest';
import { bankQuery, emptyFilter, filtersInUse, readBankFilter } from './bank-filter.ts';

const read = (query: string) => readBankFilter(new URLSearchParams(query));

it('comes back from its address as it was', () => {
	const filter = {
		q: 'đột phá & "57"',
		topic: 'quan-diem',
		difficulty: 'application',
		type: 'multiple',
		document: '12',
		status: 'retired',
		outdated: 'on'
	} as const;
	expect(read(bankQuery(filter, 3))).toEqual(filter);
	expect(bankQuery(filter, 3)).toContain('page=3');
	expect(filtersInUse(filter)).toBe(5);
});

it('leaves out what narrows nothing', () => {
	expect(bankQuery(emptyFilter)).toBe('');
	expect(bankQuery({ ...emptyFilter, status: 'draft' })).toBe('?status=draft');
	expect(filtersInUse({ ...emptyFilter, q: 'số', status: 'draft' })).toBe(0);
});

it('takes whatever somebody types into an address', () => {
	expect(read('status=gone&difficulty=1&document=x&type=&outdated=1&/step&page=2')).toEqual(
		emptyFilter
	);
	expect(read(`q=${'a'.repeat(500)}`)).toEqual(emptyFilter);
	expect(read('q= so ').q).toBe('so');
});
