import { expect, it } from 'vitest';
import { formatPhone } from './phone.ts';

it('groups the digits of a number', () => {
	expect(formatPhone('0912345678')).toBe('0912 345 678');
	expect(formatPhone('02438251234')).toBe('0243 825 1234');
	expect(formatPhone('nội bộ 123')).toBe('nội bộ 123');
});
