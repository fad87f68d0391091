import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { practiceTokenSchema } from '#lib/server/practice/practice.service.ts';
import { bankContent, bankFile, bankItems } from '../support/bank.ts';
import { importBank } from '../support/imports.ts';
import { createTestApp, morning, refusal, type TestApp } from '../support/test-app.ts';

let test: TestApp;
beforeAll(async () => {
	test = await createTestApp();
	const { actor } = await test.account({ grants: [['administrator', null]] });
	const load = (content: object) => importBank(test.app, actor, bankFile(content));
	await load(bankContent('thi-thu', bankItems(30), { practice: true }));
	await load(bankContent('it-cau', bankItems(4), { practice: true }));
	await load(bankContent('kin', bankItems(30)));
});
afterAll(() => test.close());

describe('practice', () => {
	it('gives the same paper for the same address, without what gives it away', async () => {
		const { practice } = test.app;
		const token = practice.start();
		expect(practiceTokenSchema.safeParse(token).success).toBe(true);
		const sitting = await practice.sitting('thi-thu', token);
		expect(sitting.items).toHaveLength(15);
		expect(sitting.deadline).toBe(morning + 15 * 60_000);
		expect(JSON.stringify(sitting.items)).not.toMatch(/key|right|rationale|giải thích|citation/i);
		expect(await test.node().practice.sitting('thi-thu', token)).toEqual(sitting);
		expect(await practice.sitting('thi-thu', practice.start())).not.toEqual(sitting);
		expect((await practice.sitting('it-cau', token)).items).toHaveLength(4);
	});

	it('scores what was answered, and explains everything', async () => {
		const { practice } = test.app;
		const token = practice.start();
		const key = await practice.result('thi-thu', token, new Map());
		expect(key.score).toEqual({ score: 0, maxScore: 1_500, correct: 0, answered: 0 });
		expect(key.items.every(({ rationale }) => rationale.length > 0)).toBe(true);
		const right = new Map(key.items.map(({ position, right }) => [position, right]));
		expect((await practice.result('thi-thu', token, right)).score).toMatchObject({
			...{ score: 1_500, correct: 15 }
		});
		// Options that are not there, and items that are not there, change nothing.
		const beyond = new Map([...right, [0, [...(right.get(0) ?? []), 7]], [99, [0]]]);
		expect((await practice.result('thi-thu', token, beyond)).score.score).toBe(1_500);
	});

	it('is open for banks that say so', async () => {
		const { practice } = test.app;
		const token = practice.start();
		for (const slug of ['kin', 'khong-co']) {
			expect(await refusal(practice.sitting(slug, token))).toBe('BANK_NOT_FOUND');
			expect(await refusal(practice.result(slug, token, new Map()))).toBe('BANK_NOT_FOUND');
		}
	});

	it('has addresses of one form', () => {
		for (const wrong of ['', 'abc', `${'z'.repeat(12)}-${'a'.repeat(43)}`, `1-${'a'.repeat(42)}`]) {
			expect([wrong, practiceTokenSchema.safeParse(wrong).success]).toEqual([wrong, false]);
		}
	});
});
