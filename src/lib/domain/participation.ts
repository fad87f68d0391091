/** A unit in a contest's snapshot. `path` is the ltree path of unit ids, "1.14.230". */
export interface SnapshotUnit {
	readonly unitId: number;
	readonly code: string;
	readonly name: string;
	readonly block: string | null;
	readonly path: string;
	/** False for units that are only the way down to eligible ones. */
	readonly eligible: boolean;
	/** People of the unit itself, without the units below it. */
	readonly headcount: number;
}

/** Counts of the people of one unit itself. Scores are in hundredths of a point. */
export interface DirectCounts {
	/** People who have an account. */
	readonly registered: number;
	/** People with at least one attempt. */
	readonly started: number;
	/** People with at least one closed attempt. */
	readonly submitted: number;
	/** People whose counting attempt reached the pass mark. */
	readonly passed: number;
	/** Attempts, of all people. */
	readonly attempts: number;
	/** Sum of the scores of the counting attempts, one per submitted person. */
	readonly scoreSum: number;
}

/** Participation of a unit with everything below it. Rates are 0 to 1, null where nothing divides. */
export interface Participation extends DirectCounts {
	readonly headcount: number;
	/** submitted people / headcount. Above 1 when more took part than the snapshot counted. */
	readonly rate: number | null;
	/** passed / submitted people. */
	readonly passRate: number | null;
	/** Mean score of submitted people, in hundredths of a point. */
	readonly averageScore: number | null;
}

export interface UnitParticipation extends Participation {
	readonly unit: SnapshotUnit;
	/** Counts of the unit itself, without the units below it. */
	readonly own: Participation;
}

const nothing: DirectCounts = {
	registered: 0,
	started: 0,
	submitted: 0,
	passed: 0,
	attempts: 0,
	scoreSum: 0
};

const countNames = Object.keys(nothing) as (keyof DirectCounts)[];

/** Path of the unit above, or null at the top. */
export function parentPath(path: string): string | null {
	const dot = path.lastIndexOf('.');
	return dot < 0 ? null : path.slice(0, dot);
}

/** True when `path` is `ancestor` itself or lies below it. */
export function isWithin(path: string, ancestor: string): boolean {
	return path === ancestor || path.startsWith(`${ancestor}.`);
}

/** Rates and averages for counts over a headcount. */
export function participationOf(counts: DirectCounts, headcount: number): Participation {
	return {
		...counts,
		headcount,
		rate: headcount > 0 ? counts.submitted / headcount : null,
		passRate: counts.submitted > 0 ? counts.passed / counts.submitted : null,
		averageScore: counts.submitted > 0 ? counts.scoreSum / counts.submitted : null
	};
}

/**
 * Sums every unit with all units below it. One pass from the deepest unit up: O(units).
 * Counts of units that are not in the snapshot are left out.
 */
export function rollUp(
	units: readonly SnapshotUnit[],
	direct: ReadonlyMap<number, DirectCounts>
): Map<number, UnitParticipation> {
	const totals = new Map<string, Total>();
	const result = new Map<number, UnitParticipation>();
	for (const unit of deepestFirst(units)) {
		const own = direct.get(unit.unitId) ?? nothing;
		const below = totals.get(unit.path);
		const counts = below ? addCounts(own, below.counts) : own;
		const headcount = unit.headcount + (below?.headcount ?? 0);
		const ofUnit = participationOf(own, unit.headcount);
		const whole = below ? participationOf(counts, headcount) : ofUnit;
		result.set(unit.unitId, { unit, own: ofUnit, ...whole });
		const parent = parentPath(unit.path);
		if (parent !== null) addTotal(totals, parent, counts, headcount);
	}
	return result;
}

/** Counts of everything below a unit, while it is being summed. */
interface Total {
	readonly counts: { -readonly [Name in keyof DirectCounts]: number };
	headcount: number;
}

function addTotal(
	totals: Map<string, Total>,
	path: string,
	counts: DirectCounts,
	headcount: number
): void {
	const total = totals.get(path);
	if (!total) {
		totals.set(path, { counts: { ...counts }, headcount });
		return;
	}
	for (const name of countNames) total.counts[name] += counts[name];
	total.headcount += headcount;
}

/** The units, those deepest in the tree first. */
function deepestFirst(units: readonly SnapshotUnit[]): SnapshotUnit[] {
	const levels: SnapshotUnit[][] = [];
	for (const unit of units) (levels[depth(unit.path)] ??= []).push(unit);
	return levels.reverse().flat();
}

/** A row of the unit board. Equal units share a rank (1, 1, 3). */
export interface RankedUnit extends UnitParticipation {
	readonly rank: number;
}

/**
 * The units that compete on the unit board: the topmost units of the snapshot, or the units below
 * them where there is only one (a province competes by its departments and communes).
 */
export function boardUnits(units: readonly SnapshotUnit[]): SnapshotUnit[] {
	const paths = new Set(units.map((unit) => unit.path));
	let level = units.filter((unit) => {
		const parent = parentPath(unit.path);
		return parent === null || !paths.has(parent);
	});
	while (level.length === 1 && level[0]) {
		const top = level[0].path;
		const children = units.filter((unit) => parentPath(unit.path) === top);
		if (children.length === 0) break;
		level = children;
	}
	return level;
}

/**
 * Ranks units: higher participation rate, then higher average score, then larger headcount; the code
 * only makes the order total. Units nobody of whom is counted (headcount 0) come last.
 */
export function rankUnits(rows: readonly UnitParticipation[]): RankedUnit[] {
	// What decides is taken out once: ten thousand units are compared some 130,000 times.
	const places = rows.map((row) => ({
		row,
		rate: row.rate ?? -1,
		average: row.averageScore ?? -1,
		headcount: row.headcount
	}));
	type Place = (typeof places)[number];
	const compare = (left: Place, right: Place): number =>
		right.rate - left.rate || right.average - left.average || right.headcount - left.headcount;
	places.sort(
		(left, right) => compare(left, right) || (left.row.unit.code < right.row.unit.code ? -1 : 1)
	);
	let rank = 0;
	return places.map((place, index) => {
		const previous = places[index - 1];
		if (!previous || compare(previous, place) !== 0) rank = index + 1;
		return { ...place.row, rank };
	});
}

function depth(path: string): number {
	let dots = 0;
	for (let at = path.indexOf('.'); at >= 0; at = path.indexOf('.', at + 1)) dots++;
	return dots;
}

function addCounts(left: DirectCounts, right: DirectCounts): DirectCounts {
	return {
		registered: left.registered + right.registered,
		started: left.started + right.started,
		submitted: left.submitted + right.submitted,
		passed: left.passed + right.passed,
		attempts: left.attempts + right.attempts,
		scoreSum: left.scoreSum + right.scoreSum
	};
}
