import type { ComparedItem } from '#lib/domain/item-diff.ts';
import type { ItemStatus } from '#lib/domain/items.ts';

/** A step that a version took. */
export interface HistoryStep {
	readonly status: ItemStatus;
	/** Null where the installation itself took it. */
	readonly name: string | null;
	readonly note: string;
	readonly at: Date;
}

/** A version as the history of its item shows it. */
export interface HistoryVersion {
	readonly version: number;
	/** Null where the installation itself wrote it. */
	readonly author: string | null;
	readonly createdAt: Date;
	readonly says: ComparedItem;
	readonly contests: readonly string[];
	/** The latest first. */
	readonly steps: readonly HistoryStep[];
}

/** An item as its page shows it. */
export interface ItemHistory {
	readonly key: string;
	readonly status: ItemStatus;
	readonly retired: boolean;
	/** Number of the version that papers are drawn with; null when none is. */
	readonly drawn: number | null;
	/** The newest first. */
	readonly versions: readonly [HistoryVersion, ...HistoryVersion[]];
}
