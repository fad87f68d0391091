import { expect, it } from 'vitest';
import { scopeOption, scopeSchema, scopeUnit } from './scope.ts';

it('reads a unit or the whole installation, and nothing else', () => {
	expect(scopeUnit(scopeSchema.parse('all'))).toBeNull();
	expect(scopeUnit(scopeSchema.parse('24'))).toBe(24);
	for (const text of ['', '0', '-1', '1.5', '2147483648', 'null', '1e3']) {
		expect(scopeSchema.safeParse(text).success).toBe(false);
	}
});

it('sets units in by their depth', () => {
	expect(scopeOption({ id: 1, name: 'Tỉnh', path: '1' })).toEqual({ value: '1', label: 'Tỉnh' });
	expect(scopeOption({ id: 9, name: 'Phòng', path: '1.4.9' }).label).toBe('\u2003\u2003Phòng');
});
