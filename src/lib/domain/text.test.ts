import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foldVietnamese, isStorable, normalizeText } from './text.ts';

const anyText = fc.string({ unit: 'binary' });

describe('normalizeText', () => {
	it('composes, trims and collapses', () => {
		expect(normalizeText('  Nguyễn\u00a0\u00a0Thị\t\nHoa ')).toBe('Nguyễn Thị Hoa');
		expect(normalizeText('a\u0000b')).toBe('a b');
		expect(normalizeText('\ufeffMã\u200b đơn vị')).toBe('Mã đơn vị');
		expect(normalizeText('\ud800')).toBe('\ufffd');
	});

	it('is idempotent and always NFC without outer, double or control whitespace', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const once = normalizeText(text);
				expect(normalizeText(once)).toBe(once);
				expect(once.normalize('NFC')).toBe(once);
				expect(once.trim()).toBe(once);
				// eslint-disable-next-line no-control-regex -- none of these may be left
				expect(once).not.toMatch(/\s\s|[\u0000-\u001f]/);
			})
		);
	});

	it('sees composed and decomposed text as the same', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const wellFormed = text.toWellFormed();
				expect(normalizeText(wellFormed.normalize('NFD'))).toBe(
					normalizeText(wellFormed.normalize('NFC'))
				);
			})
		);
	});
});

describe('foldVietnamese', () => {
	it('folds every Vietnamese letter to its base', () => {
		const letters = 'aăâáàảãạắằẳẵặấầẩẫậđeêéèẻẽẹếềểễệiíìỉĩịoôơóòỏõọốồổỗộớờởỡợuưúùủũụứừửữựyýỳỷỹỵ';
		for (const letter of [...letters, ...letters.toUpperCase()]) {
			expect(foldVietnamese(letter)).toMatch(/^[adeiouy]$/);
		}
		expect(foldVietnamese('  ĐẶNG   Thị Huệ ')).toBe('dang thi hue');
		expect(foldVietnamese('Ayŭn H’Hen Niê')).toBe('ayun h’hen nie');
	});

	it('is idempotent and does not depend on case or composition', () => {
		fc.assert(
			fc.property(anyText, (text) => {
				const folded = foldVietnamese(text);
				expect(foldVietnamese(folded)).toBe(folded);
				expect(foldVietnamese(text.normalize('NFD'))).toBe(folded);
				expect(foldVietnamese(normalizeText(text))).toBe(folded);
			})
		);
	});
});

describe('isStorable', () => {
	it('refuses what PostgreSQL cannot keep and takes everything normalized', () => {
		expect(isStorable('Nghị quyết\n57 \u{1f1fb}\u{1f1f3}')).toBe(true);
		expect(isStorable('a\0b')).toBe(false);
		expect(isStorable('a\ud83d')).toBe(false);
		fc.assert(fc.property(anyText, (text) => isStorable(normalizeText(text))));
	});
});
