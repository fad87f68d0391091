import { isShown, type ItemResult } from '#lib/domain/item-analysis-order.ts';
import type { ItemWarningCode } from '#lib/domain/item-analysis-warnings.ts';
import { exposureRate } from '#lib/domain/item-analysis.ts';
import type { Difficulty, ItemType } from '#lib/domain/items.ts';

/** A row of the table of items. Figures are null where there are too few attempts to show them. */
export interface ItemRow {
	readonly versionId: number;
	readonly stem: string;
	readonly type: ItemType;
	readonly difficulty: Difficulty;
	readonly facility: number | null;
	readonly discrimination: number | null;
	readonly upperLower: number | null;
	readonly omitted: number | null;
	readonly seconds: number | null;
	readonly exposure: number | null;
	/** Papers that held the item. */
	readonly held: number;
	readonly attempts: number;
	readonly warnings: readonly ItemWarningCode[];
	/** Set for an item of a bank: which of its versions this is. */
	readonly version: { itemKey: string; version: number; inUse: boolean } | null;
}

type ListedItem = ItemResult &
	Pick<ItemRow, 'stem' | 'type' | 'difficulty'> & {
		itemKey?: string;
		version?: number;
		inUse?: boolean;
	};

/** What a page or a file shows of an item in a list. */
export function toItemRow(item: ListedItem): ItemRow {
	const { figures, exposure } = item;
	const shown = isShown(figures) ? figures : null;
	return {
		versionId: item.versionId,
		stem: item.stem,
		type: item.type,
		difficulty: item.difficulty,
		facility: shown?.facility ?? null,
		discrimination: shown?.discrimination ?? null,
		upperLower: shown?.upperLower ?? null,
		omitted: shown?.omitted ?? null,
		seconds: shown?.medianSeconds ?? null,
		exposure: exposureRate(exposure),
		held: exposure.held,
		attempts: figures.attempts,
		warnings: item.warnings.map(({ code }) => code),
		version:
			item.itemKey === undefined
				? null
				: { itemKey: item.itemKey, version: item.version ?? 1, inUse: item.inUse ?? true }
	};
}
