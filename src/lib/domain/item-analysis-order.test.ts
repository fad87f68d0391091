import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isShown, itemOrders, orderItems, type ItemResult } from './item-analysis-order.ts';
import { itemWarningCodes, leastAttemptsToShow } from './item-analysis-warnings.ts';

const empty = {
	...{ count: 0, share: 0, upper: 0, middle: 0, lower: 0 },
	...{ upperCount: 0, lowerCount: 0, discrimination: null }
};
const figure = fc.option(fc.constantFrom(0, 0.25, 0.5, 1));
/** Few values of each figure, so that equals and unknown ones are common. */
const result: fc.Arbitrary<ItemResult> = fc.record({
	versionId: fc.nat(1_000),
	figures: fc.record({
		attempts: fc.constantFrom(leastAttemptsToShow - 1, leastAttemptsToShow, 500),
		...{ facility: figure, discrimination: figure, upperLower: figure, omitted: figure },
		medianSeconds: figure,
		options: fc.constant([]),
		omission: fc.constant(empty)
	}),
	exposure: fc.record({ papers: fc.nat(2), held: fc.nat(2) }),
	warnings: fc
		.subarray([...itemWarningCodes])
		.map((codes) => codes.map((code) => ({ code, options: [] })))
});
const results = fc.uniqueArray(result, { selector: ({ versionId }) => versionId, maxLength: 20 });
const versions = (items: readonly ItemResult[]) => items.map(({ versionId }) => versionId);

describe('orderItems', () => {
	it('is one total order, whatever the order before', () => {
		const shuffled = results.chain((items) =>
			fc.tuple(
				fc.constant(items),
				fc.shuffledSubarray(items, { minLength: items.length }),
				fc.constantFrom(...itemOrders),
				fc.constantFrom('up', 'down')
			)
		);
		fc.assert(
			fc.property(shuffled, ([items, others, order, direction]) => {
				const ordered = versions(orderItems(items, order, direction));
				expect(versions(orderItems(others, order, direction))).toEqual(ordered);
				expect([...ordered].sort()).toEqual(versions(items).sort());
			})
		);
	});

	it('puts the gravest warning before any number of lesser ones', () => {
		const item = (versionId: number, ...places: number[]): ItemResult => ({
			...fc.sample(result, { seed: 1, numRuns: 1 })[0]!,
			versionId,
			warnings: places.map((place) => ({ code: itemWarningCodes[place]!, options: [] }))
		});
		const items = [item(1), item(2, 1, 2, 3, 4, 5), item(3, 0), item(4, 0, 5), item(5, 5)];
		expect(versions(orderItems(items, 'warnings'))).toEqual([4, 3, 2, 5, 1]);
		expect(versions(orderItems(items, 'warnings', 'up'))).toEqual([1, 5, 2, 3, 4]);
	});

	it('puts what needs attention first, and unknown figures last in both directions', () => {
		fc.assert(
			fc.property(results, (items) => {
				const facilities = (direction?: 'up' | 'down') =>
					orderItems(items, 'facility', direction).map(({ figures }) =>
						isShown(figures) ? figures.facility : null
					);
				const known = facilities().filter((facility) => facility !== null);
				expect(known).toEqual([...known].sort((left, right) => left - right));
				expect(
					facilities()
						.slice(known.length)
						.every((facility) => facility === null)
				).toBe(true);
				expect(facilities('down').slice(0, known.length)).toEqual([...known].reverse());
			})
		);
	});
});
