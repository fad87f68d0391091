import type { FileIssue } from './errors.ts';

/** How many problems of a file are shown to the person; all are counted. */
export const shownIssues = 200;

/** Problems of one pass over a file, met in the order of its rows; keeps the first, counts all. */
export interface IssueLog {
	add(issue: FileIssue): void;
	readonly count: number;
	readonly issues: readonly FileIssue[];
}

/** An empty log. Bounded, because a wrong file of 200,000 rows has as many problems as cells. */
export function issueLog(): IssueLog {
	const issues: FileIssue[] = [];
	let count = 0;
	return {
		add(issue) {
			count++;
			if (issues.length < shownIssues) issues.push(issue);
		},
		get count() {
			return count;
		},
		issues
	};
}

/** The first problems of all passes in the order of the rows, and how many there are. */
export function mergeIssues(logs: readonly IssueLog[]): { issues: FileIssue[]; count: number } {
	const issues = logs.flatMap((log) => log.issues);
	issues.sort((a, b) => (a.row ?? 0) - (b.row ?? 0));
	return {
		issues: issues.slice(0, shownIssues),
		count: logs.reduce((total, log) => total + log.count, 0)
	};
}

/** A value as the sentence of a problem quotes it. */
export function quoted(value: string): string {
	return value.length <= 80 ? value : `${value.slice(0, 79)}…`;
}
