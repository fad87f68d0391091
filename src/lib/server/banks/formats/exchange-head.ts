import { z } from 'zod';
import { bankLanguages, type Bank, type BankDocument } from '#lib/domain/bank.ts';
import type { ImportedHead } from '#lib/domain/bank-import.ts';
import { slug, text } from '#lib/domain/bank-file.ts';
import { citationWord } from '#lib/domain/citation-resolution.ts';
import { escapeMarkup, plainText } from '#lib/domain/markup.ts';
import type { ItemTags } from './exchange-tags.ts';
import { normalizeLines } from './html-text.ts';

/** What stands before the head of a bank in a comment of another format. */
export const headMark = 'hoithi-bank';

const headSchema = z.object({
	slug,
	title: text(200),
	language: z.enum(bankLanguages),
	license: text(60),
	practice: z.boolean(),
	documents: z
		.array(
			z.object({
				id: slug,
				symbol: text(60),
				title: text(500),
				issuer: text(200),
				date: z.iso.date()
			})
		)
		.max(200),
	topics: z.array(z.object({ id: slug, title: text(200) })).max(200)
});

/** The head of a bank as JSON in one line, in which no two hyphens follow each other. */
export function headJson(bank: Bank): string {
	const { slug, title, language, license, practice, documents, topics } = bank;
	const head = { slug, title, language, license, practice, documents, topics };
	// Within strings only: JSON has no hyphens elsewhere. A comment of XML must not hold "--".
	return JSON.stringify(head).replaceAll('--', '-\\u002d');
}

/** Reads what `headJson` wrote; null for anything else. */
export function readHeadJson(json: string): ImportedHead | null {
	try {
		return headSchema.safeParse(JSON.parse(json)).data ?? null;
	} catch {
		return null;
	}
}

/** Rationale of an item with its citation in words, for programs that know of no citations. */
export function feedbackText(
	{ rationale, document, place }: { rationale: string; document: string | null; place: string },
	{ documents, language }: Pick<Bank, 'documents' | 'language'>
): string {
	const cited = documents.find(({ id }) => id === document);
	if (!cited) return rationale;
	const line = citationLine(cited, place, language);
	return rationale === '' ? line : `${rationale}\n\n${line}`;
}

/**
 * Takes the citation in words from the end of a feedback. The tags go before it where the document
 * they name is known; words that were changed in another program stay in the rationale.
 */
export function splitFeedback(
	feedback: string,
	{ document, place }: Pick<ItemTags, 'document' | 'place'>,
	head: ImportedHead
): { rationale: string; document: string | null; place: string } {
	const cited = head.documents.find(({ id }) => id === document);
	const start = feedback.lastIndexOf('\n\n');
	const rationale = start < 0 ? '' : feedback.slice(0, start);
	const last = start < 0 ? feedback : feedback.slice(start + 2);
	if (cited) {
		const line = citationLine(cited, place, head.language ?? 'vi');
		return { rationale: last === line ? rationale : feedback, document, place };
	}
	const words = /^(?:Căn cứ|Source)\s*:\s*(\S[^\n]*)$/.exec(plainText(last))?.[1];
	if (words !== undefined) return { rationale, document: words, place: '' };
	return { rationale: feedback, document, place };
}

/** "Căn cứ: Khoản 1, Mục II, 57-NQ/TW ngày 22/12/2024": what `findCited` understands. */
function citationLine(
	{ symbol, date }: BankDocument,
	place: string,
	language: Bank['language']
): string {
	const day = date.split('-').reverse().join('/');
	const name = language === 'vi' ? `${symbol} ngày ${day}` : `${symbol}, ${day}`;
	const words = place === '' ? name : `${place}, ${name}`;
	return normalizeLines(escapeMarkup(`${citationWord[language]}: ${words}`));
}
