import type { BankDocument, BankItem, BankTopic } from '#lib/domain/bank.ts';
import type { ComparedItem } from '#lib/domain/item-diff.ts';

/** An item as it is shown and compared: topic and document by their names. */
export function comparedItem(
	{ type, topic, difficulty, points, content, document, place, facts }: BankItem,
	topics: readonly BankTopic[],
	documents: readonly BankDocument[]
): ComparedItem {
	return {
		...{ type, difficulty, points, ...content, place, facts },
		topic: topics.find(({ id }) => id === topic)?.title ?? topic,
		document: documents.find(({ id }) => id === document)?.symbol ?? ''
	};
}
