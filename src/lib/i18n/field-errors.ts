import { z } from 'zod';
import type { DraftProblem } from '#lib/domain/item-draft.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/**
 * Gives zod the sentences of the person's language for what is wrong with a field. Call once where
 * forms are checked; the language is that of the request (or page) in which the check runs.
 */
export function installFieldErrors(): void {
	z.config({ customError: fieldError });
}

/** What can be wrong with an item as a whole. */
const draftSentences: Record<DraftProblem, () => string> = {
	TOO_FEW_OPTIONS: m.banks_problem_too_few_options,
	OPTION_TWICE: m.banks_problem_option_twice,
	KEY_MISSING: m.banks_problem_key_missing,
	KEY_NOT_SINGLE: m.banks_problem_key_not_single,
	DOCUMENT_MISSING: m.banks_problem_document_missing
};

function fieldError(issue: z.core.$ZodRawIssue): string {
	const text = issue.origin === 'string';
	const list = issue.origin === 'array' || issue.origin === 'set';
	switch (issue.code) {
		case 'invalid_type':
			if (issue.expected === 'number') return m.field_number();
			return issue.input === undefined || issue.input === null
				? m.field_required()
				: m.field_invalid();
		case 'too_small': {
			const min = Number(issue.minimum);
			if (text) return min <= 1 ? m.field_required() : m.field_too_short({ min });
			return list ? m.field_too_few({ min }) : m.field_too_small({ min });
		}
		case 'too_big': {
			const max = Number(issue.maximum);
			if (text) return m.field_too_long({ max });
			return list ? m.field_too_many({ max }) : m.field_too_big({ max });
		}
		case 'custom':
			if (issue.params?.['code'] === 'WINDOW_EMPTY') return m.field_window_empty();
			return draftSentences[issue.params?.['problem'] as DraftProblem]?.() ?? m.field_invalid();
		default:
			return m.field_invalid();
	}
}
