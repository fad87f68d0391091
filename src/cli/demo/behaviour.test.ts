import { describe, expect, it } from 'vitest';
import type { ShownItem } from '#lib/domain/items.ts';
import { planAttempt, skillOf } from './behaviour.ts';

const items: ShownItem[] = Array.from({ length: 20 }, (_, position) => ({
	position,
	type: (['single', 'multiple', 'true_false'] as const)[position % 3] ?? 'single',
	stem: `Câu ${position}`,
	options: ['a', 'b', 'c', 'd']
}));
const key = () => ({ right: [2], difficulty: 'recall' as const });

function plan(skill: number, seed: string) {
	return planAttempt(items, { key, skill, seconds: 40, seed });
}

/** Share of right answers over many attempts. */
function rightShare(skill: number): number {
	const attempts = Array.from({ length: 200 }, (_, index) => {
		const last = new Map(plan(skill, `${index}`).map(({ item, chosen }) => [item, chosen.join()]));
		return [...last.values()].filter((chosen) => chosen === '2').length / items.length;
	});
	return attempts.reduce((sum, share) => sum + share, 0) / attempts.length;
}

describe('a simulated candidate', () => {
	it('answers the better the more skill there is', () => {
		const shares = [0.3, 0.6, 0.9].map(rightShare);
		expect(shares).toEqual([...shares].sort((left, right) => left - right));
		expect(shares[2]).toBeGreaterThan(0.85);
		expect(shares[0]).toBeLessThan(0.55);
	});

	it('chooses what the exam accepts, in about the time given', () => {
		for (let seed = 0; seed < 100; seed++) {
			const choices = plan(0.5, `${seed}`);
			for (const { item, chosen } of choices) {
				expect(chosen.length).toBeGreaterThan(0);
				expect(chosen.every((option) => option >= 0 && option < 4)).toBe(true);
				if (items[item]?.type !== 'multiple') expect(chosen).toHaveLength(1);
			}
			const total = choices.reduce((sum, { after }) => sum + after, 0);
			expect(total).toBeGreaterThan(10_000);
			expect(total).toBeLessThan(100_000);
		}
	});

	it('differs from others and stays the same', () => {
		const skills = Array.from({ length: 300 }, (_, index) => skillOf(`SH${index}`));
		expect(skillOf('SH1')).toBe(skills[1]);
		expect(Math.max(...skills) - Math.min(...skills)).toBeGreaterThan(0.35);
		expect(Math.max(...skills)).toBeLessThan(1);
	});
});
