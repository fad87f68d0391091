import { describe, expect, it } from 'vitest';
import { ZodError } from 'zod';
import { exampleLine, exampleRules, vietnam } from './example-rules.ts';
import { applyPreset, presetSchema } from './preset.ts';

const { audiences, rounds: _, ...rest } = exampleRules();
const { unitIds: __, ...eligibility } = audiences[0]!.eligibility;
const line = { slot: 'chung', count: 5, points: 100 };
const written = {
	...rest,
	id: 'mau',
	name: { vi: 'Mẫu', en: 'Sample' },
	description: { vi: 'Mẫu để thử', en: 'A sample to try' },
	source: null,
	rounds: {
		id: 'tuan',
		title: 'Tuần {number}',
		count: 2,
		everyDays: 7,
		weekday: null,
		opens: '08:00',
		closesAfterDays: 5,
		closes: '17:00'
	},
	slots: [
		{ id: 'chung', name: { vi: 'Chung', en: 'Common' } },
		{ id: 'rieng', name: { vi: 'Riêng', en: 'Own' } }
	],
	audiences: [
		{
			...audiences[0]!,
			eligibility,
			paper: {
				...audiences[0]!.paper,
				sections: [
					{ title: 'Phần I', lines: [line, { ...line, difficulty: 'recall', type: 'multiple' }] },
					{ title: 'Phần II', lines: [{ ...line, slot: 'rieng', points: null }] }
				]
			}
		}
	]
};
const preset = presetSchema.parse(written);
const choices = {
	firstDay: vietnam('2025-12-31T00:00'),
	unitIds: [3, 4],
	banks: { chung: 11, rieng: 12 }
};

describe('applyPreset', () => {
	it('fills the slots, the units and the dates and leaves everything else', () => {
		const rules = applyPreset(preset, choices);
		const [audience] = rules.audiences;
		expect(audience?.paper.sections).toEqual([
			{
				title: 'Phần I',
				lines: [
					exampleLine({ bankId: 11, count: 5 }),
					exampleLine({ bankId: 11, count: 5, difficulty: 'recall', type: 'multiple' })
				]
			},
			{ title: 'Phần II', lines: [exampleLine({ bankId: 12, count: 5, points: null })] }
		]);
		expect(audience?.eligibility).toEqual({ ...eligibility, unitIds: [3, 4] });
		expect(rules.rounds.map(({ id, opensAt }) => [id, opensAt])).toEqual([
			['tuan-1', vietnam('2025-12-31T08:00')],
			['tuan-2', vietnam('2026-01-07T08:00')]
		]);
		expect(rules).toEqual({ ...rest, audiences: rules.audiences, rounds: rules.rounds });
	});

	it('refuses a slot without a bank by its name', () => {
		const without = { ...choices, banks: { chung: 11 } };
		expect(() => applyPreset(preset, without)).toThrow(RangeError);
		expect(() => applyPreset(preset, without)).toThrow('rieng');
	});

	it('refuses what makes no rules', () => {
		expect(() => applyPreset(preset, { ...choices, unitIds: [0] })).toThrow(ZodError);
		expect(() => applyPreset(preset, { ...choices, firstDay: -1e12 })).toThrow(ZodError);
	});
});

describe('presetSchema', () => {
	it.each([
		[
			'a slot that nothing draws from',
			{ slots: [...written.slots, { ...written.slots[0], id: 'x' }] }
		],
		['a line of a slot that is not there', { slots: [written.slots[0]] }],
		['a slot that is there twice', { slots: [...written.slots, written.slots[0]] }],
		['a field that it does not know', { prize: 1 }],
		['no English name', { name: { vi: 'Mẫu' } }],
		['rules of no contest', { attempts: { ...written.attempts, perRound: 0 } }]
	])('refuses %s', (_, changes) => {
		expect(presetSchema.safeParse({ ...written, ...changes }).success).toBe(false);
	});
});
