import fc from 'fast-check';
import { expect, it } from 'vitest';
import { itemFingerprint, itemSearchText } from './item-text.ts';
import { foldVietnamese } from './text.ts';

const item = {
	stem: 'Nghị quyết số 57-NQ/TW do cơ quan nào **ban hành**?',
	options: ['Bộ Chính trị', 'Ban Bí thư', 'Quốc hội']
};

it('is found without diacritics, by key, stem or option', () => {
	const text = itemSearchText('NQ57-001', item);
	for (const query of ['nghi quyet so 57-NQ/TW', 'BAN HANH', 'bộ chính trị', 'nq57-001']) {
		expect(text).toContain(foldVietnamese(query));
	}
	expect(text).not.toContain('*');
});

it.each([
	['case and diacritics', { ...item, stem: item.stem.toUpperCase() }],
	['decomposed letters', { ...item, stem: item.stem.normalize('NFD') }],
	['spacing and punctuation', { ...item, stem: ` ${item.stem.replaceAll(' ', '  ')} …` }],
	['order of the options', { ...item, options: item.options.toReversed() }],
	['no diacritics', { ...item, options: ['Bo chinh tri', 'BAN BI THU', 'quoc hoi.'] }]
])('is the same question in spite of %s', (_what, other) => {
	expect(itemFingerprint(other)).toBe(itemFingerprint(item));
});

it('is another question with another option or number', () => {
	const others = [
		{ ...item, options: ['Bộ Chính trị', 'Ban Bí thư', 'Chính phủ'] },
		{ ...item, stem: item.stem.replace('57', '52') },
		{ ...item, options: item.options.slice(1) }
	];
	for (const other of others) expect(itemFingerprint(other)).not.toBe(itemFingerprint(item));
});

it('does not run stem and options together', () => {
	fc.assert(
		fc.property(fc.string(), fc.string(), fc.string(), (first, second, third) => {
			const lines = itemFingerprint({ stem: first, options: [second, third] }).split('\n');
			expect(lines).toHaveLength(3);
		})
	);
});
