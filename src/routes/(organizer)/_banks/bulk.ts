import type { ErrorCode } from '#lib/domain/errors.ts';
import type { ItemStatus } from '#lib/domain/items.ts';

/** Most items that are changed at once. */
export const maxBulk = 2000;

/** What can be done with several items: a step of their review, out of use and back, other settings. */
export type BulkAction = ItemStatus | 'retire' | 'restore' | 'change';

/** What it came to. */
export interface BulkAnswer {
	readonly action: BulkAction;
	readonly done: number;
	/** Items that had the settings already. */
	readonly same: number;
	/** Items that were left as they are, by reason. */
	readonly refused: readonly {
		readonly code: ErrorCode;
		readonly text: string;
		readonly keys: readonly string[];
	}[];
	/** More items fit than are changed at once. */
	readonly limited: boolean;
}
