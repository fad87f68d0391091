import { readFileSync } from 'node:fs';
import {
	lineIssueCodes,
	type AppError,
	type ErrorParams,
	type FileIssue
} from '#lib/domain/errors.ts';

/** The English messages of the product: one text for a code, on the page and in the terminal. */
const messages = JSON.parse(
	readFileSync(new URL('../lib/i18n/messages/errors.en.json', import.meta.url), 'utf8')
) as Record<string, string>;

/** A refusal as text: its sentence with the code, after the file it is about, and its problems. */
export function refusalText({ code, params, issues }: AppError): string {
	const { file, ...values } = params;
	// The page speaks of uploading.
	const sentence =
		code === 'INVALID_FILE'
			? `nothing was loaded, because of ${issues.length === 1 ? 'this problem' : `these ${issues.length} problems`}:`
			: `${fill(`error_${code.toLowerCase()}`, values)} [${code}]`;
	return [
		`${file === undefined ? '' : `${file}: `}${sentence}`,
		...issues.map((issue) => `  ${issuePlace(issue)}: ${issueText(issue)}`)
	].join('\n');
}

/** Where in a bank file a problem is: the line for syntax, otherwise the entry and its field. */
export function issuePlace({ code, row, column }: FileIssue): string {
	if (row === null) return column ?? 'the whole file';
	if (lineIssueCodes.has(code)) return `line ${row}`;
	const [list = '', ...field] = (column ?? '').split('.');
	const entry = { documents: 'document', topics: 'topic', items: 'item', facts: 'fact' }[list];
	if (entry) return `${entry} ${row}, ${field.join('.')}`;
	return column === null ? `item ${row}` : `item ${row}, ${column}`;
}

/** What is wrong and what to do. */
export function issueText(issue: FileIssue): string {
	return fill(`issue_${issue.code.toLowerCase()}`, issue.params ?? {});
}

function fill(key: string, params: ErrorParams): string {
	return (messages[key] ?? key).replace(/\{(\w+)\}/g, (_, name: string) =>
		String(params[name] ?? '')
	);
}
