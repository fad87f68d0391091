import type { Bank, BankItem } from '#lib/domain/bank.ts';
import type { ImportedBank } from '#lib/domain/bank-import.ts';

function said<Value>(value: Value | null, what: string): Value {
	if (value === null) throw new Error(`The file does not say the ${what}.`);
	return value;
}

/**
 * The bank that a file holds, for files that say everything: what an exporter of ours wrote. Throws where
 * the file has an issue or notice, or leaves something to be asked.
 */
export function bankOf(imported: ImportedBank): Bank {
	const { head, items, issues, notices, conversions } = imported;
	const remarks = [...issues, ...notices, ...conversions];
	if (remarks.length > 0) throw new Error(JSON.stringify(remarks));
	return {
		slug: said(head.slug, 'slug'),
		title: said(head.title, 'title'),
		language: said(head.language, 'language'),
		license: said(head.license, 'license'),
		practice: said(head.practice, 'practice'),
		documents: head.documents,
		topics: head.topics,
		items: items.map(
			({ id, type, stem, options, key, rationale, place, facts, ...item }): BankItem => ({
				key: said(id, 'id'),
				type,
				topic: said(item.topic, 'topic'),
				difficulty: said(item.difficulty, 'difficulty'),
				points: said(item.points, 'points'),
				content: { stem, options, key: said(key, 'key'), rationale },
				document: item.document,
				place,
				facts,
				status: said(item.status, 'status')
			})
		)
	};
}
