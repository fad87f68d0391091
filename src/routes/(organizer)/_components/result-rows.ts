import { m } from '#lib/i18n/paraglide/messages.js';
import { vietnamParts } from '#lib/ui/format.ts';

/** What the export holds of one person's counting attempt. */
export interface ExportedResult {
	readonly rank: number;
	readonly fullName: string;
	readonly unitName: string;
	readonly score: number;
	readonly maxScore: number;
	readonly passed: boolean;
	readonly duration: number;
	readonly submittedAt: number;
}

/** The table of results to export, heading first; `marked` when the round has a pass mark. */
export function resultRows(
	results: readonly ExportedResult[],
	marked: boolean
): (string | number | null)[][] {
	const heading = [
		m.organizer_column_rank(),
		m.organizer_column_name(),
		m.organizer_column_unit(),
		m.organizer_column_score(),
		m.organizer_column_max_score(),
		...(marked ? [m.organizer_column_passed()] : []),
		m.organizer_column_duration_seconds(),
		m.organizer_column_submitted()
	];
	return [
		heading,
		...results.map((row) => [
			row.rank,
			row.fullName,
			row.unitName,
			row.score / 100,
			row.maxScore / 100,
			...(marked ? [row.passed ? m.organizer_passed() : m.organizer_not_passed()] : []),
			Math.floor(row.duration / 1000),
			sortableTime(row.submittedAt)
		])
	];
}

/** "2026-11-21 14:05:09": the one order of day and month that Excel reads alike in every country. */
function sortableTime(instant: number): string {
	const parts = vietnamParts(instant);
	if (!parts) return '';
	const { year, month, day, hour, minute, second } = parts;
	return `${year}-${month}-${day} ${hour}:${minute}:${second}`;
}
