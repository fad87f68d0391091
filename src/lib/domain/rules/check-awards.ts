import type { Audience, ContestRules } from './contest-rules.ts';
import type { PersonAward } from './result-rules.ts';
import { finding, type RuleCheckFacts, type RuleFinding } from './rule-findings.ts';

/** What is to be said of the awards. */
export function checkAwards(rules: ContestRules, facts: RuleCheckFacts): RuleFinding[] {
	return [
		...rules.audiences.flatMap((audience, index) => audienceAwards(rules, audience, index, facts)),
		...rules.awards.categories.flatMap((award, index) => {
			const units = facts.units.length;
			if (award.for !== 'unit' || units === 0 || award.count <= units) return [];
			const params = { award: award.name, awards: award.count, units };
			return [finding('AWARDS_EXCEED_UNITS', ['awards', 'categories', index, 'count'], params)];
		})
	];
}

function audienceAwards(
	rules: ContestRules,
	{ id, name }: Audience,
	index: number,
	facts: RuleCheckFacts
): RuleFinding[] {
	const all = rules.awards.categories.filter((award) => award.for === 'person');
	const own = all.filter(({ audience }) => audience === null || audience === id);
	// A contest without any prizes for people means it so.
	if (all.length > 0 && own.length === 0)
		return [finding('AUDIENCE_WITHOUT_AWARDS', ['audiences', index], { audience: name })];
	const people = facts.eligiblePeople[id] ?? 0;
	const awards = winnersNeeded(rules, own);
	// Where nobody is eligible that is said already.
	if (people === 0 || awards <= people) return [];
	const params = { audience: name, awards, people };
	return [finding('AWARDS_EXCEED_PEOPLE', ['awards', 'categories'], params)];
}

/** Different people it takes to give all of the awards. */
function winnersNeeded(
	{ rounds, awards: { onePerPerson } }: ContestRules,
	awards: readonly PersonAward[]
): number {
	if (!onePerPerson) return Math.max(0, ...awards.map(({ count }) => count));
	const counting = rounds.filter(({ kind }) => kind === 'counting').length;
	return awards.reduce(
		(sum, { count, scope }) => sum + count * (scope === 'each_round' ? counting : 1),
		0
	);
}
