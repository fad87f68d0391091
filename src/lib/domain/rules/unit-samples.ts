/** Units for the tests of this folder. */
import type { UnitFigures } from './unit-points.ts';

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
