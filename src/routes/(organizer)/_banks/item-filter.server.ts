import type { BankView, ItemFilter } from '#lib/server/banks/catalogue.service.ts';
import type { BankFilter } from './bank-filter.ts';

/** The filter of an address as the bank's items are looked for; an unknown topic fits nothing. */
export function toItemFilter(filter: BankFilter, bank: Pick<BankView, 'topics'>): ItemFilter {
	const topic = bank.topics.find(({ key }) => key === filter.topic);
	return {
		text: filter.q,
		topicId: filter.topic === '' ? null : (topic?.id ?? 0),
		difficulty: filter.difficulty || null,
		type: filter.type || null,
		documentId: filter.document === '' ? null : Number(filter.document),
		status: filter.status || null,
		outdated: filter.outdated === 'on'
	};
}
