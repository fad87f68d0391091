import { isCollection, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Finding } from '#lib/domain/bank-lint.ts';
import { lineIssueCodes, type AppError, type FileIssue } from '#lib/domain/errors.ts';
import { findingText } from './finding-sentences.ts';
import { issuePlace, issueText, refusalText } from './sentences.ts';

/** Every problem of a bank file, each with its line, its item and field, and what to do. */
export function problemLines(name: string, text: string, refusal: AppError): string[] {
	if (refusal.issues.length === 0) return [`${name}: ${refusalText(refusal)}`];
	const lines = new LineCounter();
	const document = parseDocument(text, { lineCounter: lines });

	function lineOf({ code, row, column }: FileIssue): string {
		if (row === null) return '';
		if (lineIssueCodes.has(code)) return `:${row}`;
		const fields = (column ?? '').split('.').filter(Boolean);
		const list = ['documents', 'topics', 'items'].includes(fields[0] ?? '')
			? (fields.shift() as string)
			: 'items';
		// A field that is missing has no line: then that of what should hold it.
		for (let depth = fields.length; depth >= 0; depth--) {
			const node = document.getIn([list, row - 1, ...fields.slice(0, depth)], true);
			const offset = isScalar(node) || isCollection(node) ? node.range?.[0] : undefined;
			if (offset !== undefined) return `:${lines.linePos(offset).line}`;
		}
		return '';
	}

	return refusal.issues.map((issue) => {
		const id =
			issue.row !== null &&
			!lineIssueCodes.has(issue.code) &&
			!/^(documents|topics)\./.test(issue.column ?? '')
				? document.getIn(['items', issue.row - 1, 'id'])
				: undefined;
		const item = typeof id === 'string' ? ` (${id})` : '';
		return `${name}${lineOf(issue)}: ${issuePlace(issue)}${item}: ${issueText(issue)}`;
	});
}

/** Every finding in a bank, each with the line where its item begins in the file, and what to do. */
export function findingLines(name: string, text: string, findings: readonly Finding[]): string[] {
	const lines = new LineCounter();
	const items = parseDocument(text, { lineCounter: lines }).get('items');
	const places = new Map<string, string>();
	for (const [index, node] of (isCollection(items) ? items.items : []).entries()) {
		if (!isCollection(node) || !node.range) continue;
		const place = `:${lines.linePos(node.range[0]).line}: item ${index + 1}`;
		places.set(String(node.get('id')), place);
	}
	return findings.map((finding) => {
		const { item } = finding;
		const place = item === null ? ': the bank' : `${places.get(item) ?? ': item'} (${item})`;
		return `${name}${place}: ${findingText(finding)}`;
	});
}
