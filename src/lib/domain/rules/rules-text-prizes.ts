import type { ContestRules } from './contest-rules.ts';
import type { Award, PersonAward } from './result-rules.ts';
import type { Band, Statement } from './rules-statements.ts';

/** How units are ranked and reported. */
export function unitStatements({ unitRanking, awards }: ContestRules): Statement[] {
	const { rate, average, byBlock, minHeadcount, quota, bands } = unitRanking;
	const prizes = unitRanking.prizePoints
		.filter(({ points }) => points > 0)
		.map(({ award, points }) => ({ award: nameOf(awards.categories, award), points }));
	const statements: Statement[] = [
		rate > 0 || average > 0 || prizes.length > 0
			? { code: 'unit_points', params: { rate, average, prizes } }
			: { code: 'unit_points_none', params: {} }
	];
	if (byBlock) statements.push({ code: 'unit_blocks', params: {} });
	if (minHeadcount > 0)
		statements.push({ code: 'unit_headcount', params: { least: minHeadcount } });
	if (quota) statements.push({ code: 'unit_quota', params: quota });
	if (bands.length > 0) statements.push({ code: 'unit_bands', params: { bands: ranges(bands) } });
	return statements;
}

/** Who wins what. */
export function awardStatements(rules: ContestRules): Statement[] {
	const { categories, onePerPerson, equals } = rules.awards;
	// Prizes that are told in the organizer's own words only are not denied here.
	if (categories.length === 0) return [];
	const statements = categories.map((award): Statement =>
		award.for === 'person'
			? personAwardStatement(award, rules)
			: {
					code: 'unit_award',
					params: {
						name: award.name,
						count: award.count,
						by: award.by,
						eachBlock: award.eachBlock
					}
				}
	);
	if (categories.some((award) => award.for === 'person'))
		statements.push({ code: 'one_prize', params: { onePerPerson } });
	statements.push({ code: 'equal_places', params: { equals } });
	return statements;
}

function personAwardStatement(award: PersonAward, { audiences, rounds }: ContestRules): Statement {
	const { name, count, scope, minPercent } = award;
	const countingRounds = rounds.filter(({ kind }) => kind === 'counting').length;
	const audience =
		audiences.length === 1
			? null
			: award.audience === null
				? { each: true as const }
				: { each: false as const, name: nameOf(audiences, award.audience) };
	return {
		code: 'person_award',
		params: { name, count, scope: countingRounds > 1 ? scope : null, audience, minPercent }
	};
}

/** The bands between lower bounds, the highest first, and the one below them all. */
function ranges(bounds: readonly number[]): Band[] {
	const lowest = bounds.at(-1) ?? null;
	return [
		...bounds.map((from, index) => ({ from, below: bounds[index - 1] ?? null })),
		{ from: null, below: lowest }
	];
}

/** Rules without contradictions name nothing that they do not have; what they lack goes by its id. */
function nameOf(list: readonly Pick<Award, 'id' | 'name'>[], id: string): string {
	return list.find((each) => each.id === id)?.name ?? id;
}
