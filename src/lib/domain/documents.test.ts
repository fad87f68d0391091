import { describe, expect, it } from 'vitest';
import { citationFinder, isSameDocument } from './documents.ts';

const register = [
	{ symbol: '57-NQ/TW', date: '2024-12-22' },
	{ symbol: '50/NQ-CP', date: '2020-04-17' },
	{ symbol: '50/NQ-CP', date: '2021-05-20' },
	{ symbol: '03/NQ-CP', date: '2025-01-09' },
	{ symbol: '749/QĐ-TTg', date: '2020-06-03' }
];

const find = citationFinder(register);

describe('a citation as people write it', () => {
	it.each([
		['Mục II.1 Nghị quyết số 57-NQ/TW', 0, 'Mục II.1'],
		[
			'Khoản 1, Mục III, Nghị quyết số 57-NQ/TW ngày 22/12/2024 của Bộ Chính trị',
			0,
			'Khoản 1, Mục III'
		],
		['Nghị quyết 57 - NQ/TW, phần II', 0, 'phần II'],
		['nghị quyết 57–nq/tw', 0, ''],
		['Nghị quyết 50/NQ-CP ngày 20/5/2021, mục 2', 2, 'mục 2'],
		['Điều 1 Quyết định số 749/QĐ-TTg ngày 03/6/2020', 4, 'Điều 1']
	])('%s', (text, index, place) => {
		expect(find(text)).toEqual({ document: register[index], place });
	});

	it.each([
		'Nghị quyết 50/NQ-CP',
		'Nghị quyết 157-NQ/TW',
		'Nghị quyết 57-NQ/TWX',
		'Tài liệu tuyên truyền',
		''
	])('means no document for sure: %s', (text) => {
		expect(find(text)).toBeNull();
	});
});

it('a document is known by symbol and date, however the symbol is typed', () => {
	expect(
		isSameDocument(
			{ symbol: '749/QĐ-TTg', date: '2020-06-03' },
			{ symbol: '749/qd-ttg', date: '2020-06-03' }
		)
	).toBe(true);
	expect(
		isSameDocument(
			{ symbol: '50/NQ-CP', date: '2020-04-17' },
			{ symbol: '50/NQ-CP', date: '2021-05-20' }
		)
	).toBe(false);
});
