import type { ParticipationRow } from '#lib/realtime/events.ts';

/** Orders of the units below a unit: by name, highest rate first, lowest rate first. */
export const childOrders = ['name', 'rate', 'rate_low'] as const;
export type ChildOrder = (typeof childOrders)[number];

/** The order that an address names; by name unless it names another. */
export function readOrder(query: URLSearchParams): ChildOrder {
	return childOrders.find((order) => order === query.get('sort')) ?? 'name';
}

/** Rows in an order; they come by name. Units without a rate (nobody to count) are last by rate. */
export function orderChildren(
	rows: readonly ParticipationRow[],
	order: ChildOrder
): readonly ParticipationRow[] {
	if (order === 'name') return rows;
	const sign = order === 'rate' ? -1 : 1;
	return rows.toSorted((left, right) => {
		if (left.rate === null || right.rate === null) {
			return Number(left.rate === null) - Number(right.rate === null);
		}
		return sign * (left.rate - right.rate);
	});
}
