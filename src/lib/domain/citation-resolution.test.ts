import { describe, expect, it } from 'vitest';
import type { BankDocument } from './bank.ts';
import type { ImportedItem } from './bank-import.ts';
import { resolveCitations, type CitationChoice } from './citation-resolution.ts';

function document(id: string, symbol: string, date: string, title = symbol): BankDocument {
	return { id, symbol, title, issuer: 'Chính phủ', date };
}

const nq57 = document('nq57', '57-NQ/TW', '2024-12-22');
const nq50 = document('50-nq-cp-3', '50/NQ-CP', '2020-04-17');
const nq50Later = document('50-nq-cp-4', '50/NQ-CP', '2021-05-20');
const qd749 = document('749-qd-ttg-5', '749/QĐ-TTg', '2020-06-03');
const register = [nq50, nq50Later, qd749, document('57-nq-tw-1', '57-nq/tw', '2024-12-22')];

function cited(document: string | null, place = '', rationale = ''): ImportedItem {
	return {
		...{ row: 7, id: null, type: 'true_false', stem: 'Câu?', options: [], key: 1, topic: null },
		...{ difficulty: null, points: null, facts: [], status: null, document, place, rationale }
	};
}

const none: CitationChoice = { document: null, place: '' };
const resolve = (ofFile: readonly BankDocument[] = [], choice = none) =>
	resolveCitations({ ofBank: [nq57], ofFile, register }, choice, 'vi');

describe('a citation', () => {
	it.each<[string, string, string, string, string]>([
		['by symbol', '57-NQ/TW', 'Mục II', 'nq57', 'Mục II'],
		['by symbol as somebody types it', '57 - nq/tw'.normalize('NFD'), '', 'nq57', ''],
		['by the name in the bank', 'nq57', 'Mục I', 'nq57', 'Mục I'],
		['in words', 'Khoản 1, Mục II Nghị quyết số 57-NQ/TW', '', 'nq57', 'Khoản 1, Mục II'],
		['of the register', '749/QĐ-TTg', 'Điều 1', '749-qd-ttg-5', 'Điều 1'],
		['by symbol and date', 'Nghị quyết 50/NQ-CP ngày 20/5/2021', '', '50-nq-cp-4', ''],
		[
			'with its date in the place',
			'50/NQ-CP',
			'mục 2, ngày 17/4/2020',
			'50-nq-cp-3',
			'mục 2, ngày 17/4/2020'
		]
	])('%s is found', (_, said, place, id, found) => {
		expect(resolve([nq57]).of(cited(said, place))).toEqual({
			...{ document: id, place: found, rationale: '', notice: null }
		});
	});

	it('by the id that the file gives a document means that document, under the name of the bank', () => {
		const resolved = resolve([
			{ ...nq57, id: 'a' },
			{ ...qd749, id: 'nq57' }
		]);
		expect(resolved.of(cited('a')).document).toBe('nq57');
		// The bank has another document of this name.
		expect(resolved.of(cited('nq57')).document).toBe('749-qd-ttg');
		expect(resolved.all().map(({ id }) => id)).toEqual(['nq57', '749-qd-ttg']);
	});

	it.each([
		['of a document nobody has', 'Sổ tay *nội bộ*', 'trang 3', 'Sổ tay *nội bộ*, trang 3'],
		['that two documents fit', '50/NQ-CP', '', '50/NQ-CP'],
		['of a place alone', null, 'Điều 5', 'Điều 5']
	])('%s stays in the rationale, with word of it', (_, said, place, words) => {
		const { document, rationale, notice } = resolve().of(cited(said, place, 'Vì vậy.'));
		expect(document).toBeNull();
		expect(rationale).toBe(`Vì vậy.\n\nCăn cứ: ${words.replaceAll('*', '\\*')}`);
		expect(notice).toEqual({
			...{ row: 7, column: null, code: 'CITATION_UNKNOWN', params: { value: words } }
		});
		expect(resolve().of(cited(said, place)).rationale).toMatch(/^Căn cứ: /);
	});

	it('that is missing is the one that the person chose; a place of its own goes before', () => {
		const resolved = resolve([], { document: qd749, place: 'Điều 1' });
		expect(resolved.of(cited(null))).toMatchObject({ document: qd749.id, place: 'Điều 1' });
		expect(resolved.of(cited(null, 'Điều 2'))).toMatchObject({ place: 'Điều 2' });
		expect(resolved.of(cited('57-NQ/TW'))).toMatchObject({ document: 'nq57', place: '' });
		expect(resolve().of(cited(null))).toMatchObject({ document: null, place: '' });
	});

	it.each([' ', '\t', '-', '– ', '/', '5', '57-', '57 ', '57\n'])(
		'of a million %j is no work',
		(piece) => {
			const text = `57${piece.repeat(1_000_000)}`;
			expect(resolve().of(cited(text, text)).document).toBeNull();
		}
	);
});

it('the register knows better than a file what a document is called', () => {
	const resolved = resolve([{ ...qd749, id: 'a', title: 'Sai tên' }]);
	expect(resolved.of(cited('a')).document).toBe('a');
	expect(resolved.all()).toEqual([nq57, { ...qd749, id: 'a' }]);
});

it('documents come under no name twice', () => {
	const resolved = resolveCitations(
		{ ofBank: [], ofFile: [nq50, { ...nq50Later, id: 'nq50' }], register: [] },
		none,
		'vi'
	);
	expect([...resolved.ofFile()]).toEqual(['50-nq-cp-3', 'nq50']);
	expect(resolved.all()).toEqual([nq50, { ...nq50Later, id: 'nq50' }]);
});
