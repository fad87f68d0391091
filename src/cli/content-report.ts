import type { Bank } from '#lib/domain/bank.ts';
import { citedBy, countDocuments, countItems } from '#lib/domain/bank-counts.ts';
import type { RegisteredDocument } from '#lib/domain/document-register.ts';
import { difficulties, itemTypes } from '#lib/domain/items.ts';
import { table } from './table.ts';

/**
 * What banks hold, for each and in all: items by type and difficulty, items by document, and which
 * national documents of the register that facts tell of no item cites.
 */
export function contentReport(
	banks: readonly Bank[],
	register: readonly RegisteredDocument[]
): string[] {
	const kinds = (label: string, items: Bank['items']) => {
		const counts = countItems(items);
		return [
			label,
			counts.items,
			...itemTypes.map((type) => counts.types[type]),
			...difficulties.map((difficulty) => counts.difficulties[difficulty])
		];
	};
	const documents = countDocuments(banks);
	return [
		...table([
			['items in use', 'all', ...itemTypes, ...difficulties],
			...banks.map(({ slug, items }) => kinds(slug, items)),
			kinds(
				'all banks',
				banks.flatMap(({ items }) => items)
			)
		]),
		'',
		...table([
			['items by document', 'of', 'all', 'by bank'],
			...documents.map(({ document, items, banks: counts }) => [
				document.symbol,
				document.date,
				items,
				[...counts].map(([slug, count]) => `${slug} ${count}`).join(', ')
			])
		]),
		...coverage(documents, register)
	];
}

function coverage(
	counts: ReturnType<typeof countDocuments>,
	register: readonly RegisteredDocument[]
): string[] {
	const national = register.filter(({ level, facts }) => level === 'central' && facts.length > 0);
	if (national.length === 0) return [];
	const missing = national.filter((document) => citedBy(counts, document) === 0);
	const cited = national.length - missing.length;
	const without = missing.map(({ symbol, date }) => `${symbol} of ${date}`).join(', ');
	return [
		'',
		`National documents of the register that facts tell of: ${national.length}, cited by items: ${cited}${
			without === '' ? '' : `, not cited: ${without}`
		}`
	];
}
