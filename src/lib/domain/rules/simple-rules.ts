import { z } from 'zod';
import { blueprintSchema } from '../paper.ts';
import { releaseRulesSchema } from '../release.ts';
import { contestRulesSchema, type ContestRules } from './contest-rules.ts';
import { maxTimeLimitMinutes } from './paper-rules.ts';
import { usualRanking } from './ranking.ts';
import type { AwardRules, UnitRankingRules } from './result-rules.ts';
import { instantSchema } from './round-rules.ts';

/**
 * Rules of a contest with one round, one audience and the usual ranking. Instants in ms since 1970 UTC,
 * time limit in minutes.
 */
export const simpleRulesSchema = z
	.object({
		opensAt: instantSchema,
		closesAt: instantSchema,
		timeLimitMinutes: z.number().int().min(1).max(maxTimeLimitMinutes),
		/** Null: as often as one likes within the window. The best attempt counts. */
		attemptsAllowed: z.number().int().min(1).max(100).nullable(),
		/** Per cent of the points; null: no pass mark. */
		passPercent: z.number().int().min(1).max(100).nullable(),
		blueprint: blueprintSchema,
		release: releaseRulesSchema
	})
	.refine((rules) => rules.closesAt > rules.opensAt, {
		path: ['closesAt'],
		params: { code: 'WINDOW_EMPTY' }
	});
export type SimpleRules = z.infer<typeof simpleRulesSchema>;

/** Units by their participation rate alone, in points of per cent. */
export const plainUnitRanking: UnitRankingRules = {
	rate: 100,
	average: 0,
	prizePoints: [],
	byBlock: false,
	minHeadcount: 0,
	quota: null,
	bands: []
};

/** No prizes, or those that are told in the organizer's own words only. */
export const noAwards: AwardRules = { categories: [], onePerPerson: true, equals: 'share' };

/** The rules of a simple contest, whole. */
export function contestRulesOf(simple: SimpleRules): ContestRules {
	return contestRulesSchema.parse({
		audiences: [
			{
				id: 'tat-ca',
				name: 'Tất cả',
				eligibility: { unitIds: [], positions: [], minAge: null, maxAge: null },
				paper: {
					timeLimitMinutes: simple.timeLimitMinutes,
					sections: [
						{
							title: '',
							lines: simple.blueprint.map((line) => ({ ...line, type: null, points: null }))
						}
					],
					draw: 'random',
					shuffleItems: true,
					shuffleOptions: true,
					freshFirst: false,
					partialCredit: 'all_or_nothing',
					passPercent: simple.passPercent
				}
			}
		],
		rounds: [
			{
				id: 'dot-1',
				title: 'Đợt thi',
				kind: 'counting',
				opensAt: simple.opensAt,
				closesAt: simple.closesAt,
				openPeriods: [],
				papers: []
			}
		],
		attempts: {
			perRound: simple.attemptsAllowed,
			perDay: null,
			perWeek: null,
			cooldownMinutes: 0,
			counting: 'best'
		},
		prediction: null,
		ranking: usualRanking,
		overall: { kind: 'sum' },
		unitRanking: plainUnitRanking,
		awards: noAwards,
		release: simple.release
	});
}
