import { z } from 'zod';
import { releaseRulesSchema } from '../release.ts';
import { rowIdSchema } from '../row-id.ts';
import { paperRulesSchema, type BlueprintLine, type PaperRules } from './paper-rules.ts';
import {
	awardRulesSchema,
	overallRulesSchema,
	predictionRulesSchema,
	rankingRuleSchema,
	unitRankingRulesSchema
} from './result-rules.ts';
import { attemptRulesSchema, roundRulesSchema, type RoundRules } from './round-rules.ts';
import { ruleIdSchema, ruleTextSchema } from './rule-text.ts';

/** Who belongs to an audience; what is empty or null asks nothing. */
export const eligibilitySchema = z.object({
	/** Units, each with everything below it, among those of the contest. */
	unitIds: z.array(rowIdSchema).max(5000),
	/** Positions as in the roster, whatever their case and diacritics: "công chức". */
	positions: z.array(ruleTextSchema(1, 200)).max(200),
	/** Age in whole years on the day the contest opens. */
	minAge: z.number().int().min(1).max(150).nullable(),
	maxAge: z.number().int().min(1).max(150).nullable()
});
export type Eligibility = z.infer<typeof eligibilitySchema>;

/** A group of people with papers and standings of its own: civil servants, citizens, pupils. */
export const audienceSchema = z.object({
	id: ruleIdSchema,
	name: ruleTextSchema(1, 200),
	eligibility: eligibilitySchema,
	paper: paperRulesSchema
});
export type Audience = z.infer<typeof audienceSchema>;

/**
 * The rules of a contest (thể lệ), whole. A person belongs to the first audience whose eligibility fits.
 */
export const contestRulesSchema = z
	.object({
		audiences: z.array(audienceSchema).min(1).max(10),
		rounds: z.array(roundRulesSchema).min(1).max(60),
		attempts: attemptRulesSchema,
		prediction: predictionRulesSchema.nullable(),
		ranking: rankingRuleSchema,
		overall: overallRulesSchema,
		unitRanking: unitRankingRulesSchema,
		awards: awardRulesSchema,
		release: releaseRulesSchema
	})
	.superRefine((rules, context) => {
		for (const { path, code } of contradictions(rules)) {
			context.addIssue({ code: 'custom', path: [...path], params: { code } });
		}
	});
export type ContestRules = z.infer<typeof contestRulesSchema>;

/** What contradicts something else in the rules, each at its field. */
export const contradictionCodes = [
	'ID_TWICE',
	'AUDIENCE_UNKNOWN',
	'AWARD_UNKNOWN',
	'ROUNDS_OVERLAP',
	'NO_COUNTING_ROUND',
	'PREDICTION_MISSING',
	'AGES_EMPTY',
	'LIMITS_IDLE',
	'BANDS_UNSORTED'
] as const;
export type ContradictionCode = (typeof contradictionCodes)[number];

/** A contradiction with the path of the field where it is to be mended. */
export interface Contradiction {
	readonly path: readonly (string | number)[];
	readonly code: ContradictionCode;
}

/** Contradictions between parts of rules whose parts are well-formed by themselves. */
export function contradictions(rules: ContestRules): Contradiction[] {
	const found: Contradiction[] = [];
	const add = (code: ContradictionCode, ...path: (string | number)[]) => found.push({ path, code });
	const twice = (list: readonly { id: string }[], ...path: (string | number)[]) =>
		list.forEach(({ id }, index) => {
			if (list.findIndex((other) => other.id === id) < index) add('ID_TWICE', ...path, index, 'id');
		});
	const { audiences, rounds, attempts, awards, unitRanking } = rules;
	const isAudience = (id: string) => audiences.some((audience) => audience.id === id);

	twice(audiences, 'audiences');
	twice(rounds, 'rounds');
	twice(awards.categories, 'awards', 'categories');
	audiences.forEach(({ eligibility: { minAge, maxAge } }, index) => {
		if (minAge !== null && maxAge !== null && maxAge < minAge)
			add('AGES_EMPTY', 'audiences', index, 'eligibility', 'maxAge');
	});
	rounds.forEach((round, index) => {
		round.papers.forEach(({ audience }, paper) => {
			const path = ['rounds', index, 'papers', paper, 'audience'];
			if (!isAudience(audience)) add('AUDIENCE_UNKNOWN', ...path);
			if (round.papers.findIndex((other) => other.audience === audience) < paper)
				add('ID_TWICE', ...path);
		});
		// In two rounds at once nobody could tell which one an attempt is of.
		const overlaps = rounds.some(
			(other, before) =>
				before < index &&
				other.kind === round.kind &&
				round.opensAt < other.closesAt &&
				other.opensAt < round.closesAt
		);
		if (overlaps) add('ROUNDS_OVERLAP', 'rounds', index, 'opensAt');
	});
	if (!rounds.some(({ kind }) => kind === 'counting')) add('NO_COUNTING_ROUND', 'rounds');
	rules.ranking.forEach(({ key }, index) => {
		if (key === 'prediction_error' && rules.prediction === null)
			add('PREDICTION_MISSING', 'ranking', index, 'key');
	});
	for (const [narrow, wide] of [
		['perDay', 'perWeek'],
		['perDay', 'perRound'],
		['perWeek', 'perRound']
	] as const) {
		const [small, large] = [attempts[narrow], attempts[wide]];
		if (small !== null && large !== null && small > large) add('LIMITS_IDLE', 'attempts', narrow);
	}
	awards.categories.forEach((award, index) => {
		if (award.for === 'person' && award.audience !== null && !isAudience(award.audience))
			add('AUDIENCE_UNKNOWN', 'awards', 'categories', index, 'audience');
	});
	unitRanking.prizePoints.forEach(({ award }, index) => {
		const known = awards.categories.some(({ id, for: whom }) => id === award && whom === 'person');
		if (!known) add('AWARD_UNKNOWN', 'unitRanking', 'prizePoints', index, 'award');
	});
	if (unitRanking.bands.some((band, index, all) => index > 0 && band >= (all[index - 1] ?? 0)))
		add('BANDS_UNSORTED', 'unitRanking', 'bands');
	return found;
}

/** Every line by which papers of a round draw, whatever the audience. */
export function roundLines(rules: ContestRules, round: RoundRules): BlueprintLine[] {
	return rules.audiences.flatMap(({ id }) =>
		paperOf(rules, round, id).sections.flatMap(({ lines }) => lines)
	);
}

/** Ids of the banks that the papers of a contest draw from, each once. */
export function banksOf(rules: ContestRules): number[] {
	const lines = rules.rounds.flatMap((round) => roundLines(rules, round));
	return [...new Set(lines.map(({ bankId }) => bankId))];
}

/** The paper of an audience in a round. Throws a RangeError for an audience the rules do not have. */
export function paperOf(rules: ContestRules, round: RoundRules, audienceId: string): PaperRules {
	const audience = rules.audiences.find(({ id }) => id === audienceId);
	if (!audience) throw new RangeError(`the rules have no audience ${audienceId}`);
	const own = round.papers.find((paper) => paper.audience === audienceId);
	return own ? { ...audience.paper, sections: own.sections } : audience.paper;
}
