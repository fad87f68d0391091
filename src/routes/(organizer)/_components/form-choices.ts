import type { Difficulty } from '#lib/domain/items.ts';
import { parseSource, sourceValue } from './contest-form.ts';
import type { ListedUnit } from './unit-tree.ts';

/** How many items a bank has of a topic and difficulty. */
export interface Stratum {
	readonly bankId: number;
	readonly topicId: number;
	readonly topicTitle: string;
	readonly difficulty: Difficulty;
	readonly items: number;
}

/** What the form of a contest offers to choose from. */
export interface FormChoices {
	readonly units: readonly ListedUnit[];
	readonly banks: readonly { id: number; title: string; practice: boolean }[];
	readonly strata: readonly Stratum[];
}

/** Items for a row's choice of bank, topic and difficulty; null when nothing known is chosen. */
export function availableItems(
	{ banks, strata }: FormChoices,
	source: string,
	difficulty: Difficulty | '' | null
): number | null {
	const chosen = parseSource(source);
	if (!chosen || !banks.some((bank) => bank.id === chosen.bankId)) return null;
	return strata
		.filter(
			(stratum) =>
				stratum.bankId === chosen.bankId &&
				(chosen.topicId === null || stratum.topicId === chosen.topicId) &&
				(!difficulty || stratum.difficulty === difficulty)
		)
		.reduce((sum, stratum) => sum + stratum.items, 0);
}

/** Topics of a bank in the bank's order. */
export function topicsOf(
	strata: readonly Stratum[],
	bankId: number
): { id: number; title: string }[] {
	const titles = new Map<number, string>();
	for (const stratum of strata) {
		if (stratum.bankId === bankId) titles.set(stratum.topicId, stratum.topicTitle);
	}
	return [...titles].map(([id, title]) => ({ id, title }));
}

/** True when the form can offer this choice of bank and topic. */
export function offersSource({ banks, strata }: FormChoices, source: string): boolean {
	return banks.some(
		(bank) =>
			source === sourceValue(bank.id, null) ||
			topicsOf(strata, bank.id).some((topic) => source === sourceValue(bank.id, topic.id))
	);
}
