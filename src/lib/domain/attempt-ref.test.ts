import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attemptRefSchema, formatAttemptRef } from './attempt-ref.ts';

const uuid = fc.uuid();

describe('attempt references', () => {
	it('are read back as written', () => {
		fc.assert(
			fc.property(fc.integer({ min: 1, max: 999_999_999 }), uuid, (contestId, attemptId) => {
				const ref = { contestId, attemptId };
				expect(attemptRefSchema.parse(formatAttemptRef(ref))).toEqual(ref);
			})
		);
	});

	it('have one form only', () => {
		const id = '0199b3c8-1111-7222-8333-444455556666';
		for (const wrong of [
			id,
			`0.${id}`,
			`01.${id}`,
			`-1.${id}`,
			`1e3.${id}`,
			`9999999999.${id}`,
			`12.${id.toUpperCase()}`,
			`12.${id} `,
			` 12.${id}`,
			`12.${id}\n`,
			`12..${id}`,
			`12.${id}0`,
			`12.${id.replaceAll('-', '')}`,
			'12.',
			''
		]) {
			expect([wrong, attemptRefSchema.safeParse(wrong).success]).toEqual([wrong, false]);
		}
		expect(attemptRefSchema.safeParse(12).success).toBe(false);
		expect(attemptRefSchema.safeParse(null).success).toBe(false);
	});
});
