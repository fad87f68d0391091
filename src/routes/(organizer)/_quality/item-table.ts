import { m } from '#lib/i18n/paraglide/messages.js';
import { difficultyLabel } from '../_components/labels.ts';
import type { ItemRow } from './item-row.ts';
import { orderLabel, typeLabel, warningLabel } from './labels.ts';

/**
 * The table of items as a file, heading first. Shares and indices are numbers of 0 to 1 with four
 * decimals, as a spreadsheet works with them.
 */
export function itemTable(rows: readonly ItemRow[]): (string | number | null)[][] {
	const ofBank = rows.some(({ version }) => version !== null);
	return [
		[
			m.quality_csv_version(),
			...(ofBank ? [m.quality_csv_item()] : []),
			m.quality_csv_stem(),
			m.quality_csv_type(),
			m.quality_csv_difficulty(),
			orderLabel('attempts'),
			orderLabel('facility'),
			orderLabel('discrimination'),
			orderLabel('upperLower'),
			orderLabel('omitted'),
			m.quality_csv_seconds(),
			m.quality_csv_held(),
			orderLabel('exposure'),
			m.quality_csv_warnings()
		],
		...rows.map((row) => [
			row.versionId,
			...(ofBank ? [row.version?.itemKey ?? ''] : []),
			row.stem,
			typeLabel(row.type),
			difficultyLabel(row.difficulty),
			row.attempts,
			fourDecimals(row.facility),
			fourDecimals(row.discrimination),
			fourDecimals(row.upperLower),
			fourDecimals(row.omitted),
			row.seconds,
			row.held,
			fourDecimals(row.exposure),
			row.warnings.map(warningLabel).join('; ')
		])
	];
}

function fourDecimals(value: number | null): number | null {
	return value === null ? null : Math.round(value * 10_000) / 10_000;
}
