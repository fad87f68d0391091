import type { ContestRules } from './contest-rules.ts';
import type { RoundRules } from './round-rules.ts';
import type { RuleNames, RuleSection, RulesSection, Statement } from './rules-statements.ts';
import { paperSections } from './rules-text-paper.ts';
import { awardStatements, unitStatements } from './rules-text-prizes.ts';

/**
 * The rules as statements in the order in which they are published (thể lệ). Whatever makes a difference
 * to somebody is stated; what makes none is not: which of several attempts counts where there is
 * one, fresh items in a paper that is the same for all. Sections without a statement are left out.
 */
export function rulesText(rules: ContestRules, names: RuleNames): RulesSection[] {
	const section = (code: RuleSection, statements: Statement[]): RulesSection[] =>
		statements.length === 0 ? [] : [{ code, audience: null, round: null, statements }];
	return [
		...section('who', whoStatements(rules, names)),
		...section('rounds', roundStatements(rules)),
		...paperSections(rules, names),
		...section('attempts', attemptStatements(rules)),
		...section('prediction', predictionStatements(rules)),
		...section('ranking', rankingStatements(rules)),
		...section('overall', overallStatements(rules)),
		...section('units', unitStatements(rules)),
		...section('awards', awardStatements(rules)),
		...section('release', releaseStatements(rules))
	];
}

function whoStatements({ audiences }: ContestRules, names: RuleNames): Statement[] {
	const statements = audiences.map(({ name, eligibility }): Statement => {
		const { unitIds, positions, minAge, maxAge } = eligibility;
		const units = unitIds.map((id) => names.unit(id));
		return { code: 'eligible', params: { audience: name, units, positions, minAge, maxAge } };
	});
	if (audiences.length > 1) statements.push({ code: 'first_audience', params: {} });
	return statements;
}

function roundStatements({ rounds }: ContestRules): Statement[] {
	const statements: Statement[] = [];
	const count = countingRounds(rounds);
	if (count > 1) statements.push({ code: 'round_count', params: { count } });
	for (const { kind, title, opensAt, closesAt } of rounds) {
		const code = kind === 'rehearsal' ? 'rehearsal' : 'round';
		statements.push({ code, params: { title, opensAt, closesAt } });
	}
	const [first] = rounds;
	const written = (round: RoundRules | undefined) => JSON.stringify(round?.openPeriods);
	const alike = rounds.length > 1 && rounds.every((round) => written(round) === written(first));
	for (const { title, openPeriods } of alike ? rounds.slice(0, 1) : rounds) {
		if (openPeriods.length === 0) continue;
		statements.push({
			code: 'open_periods',
			params: { round: alike ? null : title, periods: openPeriods }
		});
	}
	return statements;
}

function attemptStatements({ attempts }: ContestRules): Statement[] {
	const { perRound, perDay, perWeek, cooldownMinutes } = attempts;
	const counting = perRound === 1 ? null : attempts.counting;
	const statements: Statement[] = [
		{ code: 'attempts', params: { perRound, perDay, perWeek, counting } }
	];
	if (cooldownMinutes > 0)
		statements.push({ code: 'cooldown', params: { minutes: cooldownMinutes } });
	return statements;
}

function predictionStatements({ prediction }: ContestRules): Statement[] {
	if (!prediction) return [];
	return [
		{ code: 'prediction', params: prediction },
		{ code: 'prediction_withheld', params: {} }
	];
}

function rankingStatements({ ranking, audiences }: ContestRules): Statement[] {
	const [first, ...terms] = ranking;
	const statements: Statement[] = [];
	if (first) statements.push({ code: 'ranking', params: { first } });
	if (first && terms.length > 0)
		statements.push({ code: 'ranking_ties', params: { first, terms } });
	if (ranking.some(({ key }) => key === 'prediction_error'))
		statements.push({ code: 'prediction_missing', params: {} });
	statements.push({ code: 'rank_shared', params: {} });
	if (audiences.length > 1) statements.push({ code: 'ranking_by_audience', params: {} });
	return statements;
}

function overallStatements({ overall, rounds }: ContestRules): Statement[] {
	const count = countingRounds(rounds);
	if (count <= 1) return [];
	return overall.kind === 'best' && overall.count < count
		? [{ code: 'overall_best', params: { rounds: overall.count } }]
		: [{ code: 'overall_sum', params: { rounds: count } }];
}

function releaseStatements({ release }: ContestRules): Statement[] {
	return (['score', 'answers', 'board'] as const).map((what) => ({
		code: 'release',
		params: { what, time: release[what] }
	}));
}

function countingRounds(rounds: readonly RoundRules[]): number {
	return rounds.filter(({ kind }) => kind === 'counting').length;
}
