import { attemptsPossible, freshAttempts, type PaperUse } from './attempt-capacity.ts';
import { paperOf, type Audience, type ContestRules } from './contest-rules.ts';
import type { BlueprintLine, Section } from './paper-rules.ts';
import type { RoundKind } from './round-rules.ts';
import {
	finding,
	type PaperFacts,
	type RuleCheckFacts,
	type RuleFinding,
	type RulePath
} from './rule-findings.ts';

/** With unlimited attempts, a bank for fewer papers than this is soon known by heart. */
export const smallBankPapers = 10;

/** What is to be said of papers and the banks they are drawn from. */
export function checkPapers(rules: ContestRules, facts: RuleCheckFacts): RuleFinding[] {
	return [
		...shortages(rules, facts),
		...rules.audiences.flatMap((audience, index) => repeats(rules, audience, index, facts)),
		...rules.audiences.flatMap((audience, index) => idleCredit(audience, index, facts)),
		...facts.practiceBanks.flatMap(({ bankId, title }) => {
			// A rehearsal may well be drawn from what everybody knows.
			const path = pathOfBank(writtenPapers(rules, 'counting'), bankId);
			return path ? [finding('PRACTICE_BANK', path, { title })] : [];
		}),
		...facts.outdated.map(({ bankId, slug, title, items }) => {
			const path = pathOfBank(writtenPapers(rules), bankId) ?? ['audiences'];
			return finding('OUTDATED_CITATIONS', path, { bank: slug, title, count: items });
		})
	];
}

/** Lines that cannot be filled; one that serves many rounds is named once, at its worst. */
function shortages(rules: ContestRules, facts: RuleCheckFacts): RuleFinding[] {
	const worst = new Map<string, { missing: number; found: RuleFinding }>();
	for (const paper of facts.papers) {
		const round = rules.rounds.find(({ id }) => id === paper.round);
		const audience = rules.audiences.find(({ id }) => id === paper.audience);
		for (const { line, needed, available } of paper.shortages) {
			const path = pathOfLine(rules, paper, line);
			const known = worst.get(path.join());
			if (known && known.missing >= needed - available) continue;
			const names = { round: round?.title ?? '', audience: audience?.name ?? '' };
			const params = { ...names, line: line + 1, needed, available };
			worst.set(path.join(), {
				missing: needed - available,
				found: finding('BANK_TOO_SMALL', path, params)
			});
		}
	}
	return [...worst.values()].map(({ found }) => found);
}

/** Whether people meet items again, over all rounds of the contest. */
function repeats(
	rules: ContestRules,
	audience: Audience,
	index: number,
	facts: RuleCheckFacts
): RuleFinding[] {
	const papers = facts.papers.filter((paper) => paper.audience === audience.id);
	// Where not one paper can be drawn there is nothing to repeat.
	if (papers.some((paper) => paper.shortages.length > 0)) return [];
	const uses = [...rules.rounds]
		.sort((left, right) => left.opensAt - right.opensAt)
		.flatMap((round): PaperUse[] => {
			const paper = papers.find((each) => each.round === round.id);
			if (!paper) return [];
			const lines = linesOf(paperOf(rules, round, audience.id).sections).map((line, position) => ({
				pool: [line.bankId, line.topicId, line.difficulty, line.type].join(),
				count: line.count,
				available: paper.lines[position]?.available ?? 0
			}));
			return [{ attempts: attemptsPossible(rules.attempts, round), lines }];
		});
	const path = ['audiences', index, 'paper'];
	const { draw, freshFirst } = audience.paper;
	if (draw === 'fixed')
		return uses.some(({ attempts }) => attempts > 1)
			? [finding('FIXED_PAPER_REPEATS', [...path, 'draw'], { audience: audience.name })]
			: [];
	const attempts = uses.reduce((sum, use) => sum + use.attempts, 0);
	const fresh = freshAttempts(uses);
	if (attempts === Infinity)
		return fresh < smallBankPapers
			? [
					finding('UNLIMITED_SMALL_BANK', ['attempts', 'perRound'], {
						audience: audience.name,
						fresh
					})
				]
			: [];
	if (fresh >= attempts) return [];
	const params = { audience: audience.name, attempts, fresh };
	return freshFirst
		? [finding('FRESH_ITEMS_RUN_OUT', [...path, 'freshFirst'], params)]
		: [finding('BANK_TOO_SMALL_FOR_ATTEMPTS', [...path, 'sections'], params)];
}

/** A rule for several right answers where no item has them. */
function idleCredit(audience: Audience, index: number, facts: RuleCheckFacts): RuleFinding[] {
	if (audience.paper.partialCredit === 'all_or_nothing') return [];
	const lines = facts.papers
		.filter((paper) => paper.audience === audience.id)
		.flatMap((paper) => paper.lines);
	if (lines.length === 0 || lines.some(({ multiple }) => multiple > 0)) return [];
	const path = ['audiences', index, 'paper', 'partialCredit'];
	return [finding('PARTIAL_CREDIT_IDLE', path, { audience: audience.name })];
}

/** The parts of a paper with where they stand in the rules. */
interface WrittenPaper {
	readonly path: RulePath;
	readonly sections: readonly Section[];
}

/** The papers that the rules write down, those of audiences first; of a kind, those its rounds use. */
function writtenPapers({ audiences, rounds }: ContestRules, kind?: RoundKind): WrittenPaper[] {
	const used = rounds.filter((round) => kind === undefined || round.kind === kind);
	const common = audiences.flatMap(({ id, paper }, index) =>
		used.some(({ papers }) => !papers.some(({ audience }) => audience === id))
			? [{ path: ['audiences', index, 'paper', 'sections'], sections: paper.sections }]
			: []
	);
	const own = used.flatMap((round) =>
		round.papers.map(({ sections }, index) => ({
			path: ['rounds', rounds.indexOf(round), 'papers', index, 'sections'],
			sections
		}))
	);
	return [...common, ...own];
}

function linesOf(sections: readonly Section[]): BlueprintLine[] {
	return sections.flatMap(({ lines }) => lines);
}

/** Where each line stands, in the order in which lines are counted. */
function linePaths({ path, sections }: WrittenPaper): RulePath[] {
	return sections.flatMap(({ lines }, section) =>
		lines.map((_, line) => [...path, section, 'lines', line])
	);
}

/** Where a line of a paper stands: with the round if it has a paper of its own, else with the audience. */
function pathOfLine(rules: ContestRules, paper: PaperFacts, line: number): RulePath {
	const round = rules.rounds.findIndex(({ id }) => id === paper.round);
	const audience = rules.audiences.findIndex(({ id }) => id === paper.audience);
	const own = rules.rounds[round]?.papers.findIndex((each) => each.audience === paper.audience);
	const path =
		own === undefined || own < 0
			? ['audiences', audience, 'paper', 'sections']
			: ['rounds', round, 'papers', own, 'sections'];
	const written = writtenPapers(rules).find((each) => each.path.join() === path.join());
	return (written && linePaths(written)[line]) ?? path;
}

/** The first line that draws from the bank. */
function pathOfBank(papers: readonly WrittenPaper[], bankId: number): RulePath | null {
	for (const written of papers) {
		const line = linesOf(written.sections).findIndex((each) => each.bankId === bankId);
		const path = linePaths(written)[line];
		if (path) return path;
	}
	return null;
}
