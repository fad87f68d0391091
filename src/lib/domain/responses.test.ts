import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ItemType } from './items.ts';
import type { Paper } from './paper.ts';
import {
	acceptResponse,
	latestResponses,
	responseEventSchema,
	saveRequestSchema,
	submitRequestSchema,
	type LoggedResponse
} from './responses.ts';

/** A log as the database keeps it: one entry per sequence number. */
const anyLog = fc.uniqueArray(
	fc.record({
		sequence: fc.integer({ min: 1, max: 60 }),
		item: fc.integer({ min: 0, max: 5 }),
		chosen: fc.integer({ min: 0, max: 15 })
	}),
	{ selector: (response) => response.sequence }
);

function sorted(latest: Map<number, LoggedResponse>): LoggedResponse[] {
	return [...latest.values()].sort((left, right) => left.item - right.item);
}

describe('latestResponses', () => {
	it('does not change with the order of arrival or with repeats', () => {
		const disturbed = anyLog.chain((log) =>
			fc.tuple(
				fc.constant(log),
				fc
					.shuffledSubarray([...log, ...log], { minLength: log.length })
					.map((some) => [...some, ...log]),
				fc.shuffledSubarray(log, { minLength: log.length })
			)
		);
		fc.assert(
			fc.property(disturbed, ([log, repeated, reordered]) => {
				const expected = sorted(latestResponses(log));
				expect(sorted(latestResponses(repeated))).toEqual(expected);
				expect(sorted(latestResponses(reordered))).toEqual(expected);
			})
		);
	});

	it('holds, for each item touched, the choice with the highest sequence', () => {
		fc.assert(
			fc.property(anyLog, (log) => {
				const latest = latestResponses(log);
				expect(new Set(latest.keys())).toEqual(new Set(log.map((response) => response.item)));
				for (const [item, response] of latest) {
					const ofItem = log.filter((each) => each.item === item);
					expect(response.sequence).toBe(Math.max(...ofItem.map((each) => each.sequence)));
				}
			})
		);
	});

	it('keeps a cleared answer as cleared', () => {
		const latest = latestResponses([
			{ sequence: 2, item: 0, chosen: 0 },
			{ sequence: 1, item: 0, chosen: 4 }
		]);
		expect(latest.get(0)).toEqual({ sequence: 2, item: 0, chosen: 0 });
	});
});

describe('acceptResponse', () => {
	const paper: Paper = [
		{ versionId: 11, order: [2, 0, 3, 1] },
		{ versionId: 12, order: [0, 1] },
		{ versionId: 13, order: [1, 2, 0] }
	];
	const types: Record<number, ItemType> = { 11: 'single', 12: 'true_false', 13: 'multiple' };
	const typeOf = (id: number) => types[id];
	const accept = (item: number, chosen: number[]) =>
		acceptResponse({ sequence: 7, item, chosen }, paper, typeOf);

	it('turns shown positions into the mask of the item version', () => {
		expect(accept(0, [0])).toEqual({ sequence: 7, item: 0, chosen: 0b0100 });
		expect(accept(0, [3])).toEqual({ sequence: 7, item: 0, chosen: 0b0010 });
		expect(accept(2, [0, 2])).toEqual({ sequence: 7, item: 2, chosen: 0b011 });
		expect(accept(0, [])).toEqual({ sequence: 7, item: 0, chosen: 0 });
	});

	it('takes an option named twice as named once', () => {
		expect(accept(0, [1, 1]).chosen).toBe(0b0001);
	});

	it('refuses items and options that are not on the paper, and two options of one-answer items', () => {
		expect(() => accept(3, [0])).toThrow('ITEM_NOT_ON_PAPER');
		expect(() => accept(0, [4])).toThrow('OPTION_NOT_ON_PAPER');
		expect(() => accept(1, [0, 2])).toThrow('OPTION_NOT_ON_PAPER');
		expect(() => accept(0, [0, 1])).toThrow('TOO_MANY_OPTIONS');
		expect(() => accept(1, [0, 1])).toThrow('TOO_MANY_OPTIONS');
	});

	it('never gives an option that the item has not', () => {
		fc.assert(
			fc.property(
				fc.nat({ max: 4 }),
				fc.array(fc.nat({ max: 8 }), { maxLength: 8 }),
				(item, chosen) => {
					try {
						const options = paper[item]?.order.length ?? 0;
						expect(accept(item, chosen).chosen).toBeLessThan(2 ** options);
					} catch (error) {
						expect(String(error)).toMatch(/ITEM_NOT|OPTION_NOT|TOO_MANY/);
					}
				}
			)
		);
	});
});

describe('requests', () => {
	it('refuse what no page sends', () => {
		const event = { sequence: 1, item: 0, chosen: [0] };
		expect(responseEventSchema.safeParse(event).success).toBe(true);
		for (const wrong of [
			{ sequence: 0 },
			{ sequence: 1.5 },
			{ sequence: 100_001 },
			{ item: -1 },
			{ item: 200 },
			{ chosen: [8] },
			{ chosen: [-1] },
			{ chosen: 'a' },
			{ chosen: null },
			{ chosen: [0, 1, 2, 3, 4, 5, 6, 7, 0] }
		]) {
			expect(responseEventSchema.safeParse({ ...event, ...wrong }).success).toBe(false);
		}
		const events = (length: number) => ({ events: Array.from({ length }, () => event) });
		expect(saveRequestSchema.safeParse(events(200)).success).toBe(true);
		expect(saveRequestSchema.safeParse(events(201)).success).toBe(false);
		expect(saveRequestSchema.safeParse(events(0)).success).toBe(false);
		expect(submitRequestSchema.safeParse(events(0)).success).toBe(true);
	});
});
