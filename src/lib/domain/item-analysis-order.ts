import { exposureRate, type Exposure, type ItemFigures } from './item-analysis.ts';
import {
	itemWarningCodes,
	leastAttemptsToShow,
	type ItemWarning
} from './item-analysis-warnings.ts';

/** An item version with everything that was worked out about it. */
export interface ItemResult {
	readonly versionId: number;
	readonly figures: ItemFigures;
	readonly exposure: Exposure;
	readonly warnings: readonly ItemWarning[];
}

/** By what a list of items may be ordered. */
export const itemOrders = [
	'warnings',
	'facility',
	'discrimination',
	'upperLower',
	'omitted',
	'seconds',
	'exposure',
	'attempts'
] as const;
export type ItemOrder = (typeof itemOrders)[number];

/** `down` has the largest figure first; by warnings it has the gravest first. */
export type OrderDirection = 'up' | 'down';

/** The direction in which what needs attention comes first. */
export const usualDirection: Readonly<Record<ItemOrder, OrderDirection>> = {
	warnings: 'down',
	facility: 'up',
	discrimination: 'up',
	upperLower: 'up',
	omitted: 'down',
	seconds: 'down',
	exposure: 'down',
	attempts: 'down'
};

const figureOf: Readonly<Record<ItemOrder, (item: ItemResult) => number | null>> = {
	warnings: gravityOf,
	facility: ifShown(({ facility }) => facility),
	discrimination: ifShown(({ discrimination }) => discrimination),
	upperLower: ifShown(({ upperLower }) => upperLower),
	omitted: ifShown(({ omitted }) => omitted),
	seconds: ifShown(({ medianSeconds }) => medianSeconds),
	exposure: ({ exposure }) => exposureRate(exposure),
	attempts: ({ figures }) => figures.attempts
};

/** True when an item has enough attempts for its figures to be shown. */
export function isShown({ attempts }: Pick<ItemFigures, 'attempts'>): boolean {
	return attempts >= leastAttemptsToShow;
}

function ifShown(figure: (figures: ItemFigures) => number | null) {
	return ({ figures }: ItemResult) => (isShown(figures) ? figure(figures) : null);
}

/**
 * Items in a total order: by the figure, those without one last in either direction, then by the gravest
 * warnings, the weakest discrimination and the version, so that pages of a list neither repeat nor miss an item.
 */
export function orderItems<Item extends ItemResult>(
	items: readonly Item[],
	order: ItemOrder,
	direction: OrderDirection = usualDirection[order]
): Item[] {
	const sign = direction === 'up' ? 1 : -1;
	return items
		.map((item) => ({ item, figure: figureOf[order](item), gravity: gravityOf(item) }))
		.sort(
			(left, right) =>
				Number(left.figure === null) - Number(right.figure === null) ||
				sign * ((left.figure ?? 0) - (right.figure ?? 0)) ||
				right.gravity - left.gravity ||
				discriminationOf(left.item) - discriminationOf(right.item) ||
				left.item.versionId - right.item.versionId
		)
		.map(({ item }) => item);
}

/** Beyond every discrimination where there is none. */
function discriminationOf({ figures }: ItemResult): number {
	return figures.discrimination ?? 2;
}

/** Grows with the gravest warning, then with the next; 0 without any. */
function gravityOf({ warnings }: ItemResult): number {
	return warnings.reduce(
		(sum, { code }) => sum + 2 ** (itemWarningCodes.length - 1 - itemWarningCodes.indexOf(code)),
		0
	);
}
