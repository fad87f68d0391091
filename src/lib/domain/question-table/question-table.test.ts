import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maskOf } from '../items.ts';
import { findQuestionHeader } from './header.ts';
import { readKeyCell } from './key-cell.ts';
import { keepingLabels, keepingNumber, withoutLabels, withoutNumber } from './labels.ts';
import { readDifficulty, readPoints } from './words.ts';

const rows = (...lines: string[]) =>
	lines.map((line, index) => ({ number: index + 1, cells: line.split('|') }));

describe('the headings', () => {
	it.each([
		['Câu hỏi|A|B|Đáp án', ['stem', 'key'], 2],
		['STT|NỘI DUNG CÂU HỎI|Phương án 1|Phương án 2|ĐÁP ÁN ĐÚNG (*)', ['stem', 'key'], 2],
		['Question|Option A|Option B|Option C|Answer', ['stem', 'key'], 3],
		['Nội dung|Đáp án A|Đáp án B|Đáp án|Căn cứ', ['stem', 'key', 'document'], 2],
		['Câu hỏi|Phương án|Đáp án', ['stem', 'options', 'key'], 0],
		['Câu hỏi|A|B|Đáp án|Văn bản|Căn cứ', ['stem', 'key', 'document', 'place'], 2]
	])('%s', (line, fields, options) => {
		const header = findQuestionHeader(rows('SỞ NỘI VỤ', line));
		expect([...(header?.columns.keys() ?? [])].sort()).toEqual([...fields].sort());
		expect(header?.options.size).toBe(options);
	});

	it('are not found in other tables and texts', () => {
		for (const line of [
			'Họ và tên|Đơn vị|Email',
			'Nội dung|Số lượng|Ghi chú',
			'Câu hỏi',
			'A|B|C'
		]) {
			expect([line, findQuestionHeader(rows(line))]).toEqual([line, null]);
		}
	});

	it('a column that only counts is no question', () => {
		const header = findQuestionHeader(rows('Câu hỏi|Nội dung|A|B', '1|Một?|x|y', 'Câu 2|Hai?|x|y'));
		expect(header?.columns.get('stem')?.index).toBe(1);
	});
});

describe('a key', () => {
	const options = ['Hà Nội', 'Huế', 'Đà Nẵng', 'Cần Thơ'];
	it.each([
		['B', 0b0010],
		['a, c', 0b0101],
		['A và D', 0b1001],
		['[b]', 0b0010],
		['BCD', 0b1110],
		['4', 0b1000],
		['1;2', 0b0011],
		['Phương án đúng là C', 0b0100],
		['c) Đà Nẵng', 0b0100],
		['da nang', 0b0100],
		['Huế\nCần Thơ', 0b1010]
	])('%s', (cell, key) => {
		expect(readKeyCell(cell, options)).toEqual({ kind: 'options', key });
	});

	it.each(['E', '0', '5', 'A, A', 'xem sau', 'B. Hà Nội', 'x'.repeat(1_000_000)])(
		'%.20s is none',
		(cell) => {
			expect(readKeyCell(cell, options)).toEqual({ kind: 'invalid' });
		}
	);

	it('as letters parted by commas means the places, whatever the options are', () => {
		fc.assert(
			fc.property(
				fc.array(fc.string({ maxLength: 3 }), { minLength: 2, maxLength: 8 }),
				fc.uniqueArray(fc.nat(7), { minLength: 1 }),
				(texts, places) => {
					const within = places.filter((place) => place < texts.length);
					fc.pre(within.length > 0);
					const cell = within.map((place) => 'ABCDEFGH'[place]).join(', ');
					expect(readKeyCell(cell, texts)).toEqual({ kind: 'options', key: maskOf(within) });
				}
			)
		);
	});
});

const labelled = fc.stringMatching(/^(?:\*\*)?(?:Câu \d{1,2}[.:)]? ?|[A-C][.)] ?)?[a-c ]{0,4}$/);

it('labels that are part of a text come back', () => {
	fc.assert(
		fc.property(labelled, fc.array(labelled, { minLength: 2, maxLength: 4 }), (stem, options) => {
			expect(withoutNumber(keepingNumber(stem))).toBe(stem);
			expect(withoutLabels(keepingLabels(options))).toEqual(options);
		})
	);
});

it('points and levels are read as people write them', () => {
	expect(['1', '0,5', '1.25 điểm', '10.0', 'x', '1,234'].map(readPoints)).toEqual([
		100,
		50,
		125,
		1000,
		null,
		null
	]);
	expect(['NB', 'Mức 2', 'vận dụng cao', 'Easy', '?'].map(readDifficulty)).toEqual([
		'recall',
		'comprehension',
		'application',
		'recall',
		null
	]);
});
