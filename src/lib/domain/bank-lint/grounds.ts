import type { Bank, BankDocument } from '../bank.ts';
import type { RegisteredDocument } from '../document-register.ts';
import { isSameDocument } from '../documents.ts';
import type { Found } from './finding.ts';

/**
 * What the items of a bank rest on: each cites a document and a place in it, says why its key is right,
 * and names verified facts, all of them known.
 */
export function lintGrounds({ items }: Bank, facts: ReadonlySet<string>): Found[] {
	return items.flatMap((item) => {
		const found: Found[] = [];
		const find = (code: Found['code'], params = {}) => found.push({ item: item.key, code, params });
		if (item.document === null) find('CITATION_MISSING');
		else if (item.place === '') find('PLACE_MISSING');
		if (item.content.rationale === '') find('RATIONALE_MISSING');
		if (item.facts.length === 0) find('FACT_MISSING');
		for (const fact of item.facts) if (!facts.has(fact)) find('FACT_UNKNOWN', { fact });
		return found;
	});
}

/**
 * The documents at the head of the bank are those of the register, which has them once for all banks:
 * known by symbol and date, and otherwise alike to the letter.
 */
export function lintDocuments(
	{ documents }: Bank,
	register: readonly RegisteredDocument[]
): Found[] {
	return documents.flatMap((document): Found[] => {
		const { id, symbol, date } = document;
		const registered = register.find((each) => isSameDocument(each, document));
		if (!registered)
			return [{ item: null, code: 'DOCUMENT_UNREGISTERED', params: { id, symbol, date } }];
		const fields: readonly (keyof BankDocument)[] = ['symbol', 'issuer', 'title'];
		return fields
			.filter((field) => document[field] !== registered[field])
			.map((field) => ({
				item: null,
				code: 'DOCUMENT_DIFFERS',
				params: { id, field, expected: registered[field] }
			}));
	});
}
