import type { ItemResult } from '#lib/domain/item-analysis-order.ts';
import { gravestSeverity } from '#lib/domain/item-analysis-warnings.ts';

/** How many items have a warning, and how many have hints only. */
export function countSeverities(items: readonly ItemResult[]): { warned: number; hinted: number } {
	const severities = items.map(({ warnings }) => gravestSeverity(warnings.map(({ code }) => code)));
	return {
		warned: severities.filter((each) => each === 'danger' || each === 'warning').length,
		hinted: severities.filter((each) => each === 'hint').length
	};
}
