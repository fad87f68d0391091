import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { diffItems, isSameItem, type ComparedItem } from './item-diff.ts';

const item = (changes: Partial<ComparedItem> = {}): ComparedItem => ({
	type: 'single',
	topic: 'Quan điểm',
	difficulty: 'recall',
	points: 100,
	stem: 'Nghị quyết 57 do ai ban hành?',
	options: ['Bộ Chính trị', 'Quốc hội', 'Chính phủ', 'Ban Bí thư'],
	key: 0b0001,
	rationale: '',
	document: '57-NQ/TW',
	place: 'Trang 1',
	facts: [],
	...changes
});

/** As "2→1 text*" with what went in brackets and a star at the right one. */
const optionLines = (before: ComparedItem, after: ComparedItem) =>
	diffItems(before, after).options.map(({ before: from, after: to, parts, wasRight, isRight }) => {
		const text = parts
			.map((part) =>
				part.kind === 'same'
					? part.text
					: part.kind === 'added'
						? `{${part.text}}`
						: `[${part.text}]`
			)
			.join('');
		return `${from ?? '-'}→${to ?? '-'} ${text}${wasRight ? ' was*' : ''}${isRight ? ' is*' : ''}`;
	});

describe('the difference of two versions', () => {
	it('is nothing for the same', () => {
		expect(isSameItem(diffItems(item(), item()))).toBe(true);
	});

	it('names the settings and the texts that changed', () => {
		const difference = diffItems(item(), item({ difficulty: 'application', place: 'Trang 2' }));
		expect(difference.values).toEqual([
			{ field: 'difficulty', before: 'recall', after: 'application' }
		]);
		expect(difference.texts.map(({ field }) => field)).toEqual(['place']);
		expect(difference.options).toEqual([]);
	});

	it('follows an option that moved', () => {
		const options = ['Quốc hội', 'Bộ Chính trị', 'Chính phủ', 'Ban Bí thư'];
		expect(optionLines(item(), item({ options, key: 0b0010 }))).toEqual([
			'1→0 Quốc hội',
			'0→1 Bộ Chính trị was* is*',
			'2→2 Chính phủ',
			'3→3 Ban Bí thư'
		]);
	});

	it('shows a reworded option, one that came and one that went', () => {
		const options = ['Bộ Chính trị khóa XIII', 'Chính phủ', 'Ban Bí thư', 'Thủ tướng'];
		expect(optionLines(item(), item({ options }))).toEqual([
			'0→0 Bộ Chính trị{ khóa XIII} was* is*',
			'1→- [Quốc hội]',
			'2→1 Chính phủ',
			'3→2 Ban Bí thư',
			'-→3 {Thủ tướng}'
		]);
	});

	it('shows another key on the same options', () => {
		expect(optionLines(item(), item({ key: 0b0100 }))).toEqual([
			'0→0 Bộ Chính trị was*',
			'1→1 Quốc hội',
			'2→2 Chính phủ is*',
			'3→3 Ban Bí thư'
		]);
	});

	it('has every option of both versions exactly once', () => {
		const options = fc.array(fc.constantFrom('một', 'hai', 'một hai', 'ba', ''), { maxLength: 8 });
		fc.assert(
			fc.property(options, options, (left, right) => {
				const rows = diffItems(item({ options: left }), item({ options: right })).options;
				if (rows.length === 0) {
					expect(left).toEqual(right);
					return;
				}
				const positions = (side: 'before' | 'after') =>
					rows
						.map((row) => row[side])
						.filter((position) => position !== null)
						.sort();
				expect(positions('before')).toEqual(left.map((_, index) => index));
				expect(positions('after')).toEqual(right.map((_, index) => index));
			})
		);
	});
});
