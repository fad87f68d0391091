import { unreachableLimits } from './attempt-capacity.ts';
import type { ContestRules } from './contest-rules.ts';
import { shortestStretch } from '../open-periods.ts';
import type { RoundRules } from './round-rules.ts';
import { finding, type RuleCheckFacts, type RuleFinding } from './rule-findings.ts';

const minute = 60_000;

/** What is to be said of windows, open periods and limits of attempts, `now` in ms. */
export function checkTimes(rules: ContestRules, facts: RuleCheckFacts, now: number): RuleFinding[] {
	const limit = Math.max(...rules.audiences.map(({ paper }) => paper.timeLimitMinutes));
	const counting = rules.rounds.filter(({ kind }) => kind === 'counting');
	const countingOpensAt = Math.min(...counting.map(({ opensAt }) => opensAt));
	return [
		...rules.rounds.flatMap((round, index) => [
			...roundFindings(round, index, limit, now),
			...(round.kind === 'rehearsal' && round.closesAt > countingOpensAt
				? [finding('REHEARSAL_AFTER_START', ['rounds', index, 'closesAt'], { round: round.title })]
				: [])
		]),
		...unreachableLimits(rules.attempts, rules.rounds).map((found) =>
			finding('LIMIT_UNREACHABLE', ['attempts', found.limit], {
				allowed: found.allowed,
				reachable: found.reachable
			})
		),
		...clashes(rules, facts)
	];
}

/** Of a round that is over nothing else is said. `limit` is the longest time limit, in minutes. */
function roundFindings(
	round: RoundRules,
	index: number,
	limit: number,
	now: number
): RuleFinding[] {
	const path = ['rounds', index];
	const params = { round: round.title };
	if (round.closesAt <= now) {
		const code = round.kind === 'counting' ? 'WINDOW_OVER' : 'REHEARSAL_OVER';
		return [finding(code, [...path, 'closesAt'], params)];
	}
	const found: RuleFinding[] = [];
	if (round.opensAt < now) found.push(finding('ROUND_OPENS_IN_PAST', [...path, 'opensAt'], params));
	const stretch = shortestStretch(round);
	const lengths = (length: number) => ({ ...params, minutes: Math.floor(length / minute), limit });
	if (stretch === 0) found.push(finding('ROUND_NEVER_OPEN', [...path, 'openPeriods'], params));
	else if (round.closesAt - round.opensAt < limit * minute) {
		const window = lengths(round.closesAt - round.opensAt);
		found.push(finding('WINDOW_SHORTER_THAN_LIMIT', [...path, 'closesAt'], window));
	} else if (stretch < limit * minute) {
		const where = [...path, 'openPeriods'];
		found.push(finding('OPEN_PERIOD_SHORTER_THAN_LIMIT', where, lengths(stretch)));
	}
	return found;
}

/** Each other contest once, at the first round that it meets. */
function clashes(rules: ContestRules, facts: RuleCheckFacts): RuleFinding[] {
	return facts.otherContests.flatMap(({ title, sharedUnits, rounds }) => {
		const index = rules.rounds.findIndex((round) =>
			rounds.some((other) => round.opensAt < other.closesAt && other.opensAt < round.closesAt)
		);
		const round = rules.rounds[index];
		if (!round || sharedUnits === 0) return [];
		const params = { title, round: round.title, units: sharedUnits };
		return [finding('CONTEST_CLASH', ['rounds', index, 'opensAt'], params)];
	});
}
