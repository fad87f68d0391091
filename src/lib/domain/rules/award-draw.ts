import { z } from 'zod';
import { seededRandom, shuffled } from '../random.ts';
import { ruleIdSchema } from './rule-text.ts';

const idSchema = z.number().int();

/** The list of contenders that an award is given by. */
export const awardListSchema = z.discriminatedUnion('for', [
	/** The standings of an audience in a round; `roundId` null: of the whole contest. */
	z.object({
		for: z.literal('person'),
		roundId: ruleIdSchema.nullable(),
		audienceId: ruleIdSchema
	}),
	/** The units of a block; null: of no block, or all where the award is not given for each block. */
	z.object({ for: z.literal('unit'), block: z.string().nullable() })
]);
export type AwardList = z.infer<typeof awardListSchema>;

/**
 * The record of a draw by lot. It holds all that is needed to repeat it: see `repeatDraw`.
 */
export const drawRecordSchema = z.object({
	award: ruleIdSchema,
	list: awardListSchema,
	/** The rank that the candidates share. */
	rank: z.number().int().min(1),
	/** Ids of the people or units who are equal, ascending. */
	candidates: z.array(idSchema).min(2),
	/** Prizes left for them: fewer than candidates. */
	places: z.number().int().min(1),
	/**
	 * The published seed of the contest. A draw is only as fair as its seed: it is to be fixed before
	 * anybody can know the candidates, or to come from a public event that nobody can steer.
	 */
	seed: z.string(),
	/** Ids drawn, ascending. */
	winners: z.array(idSchema).min(1)
});
export type DrawRecord = z.infer<typeof drawRecordSchema>;

/** What a draw is about. */
export type DrawQuestion = Omit<DrawRecord, 'winners'>;

/**
 * Text from which the numbers of a draw come: the published seed, the award and the list, so that each
 * draw of a contest has numbers of its own. "2025-11-21: 48213/nhat/tuan-1/can-bo"
 */
export function drawText({
	seed,
	award,
	list
}: Pick<DrawQuestion, 'seed' | 'award' | 'list'>): string {
	const place = list.for === 'person' ? [list.roundId ?? '', list.audienceId] : [list.block ?? ''];
	return [seed, award, ...place].join('/');
}

/**
 * Draws among equals: the candidates in ascending order are shuffled by the numbers of `drawText` and
 * the first `places` of them win. The order in which candidates are given does not matter.
 */
export function drawLot(question: DrawQuestion): DrawRecord {
	const candidates = ascending(question.candidates);
	const order = shuffled(candidates, seededRandom(drawText(question)));
	return { ...question, candidates, winners: ascending(order.slice(0, question.places)) };
}

/** True when the draw of a record, repeated, is a real draw and gives the winners it tells. */
export function repeatDraw(record: DrawRecord): boolean {
	const { candidates, places, winners } = record;
	const isCanonical = candidates.every(
		(id, index) => index === 0 || id > (candidates[index - 1] ?? id)
	);
	if (!isCanonical || places < 1 || places >= candidates.length) return false;
	const again = drawLot(record).winners;
	return again.length === winners.length && again.every((id, index) => id === winners[index]);
}

function ascending(ids: readonly number[]): number[] {
	return [...ids].sort((left, right) => left - right);
}
