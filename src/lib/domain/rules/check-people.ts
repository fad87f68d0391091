import type { ContestRules } from './contest-rules.ts';
import { finding, type RuleCheckFacts, type RuleFinding } from './rule-findings.ts';

/** What is to be said of the people and units that may take part. */
export function checkPeople(rules: ContestRules, facts: RuleCheckFacts): RuleFinding[] {
	return [...audienceFindings(rules, facts), ...unitFindings(rules, facts)];
}

function audienceFindings({ audiences }: ContestRules, facts: RuleCheckFacts): RuleFinding[] {
	const found: RuleFinding[] = [];
	const peopleOf = (audience: string) => facts.eligiblePeople[audience] ?? 0;
	if (audiences.every(({ id }) => peopleOf(id) === 0)) {
		found.push(finding('NOBODY_ELIGIBLE', ['audiences']));
	} else {
		audiences.forEach(({ id, name }, index) => {
			const path = ['audiences', index, 'eligibility'];
			if (peopleOf(id) === 0) found.push(finding('NOBODY_IN_AUDIENCE', path, { audience: name }));
		});
	}
	const count = facts.peopleWithoutAudience;
	if (count > 0) found.push(finding('PEOPLE_WITHOUT_AUDIENCE', ['audiences'], { count }));
	return found;
}

function unitFindings({ unitRanking }: ContestRules, { units }: RuleCheckFacts): RuleFinding[] {
	const found: RuleFinding[] = [];
	const uncounted = units.filter(({ headcount }) => headcount === 0);
	const [first] = uncounted;
	if (first && unitRanking.rate > 0) {
		const params = { unit: first.name, count: uncounted.length };
		found.push(finding('UNITS_WITHOUT_HEADCOUNT', ['unitRanking', 'rate'], params));
	}
	const largest = Math.max(0, ...units.map(({ headcount }) => headcount));
	if (units.length > 0 && unitRanking.minHeadcount > largest) {
		const params = { least: unitRanking.minHeadcount, largest };
		found.push(finding('MIN_HEADCOUNT_ABOVE_ALL', ['unitRanking', 'minHeadcount'], params));
	}
	return found;
}
