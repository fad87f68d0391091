import { z } from 'zod';
import type { BankDocument } from './bank.ts';
import { optionalText, text } from './bank-file.ts';
import { comparable } from './item-text.ts';
import { rowIdSchema } from './row-id.ts';

/** Whether a legal document still holds. */
export const documentStatuses = ['in_force', 'superseded', 'expired'] as const;
export type DocumentStatus = (typeof documentStatuses)[number];

/** A document as an editor of the register enters it. `date` is YYYY-MM-DD. */
export const documentSchema = z.object({
	symbol: text(60),
	title: text(500),
	issuer: text(200),
	date: z.iso.date(),
	status: z.enum(documentStatuses).default('in_force'),
	/** The document that took its place; counts only for what is superseded. */
	supersededBy: rowIdSchema.nullable().default(null),
	note: optionalText(1000)
});

/** What names a document: symbols are used again in other years. `date` is YYYY-MM-DD. */
export type DocumentName = Pick<BankDocument, 'symbol' | 'date'>;

/** True for two ways of writing the same document's symbol and date. */
export function isSameDocument(left: DocumentName, right: DocumentName): boolean {
	return left.date === right.date && comparable(left.symbol) === comparable(right.symbol);
}

/** A document found in a text that cites one, and the place within it. */
export interface CitedDocument<Document> {
	readonly document: Document;
	readonly place: string;
}

/** Finds the document that a text cites; null when none or more than one could be meant. */
export type CitationFinder<Document> = (text: string) => CitedDocument<Document> | null;

/**
 * Finds which document of a register a citation written by a person means ("Khoản 1, Mục II Nghị quyết
 * số 57-NQ/TW ngày 22/12/2024"): the one whose symbol stands in the text; where several documents share
 * the symbol, the one whose date stands there too. The place is the text without the document's name.
 */
export function citationFinder<Document extends DocumentName>(
	register: readonly Document[]
): CitationFinder<Document> {
	const entries = register.map((document) => ({
		document,
		pattern: symbolPattern(document.symbol),
		dates: dates(document.date)
	}));
	const found = new Map<string, CitedDocument<Document> | null>();
	function find(text: string): CitedDocument<Document> | null {
		const named = entries.filter(({ pattern }) => pattern.test(text));
		const longest = Math.max(...named.map(({ document }) => document.symbol.length));
		const candidates = [
			named.filter((entry) => entry.dates.some((date) => text.includes(date))),
			named.filter(({ document }) => document.symbol.length === longest)
		];
		const document = candidates.find((list) => list.length === 1)?.[0]?.document;
		return document ? { document, place: placeIn(text, document) } : null;
	}
	return (text) => {
		let cited = found.get(text);
		if (cited === undefined) found.set(text, (cited = find(text)));
		return cited;
	};
}

/** The symbol as a word of its own, hyphens and spaces as people type them. */
function symbolPattern(symbol: string): RegExp {
	const body = symbol
		.split(/[\s–-]+/)
		.map((part) => part.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'))
		.join('\\s*[–-]?\\s*');
	return new RegExp(`(?<![\\p{L}\\p{N}/-])${body}(?![\\p{L}\\p{N}/-])`, 'iu');
}

/** Ways of writing a day, the year alone last. */
function dates(iso: string): string[] {
	const [year = '', month = '', day = ''] = iso.split('-');
	const bare = (part: string) => part.replace(/^0/, '');
	return [
		`${day}/${month}/${year}`,
		`${bare(day)}/${bare(month)}/${year}`,
		`${day}/${bare(month)}/${year}`,
		`${day}-${month}-${year}`,
		`/${year}/`
	];
}

const kinds =
	'Nghị quyết|Quyết định|Chỉ thị|Nghị định|Thông tư|Luật|Kế hoạch|Công văn|Hướng dẫn|Chương trình|Kết luận|Văn bản|Đề án';

function placeIn(text: string, document: DocumentName): string {
	const symbol = symbolPattern(document.symbol).source;
	const name = new RegExp(
		`(?:(?:của|tại|theo|trong)\\s+)?(?:(?:${kinds})\\s+)?(?:số\\s*:?\\s*)?${symbol}(?:,?\\s*(?:ngày\\s*)?\\d{1,2}[/.-]\\d{1,2}[/.-]\\d{4})?(?:\\s+của\\s+[^,;.]+)?`,
		'iu'
	);
	return text
		.replace(name, ' ')
		.replace(/\s+/g, ' ')
		.replace(/^[\s,;:.–-]+|[\s,;:.–-]+$/g, '');
}
