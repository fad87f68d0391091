import { z } from 'zod';
import type { BankDocument } from './bank.ts';
import { factId, slug, text } from './bank-file.ts';
import { documentStatuses, isSameDocument, type DocumentStatus } from './documents.ts';
import { entryIssue, shapeIssue } from './entry-issues.ts';
import type { FileIssue } from './errors.ts';

/**
 * Whose a document is: of the Party and State at the centre, of a province, or a publication (press,
 * guide) that items cite where no document of an authority says the same.
 */
export const documentLevels = ['central', 'local', 'publication'] as const;
export type DocumentLevel = (typeof documentLevels)[number];

/** A document as the product's own register has it. Days are YYYY-MM-DD. */
export interface RegisteredDocument extends BankDocument {
	readonly level: DocumentLevel;
	readonly status: DocumentStatus;
	/** `id` of the document that took its place; only with status `superseded`. */
	readonly supersededBy: string | null;
	/** First day in force; null when it is not known. */
	readonly effective: string | null;
	/** First day on which it no longer held; null when it holds or the day is not known. */
	readonly replaced: string | null;
	/** Where the status was read; null while nobody has checked it. */
	readonly statusSource: string | null;
	readonly note: string;
	/** Facts that tell what it says: single ones (F-VN-01) or whole series (F-57). */
	readonly facts: readonly string[];
}

const documentSchema = z.strictObject({
	id: slug.describe('Name within the register; never given to another document'),
	symbol: text(60).describe('Official number and symbol, e.g. 57-NQ/TW'),
	date: z.iso.date().describe('Day of issue, YYYY-MM-DD'),
	issuer: text(200),
	title: text(500).describe('As the banks give it, beginning with the kind of document'),
	level: z.enum(documentLevels).describe('Whose it is; publication: press, guides'),
	status: z
		.enum(documentStatuses)
		.describe('in_force also where nobody has checked it; the note says so'),
	superseded_by: slug.optional().describe('id of the document that took its place'),
	effective: z.iso.date().optional().describe('First day in force, if it is known'),
	replaced: z.iso.date().optional().describe('First day on which it no longer held'),
	status_source: text(300).optional().describe('Where the status was read'),
	note: text(500).optional(),
	facts: z
		.array(z.union([factId, z.string().regex(/^F-[A-Z0-9]+$/)]))
		.default([])
		.describe('Facts of sources/facts.yaml that tell what it says: F-VN-01, or a series: F-57')
});

/** The register as written in `question-banks/documents.yaml`. */
export const registerFileSchema = z.strictObject({ documents: z.array(documentSchema).min(1) });

/** JSON Schema of the register's file, for editors. */
export function registerJsonSchema(): Record<string, unknown> {
	return {
		...z.toJSONSchema(registerFileSchema, { io: 'input' }),
		title: 'Hội thi register of documents'
	};
}

type Entry = z.infer<typeof documentSchema>;

/**
 * Checks the parsed content of the register's file: its shape, that every id and every document (symbol
 * and date) is there once, that successors exist and lead to an end, and that status and days agree.
 * Gives the register or every problem found: `row` is the number of the entry from 1, `column`
 * `documents.<field>`.
 */
export function parseRegister(content: unknown): {
	register: RegisteredDocument[] | null;
	issues: FileIssue[];
} {
	const parsed = registerFileSchema.safeParse(content);
	if (!parsed.success) {
		const issues = parsed.error.issues.map((problem) => shapeIssue('documents', problem));
		return { register: null, issues };
	}
	const entries = parsed.data.documents;
	const issues = entries.flatMap((entry, index) =>
		[
			...repetitions(entry, entries.slice(0, index)),
			...successorProblems(entry, entries),
			...contradictions(entry)
		].map(([field, value]) => entryIssue('documents', index + 1, field, value))
	);
	if (issues.length > 0) return { register: null, issues };
	return { register: entries.map(registered), issues: [] };
}

/**
 * The ids among `known` that an entry's `facts` mean: the fact itself, or every fact of the series.
 */
export function factsOf(
	{ facts }: Pick<RegisteredDocument, 'facts'>,
	known: Iterable<string>
): string[] {
	const named = new Set(facts);
	return [...known].filter((id) => named.has(id) || named.has(id.replace(/-\d+$/, '')));
}

/** A field of an entry and what is wrong with it. */
type Problem = readonly [field: keyof Entry, value: string];

function repetitions(entry: Entry, earlier: readonly Entry[]): Problem[] {
	const problems: Problem[] = [];
	if (earlier.some(({ id }) => id === entry.id))
		problems.push(['id', `${entry.id} is there twice`]);
	const same = earlier.findIndex((other) => isSameDocument(other, entry));
	if (same >= 0) problems.push(['symbol', `the same document as number ${same + 1}`]);
	return problems;
}

function successorProblems(entry: Entry, entries: readonly Entry[]): Problem[] {
	const successors = new Map(entries.map(({ id, superseded_by }) => [id, superseded_by]));
	const seen = new Set([entry.id]);
	for (let next = entry.superseded_by; next !== undefined; next = successors.get(next)) {
		if (next === entry.id) return [['superseded_by', 'the successors lead back to this document']];
		// A circle further on is named at its own documents, an unknown name where it is written.
		if (seen.has(next)) return [];
		if (!successors.has(next))
			return next === entry.superseded_by
				? [['superseded_by', `no document has the id ${next}`]]
				: [];
		seen.add(next);
	}
	return [];
}

function contradictions(entry: Entry): Problem[] {
	const problems: Problem[] = [];
	const { status, effective, replaced } = entry;
	if (entry.superseded_by !== undefined && status !== 'superseded')
		problems.push(['superseded_by', `the status is ${status}`]);
	if (replaced !== undefined && status === 'in_force')
		problems.push(['replaced', 'the status is in_force']);
	if (status !== 'in_force' && entry.status_source === undefined)
		problems.push(['status_source', `say where it was read that the status is ${status}`]);
	if (effective !== undefined && effective < entry.date)
		problems.push(['effective', `before the day of issue, ${entry.date}`]);
	if (replaced !== undefined && replaced <= (effective ?? entry.date))
		problems.push(['replaced', `not after ${effective ?? entry.date}`]);
	return problems;
}

function registered(entry: Entry): RegisteredDocument {
	const { superseded_by, status_source, effective, replaced, note, ...rest } = entry;
	return {
		...rest,
		supersededBy: superseded_by ?? null,
		effective: effective ?? null,
		replaced: replaced ?? null,
		statusSource: status_source ?? null,
		note: note ?? ''
	};
}
