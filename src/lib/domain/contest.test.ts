import { describe, expect, it } from 'vitest';
import { simpleDraftSchema } from './contest.ts';
import { simpleRulesSchema, type SimpleRules } from './rules/simple-rules.ts';

const minute = 60_000;
const opensAt = 1_000 * minute;

function rules(changes: Partial<SimpleRules> = {}): SimpleRules {
	return {
		opensAt,
		closesAt: opensAt + 60 * minute,
		timeLimitMinutes: 20,
		attemptsAllowed: 2,
		passPercent: 50,
		blueprint: [{ bankId: 1, topicId: null, difficulty: null, count: 10 }],
		release: { score: 'at_submit', answers: 'after_close', board: 'at_submit' },
		...changes
	};
}

describe('simpleRulesSchema', () => {
	const accepts = (changes: object) => simpleRulesSchema.safeParse({ ...rules(), ...changes });

	it('takes the bounds and refuses what is beyond them', () => {
		expect(accepts({}).success).toBe(true);
		expect(
			accepts({ timeLimitMinutes: 480, attemptsAllowed: null, passPercent: null }).success
		).toBe(true);
		for (const wrong of [
			{ closesAt: opensAt },
			{ closesAt: opensAt - 1 },
			{ opensAt: -1 },
			{ opensAt: 1.5 },
			{ timeLimitMinutes: 0 },
			{ timeLimitMinutes: 481 },
			{ attemptsAllowed: 0 },
			{ passPercent: 0 },
			{ passPercent: 101 },
			{ blueprint: [] },
			{ release: { score: 'at_submit', answers: 'later', board: 'never' } }
		]) {
			expect([wrong, accepts(wrong).success]).toEqual([wrong, false]);
		}
	});

	it('says which field an empty window is about', () => {
		const issue = accepts({ closesAt: opensAt }).error?.issues[0];
		expect(issue).toMatchObject({ path: ['closesAt'], params: { code: 'WINDOW_EMPTY' } });
	});

	it('takes no instant that a database or a date cannot hold', () => {
		const year10000 = Date.UTC(10_000, 0, 1);
		expect(accepts({ closesAt: year10000 - 1 }).success).toBe(true);
		expect(accepts({ closesAt: year10000 }).success).toBe(false);
	});
});

describe('simpleDraftSchema', () => {
	const draft = {
		title: 'Tìm hiểu Nghị quyết 57',
		rulesText: 'Thể lệ',
		unitId: 1,
		eligibleUnitIds: [1],
		rules: rules()
	};

	it('stores text trimmed and NFC', () => {
		const parsed = simpleDraftSchema.parse({
			...draft,
			title: `  ${draft.title.normalize('NFD')} `
		});
		expect(parsed.title).toBe(draft.title);
	});

	it.each([
		['a title of two letters', { title: ' ab ' }],
		['a title with a character nobody can store', { title: 'Cuộc\u0000thi' }],
		['rules with one', { rulesText: 'Thể lệ\u0000' }],
		['no eligible unit', { eligibleUnitIds: [] }],
		['a unit that cannot exist', { unitId: 2_147_483_648 }],
		['an eligible unit that cannot exist', { eligibleUnitIds: [2_147_483_648] }]
	])('refuses %s', (_what, changes) => {
		expect(simpleDraftSchema.safeParse(draft).success).toBe(true);
		expect(simpleDraftSchema.safeParse({ ...draft, ...changes }).success).toBe(false);
	});
});
