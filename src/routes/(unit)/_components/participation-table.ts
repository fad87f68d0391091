import type { UnitParticipation } from '#lib/domain/participation.ts';
import { m } from '#lib/i18n/paraglide/messages.js';

/**
 * Units of a subtree, depth first, as rows of a file: the heading, then one row per unit with
 * everything below it. The first unit is level 1. Rates are in per cent, the average score in points.
 * Without a pass mark the column of the pass rate is left out, as everybody would have passed.
 */
export function participationTable(
	rows: readonly UnitParticipation[],
	hasPassMark: boolean
): (string | number | null)[][] {
	const top = rows[0] ? levelOf(rows[0].unit.path) : 0;
	return [
		[
			m.unit_csv_code(),
			m.unit_csv_name(),
			m.unit_csv_level(),
			m.unit_headcount(),
			m.unit_registered(),
			m.unit_started(),
			m.unit_submitted(),
			m.unit_attempts(),
			m.unit_csv_rate(),
			...(hasPassMark ? [m.unit_csv_pass_rate()] : []),
			m.unit_average()
		],
		...rows.map((row) => [
			row.unit.code,
			row.unit.name,
			levelOf(row.unit.path) - top + 1,
			row.headcount,
			row.registered,
			row.started,
			row.submitted,
			row.attempts,
			hundredths(row.rate, 100),
			...(hasPassMark ? [hundredths(row.passRate, 100)] : []),
			hundredths(row.averageScore, 0.01)
		])
	];
}

function levelOf(path: string): number {
	return path.split('.').length;
}

/** `value` times `factor` with at most two decimals. */
function hundredths(value: number | null, factor: number): number | null {
	return value === null ? null : Math.round(value * factor * 100) / 100;
}
