import { isCollection, isScalar, LineCounter, parseDocument } from 'yaml';
import type { Bank } from '#lib/domain/bank.ts';
import { lineIssueCodes, type AppError, type FileIssue } from '#lib/domain/errors.ts';
import { difficulties, itemTypes } from '#lib/domain/items.ts';
import { issuePlace, issueText, refusalText } from './sentences.ts';
import { table } from './table.ts';

/** What is in a bank: items per topic and difficulty, and per type. */
export function bankSummary(bank: Bank): string[] {
	const count = (topic: string | null, difficulty: string | null) =>
		bank.items.filter(
			(item) =>
				(topic === null || item.topic === topic) &&
				(difficulty === null || item.difficulty === difficulty)
		).length;
	const row = (label: string, topic: string | null, title: string) => [
		`    ${label}`,
		...difficulties.map((difficulty) => count(topic, difficulty)),
		count(topic, null),
		title
	];
	const types = itemTypes.map(
		(type) => `${type} ${bank.items.filter((item) => item.type === type).length}`
	);
	return [
		`  ${bank.title} (${bank.slug}): ${bank.items.length} items, ${bank.documents.length} documents`,
		...table([
			['    topic', ...difficulties, 'all', ''],
			...bank.topics.map(({ id, title }) => row(id, id, title)),
			row('all', null, '')
		]),
		`    ${types.join(', ')}`
	];
}

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
