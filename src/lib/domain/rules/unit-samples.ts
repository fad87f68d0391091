/** Rules and units for the tests of this folder. */
import type { UnitRankingRules } from './result-rules.ts';
import type { UnitFigures } from './unit-points.ts';

/** Rules where a unit's points are its rate in per cent. */
export const plainRules: UnitRankingRules = {
	rate: 100,
	average: 0,
	prizePoints: [],
	byBlock: false,
	minHeadcount: 0,
	quota: null,
	bands: []
};

/** A unit of ten people, none of whom took part, but for what is given. */
export function sampleUnit(code: string, figures: Partial<UnitFigures> = {}): UnitFigures {
	return {
		unitId: 1,
		code,
		name: `Đơn vị ${code}`,
		block: null,
		headcount: 10,
		submitted: 0,
		averageShare: null,
		attemptsByRound: [],
		prizes: new Map(),
		...figures
	};
}
