import { expect, it } from 'vitest';
import { fromLocalInput, toLocalInput } from './local-time.ts';

it('writes an instant as the wall clock of Vietnam shows it', () => {
	expect(toLocalInput(new Date('2026-11-21T07:05:00Z'))).toBe('2026-11-21T14:05');
	expect(toLocalInput(new Date('2026-12-31T17:00:00Z'))).toBe('2027-01-01T00:00');
	expect(toLocalInput(null)).toBe('');
});

it('reads it back to the same instant', () => {
	expect(fromLocalInput('2026-11-21T14:05')?.toISOString()).toBe('2026-11-21T07:05:00.000Z');
	expect(fromLocalInput('2026-11-21T14:05:30')?.toISOString()).toBe('2026-11-21T07:05:30.000Z');
	expect(fromLocalInput('2026-11-21')?.toISOString()).toBe('2026-11-20T17:00:00.000Z');
});

it('refuses what names no instant', () => {
	expect(fromLocalInput('')).toBeNull();
	expect(fromLocalInput('21/11/2026')).toBeNull();
	expect(fromLocalInput('2026-02-31T08:00')).toBeNull();
	expect(fromLocalInput('2026-11-21T25:00')).toBeNull();
});
