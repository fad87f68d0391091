import {
	usualDirection,
	type ItemOrder,
	type OrderDirection
} from '#lib/domain/item-analysis-order.ts';

/** How a list of items is ordered now. */
export interface ListOrder {
	readonly order: ItemOrder;
	readonly direction: OrderDirection;
}

/** Where choosing a heading leads: its usual direction, or the other one when it is chosen already. */
export function orderHref(path: string, current: ListOrder, order: ItemOrder): string {
	const usual = usualDirection[order];
	const other = usual === 'up' ? 'down' : 'up';
	const direction = current.order === order && current.direction === usual ? other : usual;
	return `${path}?order=${order}&direction=${direction}`;
}

/** Another page of the list in the same order. */
export function pageHref(path: string, { order, direction }: ListOrder, page: number): string {
	return `${path}?order=${order}&direction=${direction}&page=${page}`;
}
