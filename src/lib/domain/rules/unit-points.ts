import type { UnitRankingRules } from './result-rules.ts';

/** What the points of a unit are made of: the unit with everything below it. */
export interface UnitFigures {
	readonly unitId: number;
	/** Makes the order total; no two units share one. */
	readonly code: string;
	readonly name: string;
	/** Khối; null where the unit belongs to none. */
	readonly block: string | null;
	readonly headcount: number;
	/** People with a closed attempt. */
	readonly submitted: number;
	/** Mean over the submitted people of score / full score, 0 to 1; null where nobody submitted. */
	readonly averageShare: number | null;
	/** Attempts in each counting round that the ranking covers. */
	readonly attemptsByRound: readonly number[];
	/** Prizes its people won, by id of the award. */
	readonly prizes: ReadonlyMap<string, number>;
}

/** The rules that make points. */
export type PointRules = Pick<UnitRankingRules, 'rate' | 'average' | 'prizePoints'>;

/**
 * Points of a unit: rate × min(1, submitted / headcount) + average × average share + prize points.
 * Null without a headcount.
 *
 * Weights count to a millionth, the average share to a billionth. The sum is exact and rounded once, to
 * a billionth of a point, so that figures of equal worth give the same number however they come about.
 */
export function unitPoints(rules: PointRules, unit: UnitFigures): number | null {
	if (unit.headcount <= 0) return null;
	const prizes = rules.prizePoints.reduce(
		(sum, { award, points }) => sum + millionths(points) * BigInt(unit.prizes.get(award) ?? 0),
		0n
	);
	const headcount = BigInt(unit.headcount);
	const numerator =
		millionths(rules.rate) * BigInt(countedPeople(unit)) * perPoint +
		millionths(rules.average) * BigInt(shareBillionths(unit)) * headcount +
		prizes * perPoint * headcount;
	return rounded(numerator, headcount * 1_000_000n);
}

/** One addend of a unit's points, for a sentence `unit_points_<code>`; points in `params.points`. */
export interface PointPart {
	readonly code: 'RATE' | 'AVERAGE' | 'PRIZES';
	readonly params: Readonly<Record<string, string | number>>;
}

/**
 * What a unit's points are made of: its rate, its average, then each award of which its people won
 * prizes. Addends that the rules do not count are left out; without a headcount there are none.
 */
export function explainPoints(rules: PointRules, unit: UnitFigures): PointPart[] {
	if (unit.headcount <= 0) return [];
	const parts: PointPart[] = [];
	const { headcount, submitted } = unit;
	const none = { rate: 0, average: 0, prizePoints: [] };
	const worth = (only: Partial<PointRules>) => unitPoints({ ...none, ...only }, unit) ?? 0;
	if (rules.rate > 0) {
		const points = worth({ rate: rules.rate });
		parts.push({ code: 'RATE', params: { points, submitted, headcount, weight: rules.rate } });
	}
	if (rules.average > 0) {
		const points = worth({ average: rules.average });
		const percent = shareBillionths(unit) / 10_000_000;
		parts.push({ code: 'AVERAGE', params: { points, percent, weight: rules.average } });
	}
	for (const prize of rules.prizePoints) {
		const count = unit.prizes.get(prize.award) ?? 0;
		if (count === 0) continue;
		const points = worth({ prizePoints: [prize] });
		parts.push({
			code: 'PRIZES',
			params: { points, award: prize.award, count, each: prize.points }
		});
	}
	return parts;
}

/** Submitted people as far as they count: never more than the headcount. */
export function countedPeople({ submitted, headcount }: UnitFigures): number {
	return Math.min(submitted, headcount);
}

/** The average share in whole billionths; 0 where nobody submitted. */
export function shareBillionths({ averageShare }: UnitFigures): number {
	return Math.round((averageShare ?? 0) * 1_000_000_000);
}

const perPoint = 1_000_000_000n;

function millionths(points: number): bigint {
	return BigInt(Math.round(points * 1_000_000));
}

/** A number of billionths, given as a fraction, in points; half a billionth goes up. */
function rounded(numerator: bigint, denominator: bigint): number {
	return Number((2n * numerator + denominator) / (2n * denominator)) / Number(perPoint);
}
