import { z } from 'zod';
import { difficulties, itemStatuses, itemTypes } from '#lib/domain/items.ts';

/** What the list of a bank's items is narrowed to, as its address says it; empty is everything. */
export const bankFilterSchema = z.object({
	q: z.string().trim().max(200).catch(''),
	/** Key of a topic. */
	topic: z.string().max(80).catch(''),
	difficulty: z.enum(difficulties).or(z.literal('')).catch(''),
	type: z.enum(itemTypes).or(z.literal('')).catch(''),
	/** Id of a document of the register. */
	document: z
		.string()
		.regex(/^\d{0,9}$/)
		.catch(''),
	status: z.enum([...itemStatuses, 'retired', '']).catch(''),
	/** Only items that cite what no longer holds. */
	outdated: z.enum(['on', '']).catch('')
});
export type BankFilter = z.infer<typeof bankFilterSchema>;

export const emptyFilter: BankFilter = bankFilterSchema.parse({});

/** Whatever of the address is no filter is left out. */
export function readBankFilter(params: URLSearchParams): BankFilter {
	return bankFilterSchema.parse(Object.fromEntries(params));
}

/** The query of an address with this filter and page; empty for the beginning of everything. */
export function bankQuery(filter: BankFilter, page = 1): string {
	const params = new URLSearchParams();
	for (const name of Object.keys(emptyFilter) as (keyof BankFilter)[])
		if (filter[name] !== '') params.set(name, filter[name]);
	if (page > 1) params.set('page', String(page));
	const query = params.toString();
	return query === '' ? '' : `?${query}`;
}

/** How many of the filters that lie behind the search are in use. */
export function filtersInUse({ topic, difficulty, type, document, outdated }: BankFilter): number {
	return [topic, difficulty, type, document, outdated].filter((value) => value !== '').length;
}
