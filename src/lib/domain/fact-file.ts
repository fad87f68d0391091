import { z } from 'zod';
import { factId } from './bank-file.ts';
import { entryIssue, shapeIssue } from './entry-issues.ts';
import type { FileIssue } from './errors.ts';

const factSchema = z.strictObject({
	id: factId,
	text: z.string().min(1),
	place: z.string().min(1),
	sources: z.array(z.string().min(1)).min(1)
});

/** A verified fact that items rest on: what a document says, where, and where that was read. */
export type Fact = z.infer<typeof factSchema>;

const factFileSchema = z.strictObject({ facts: z.array(factSchema) });

/**
 * Checks the parsed content of `question-banks/sources/facts.yaml`: its shape, and that every id is there
 * once. Gives the facts or every problem: `row` is the number of the fact from 1, `column` `facts.<field>`.
 */
export function parseFacts(content: unknown): { facts: Fact[] | null; issues: FileIssue[] } {
	const parsed = factFileSchema.safeParse(content);
	if (!parsed.success) {
		const issues = parsed.error.issues.map((problem) => shapeIssue('facts', problem));
		return { facts: null, issues };
	}
	const { facts } = parsed.data;
	const seen = new Set<string>();
	const issues = facts.flatMap(({ id }, index) => {
		if (seen.has(id)) return [entryIssue('facts', index + 1, 'id', `${id} is there twice`)];
		seen.add(id);
		return [];
	});
	return issues.length > 0 ? { facts: null, issues } : { facts, issues: [] };
}
