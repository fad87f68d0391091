import type { UnitRankingRules } from './result-rules.ts';
import { countedPeople, shareBillionths, unitPoints, type UnitFigures } from './unit-points.ts';

/** A row of the unit board. */
export interface UnitStanding<Unit extends UnitFigures = UnitFigures> {
	readonly unit: Unit;
	/** Equals share one (1, 1, 3); null: listed without a rank. */
	readonly rank: number | null;
	/** Null without a headcount. */
	readonly points: number | null;
}

/**
 * The board of units: more points, then higher participation rate (at most 1), then higher average
 * share; units equal in all three share a rank and stand in the order of their codes. Units without a
 * headcount or below the least one come after the others, without a rank. With `byBlock` the blocks
 * follow each other by name, units of no block last, and each block ranks from 1.
 */
export function unitStandings<Unit extends UnitFigures>(
	rules: UnitRankingRules,
	units: readonly Unit[]
): UnitStanding<Unit>[] {
	const rows = units.map((unit) => ({ unit, points: unitPoints(rules, unit) }));
	if (!rules.byBlock) return ranked(rules, rows);
	const blocks = Map.groupBy(rows, ({ unit }) => unit.block);
	return [...blocks]
		.sort(([left], [right]) => compareBlocks(left, right))
		.flatMap(([, members]) => ranked(rules, members));
}

/** Why a unit stands where it stands, for a sentence `unit_place_<code>`. */
export interface UnitPlace {
	readonly code:
		| 'FIRST'
		| 'FEWER_POINTS'
		| 'LOWER_RATE'
		| 'LOWER_AVERAGE'
		| 'EQUAL'
		| 'TOO_SMALL'
		| 'NO_HEADCOUNT';
	readonly params: Readonly<Record<string, string | number>>;
}

/**
 * Why `row` stands behind `above`, the row before it in the same ranking (null for the first one), or
 * why it has no rank.
 */
export function explainPlace(
	{ minHeadcount }: Pick<UnitRankingRules, 'minHeadcount'>,
	row: UnitStanding,
	above: UnitStanding | null
): UnitPlace {
	const { unit, rank } = row;
	const { headcount } = unit;
	if (headcount <= 0) return { code: 'NO_HEADCOUNT', params: {} };
	if (rank === null) return { code: 'TOO_SMALL', params: { headcount, least: minHeadcount } };
	const points = row.points ?? 0;
	if (above === null) return { code: 'FIRST', params: { points } };
	const other = { above: above.unit.name, aboveRank: above.rank ?? 0 };
	const abovePoints = above.points ?? 0;
	if (points !== abovePoints)
		return { code: 'FEWER_POINTS', params: { ...other, points, abovePoints } };
	if (compareRates(above.unit, unit) !== 0) {
		const rates = { percent: ratePercent(unit), abovePercent: ratePercent(above.unit) };
		return { code: 'LOWER_RATE', params: { ...other, points, ...rates } };
	}
	if (compareAverages(above.unit, unit) !== 0) {
		const averages = { percent: averagePercent(unit), abovePercent: averagePercent(above.unit) };
		return { code: 'LOWER_AVERAGE', params: { ...other, points, ...averages } };
	}
	return { code: 'EQUAL', params: { ...other, points } };
}

interface Row<Unit extends UnitFigures> {
	readonly unit: Unit;
	readonly points: number | null;
}

function ranked<Unit extends UnitFigures>(
	{ minHeadcount }: UnitRankingRules,
	rows: readonly Row<Unit>[]
): UnitStanding<Unit>[] {
	const ordered = [...rows].sort(
		(left, right) => compare(left, right) || compareTexts(left.unit.code, right.unit.code)
	);
	const competes = ({ unit }: Row<Unit>) => unit.headcount > 0 && unit.headcount >= minHeadcount;
	const competing = ordered.filter(competes);
	let rank = 0;
	return [
		...competing.map((row, index) => {
			const above = competing[index - 1];
			if (!above || compare(above, row) !== 0) rank = index + 1;
			return { ...row, rank };
		}),
		...ordered.filter((row) => !competes(row)).map((row) => ({ ...row, rank: null }))
	];
}

/** Negative when `left` is the better one, 0 when they share a rank. */
function compare(left: Row<UnitFigures>, right: Row<UnitFigures>): number {
	return (
		(right.points ?? -1) - (left.points ?? -1) ||
		compareRates(left.unit, right.unit) ||
		compareAverages(left.unit, right.unit)
	);
}

/** By a / b > c / d without dividing: whole numbers as long as headcounts stay below 90 million. */
function compareRates(left: UnitFigures, right: UnitFigures): number {
	return countedPeople(right) * left.headcount - countedPeople(left) * right.headcount;
}

function compareAverages(left: UnitFigures, right: UnitFigures): number {
	return shareBillionths(right) - shareBillionths(left);
}

function ratePercent(unit: UnitFigures): number {
	return (countedPeople(unit) * 100) / unit.headcount;
}

function averagePercent(unit: UnitFigures): number {
	return shareBillionths(unit) / 10_000_000;
}

const blockNames = new Intl.Collator('vi', { numeric: true });

/** "Khối 2" before "Khối 10"; what belongs to no block comes last. */
function compareBlocks(left: string | null, right: string | null): number {
	if (left === null || right === null) return Number(left === null) - Number(right === null);
	return blockNames.compare(left, right) || compareTexts(left, right);
}

function compareTexts(left: string, right: string): number {
	return left < right ? -1 : left > right ? 1 : 0;
}
