import { figureOf, type RankedFigures } from './ranking.ts';
import type { RankingRule } from './result-rules.ts';

/** The greatest figure a step can see: what a double holds exactly, to the year 287,396. */
export const greatestFigure = Number.MAX_SAFE_INTEGER;

/**
 * The place of a result by a rule as bytes: eight for each step, high byte first, so that comparing
 * bytes compares results, best first. Equal keys share a rank. It is what PostgreSQL computes for the
 * index of the standings (`sortKeySql`); a test shows that both give the same bytes.
 */
export function sortKey(rule: RankingRule, result: RankedFigures): Uint8Array {
	const bytes = new DataView(new ArrayBuffer(8 * rule.length));
	rule.forEach(({ key, order }, index) => {
		const figure = figureOf(key, result);
		const place =
			figure === null ? greatestFigure + 1 : order === 'asc' ? figure : greatestFigure - figure;
		bytes.setBigUint64(8 * index, BigInt(place));
	});
	return new Uint8Array(bytes.buffer);
}
