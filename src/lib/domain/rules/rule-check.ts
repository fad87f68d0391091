import { checkAwards } from './check-awards.ts';
import { checkPapers } from './check-papers.ts';
import { checkPeople } from './check-people.ts';
import { checkResults } from './check-results.ts';
import { checkTimes } from './check-times.ts';
import type { ContestRules } from './contest-rules.ts';
import type { RuleCheckFacts, RuleFinding } from './rule-findings.ts';

/**
 * Checks well-formed rules without contradictions before publishing, `now` in ms. What has no problem
 * among its findings may be published.
 */
export function checkRules(rules: ContestRules, facts: RuleCheckFacts, now: number): RuleFinding[] {
	const findings = [
		...checkPapers(rules, facts),
		...checkTimes(rules, facts, now),
		...checkPeople(rules, facts),
		...checkResults(rules),
		...checkAwards(rules, facts)
	];
	return [
		...findings.filter(({ severity }) => severity === 'problem'),
		...findings.filter(({ severity }) => severity === 'warning')
	];
}
