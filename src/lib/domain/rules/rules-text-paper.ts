import type { Audience, ContestRules } from './contest-rules.ts';
import { itemCount, type PaperRules, type Section } from './paper-rules.ts';
import type { RuleNames, RulesSection, Statement } from './rules-statements.ts';

/** The papers: for each audience a section, and one for each round whose paper is another. */
export function paperSections(rules: ContestRules, names: RuleNames): RulesSection[] {
	return rules.audiences.flatMap((audience) => {
		const name = rules.audiences.length > 1 ? audience.name : null;
		const own = rules.rounds.flatMap(({ title, papers }) =>
			papers
				.filter((paper) => paper.audience === audience.id)
				.map(({ sections }) => ({ title, sections }))
		);
		const everySection = [audience.paper, ...own].flatMap(({ sections }) => sections);
		return [
			{
				code: 'paper',
				audience: name,
				round: null,
				statements: audiencePaper(audience, everySection, names)
			},
			...own.map(({ title, sections }): RulesSection => ({
				code: 'paper',
				audience: name,
				round: title,
				statements: [
					{ code: 'own_paper', params: { items: itemCount(sections) } },
					...lines(sections, names)
				]
			}))
		];
	});
}

function audiencePaper(
	{ paper }: Audience,
	everySection: readonly Section[],
	names: RuleNames
): Statement[] {
	const statements: Statement[] = [
		{
			code: 'paper',
			params: { items: itemCount(paper.sections), minutes: paper.timeLimitMinutes }
		},
		...lines(paper.sections, names),
		{ code: 'draw', params: { draw: paper.draw } }
	];
	// What everybody gets alike is not chosen by what somebody has met.
	if (paper.draw === 'random' && paper.freshFirst)
		statements.push({ code: 'fresh_first', params: {} });
	statements.push({
		code: 'shuffle',
		params: { items: paper.shuffleItems, options: paper.shuffleOptions }
	});
	if (mayHaveSeveralAnswers(everySection)) {
		statements.push({ code: 'partial_credit', params: { partialCredit: paper.partialCredit } });
	}
	statements.push(...passMark(paper), { code: 'time_up', params: {} });
	return statements;
}

function passMark({ passPercent }: PaperRules): Statement[] {
	return passPercent === null ? [] : [{ code: 'pass_mark', params: { percent: passPercent } }];
}

function mayHaveSeveralAnswers(sections: readonly Section[]): boolean {
	return sections.some((section) =>
		section.lines.some(({ type }) => type === null || type === 'multiple')
	);
}

function lines(sections: readonly Section[], names: RuleNames): Statement[] {
	return sections.flatMap(({ title, lines }, index) => {
		const part = sections.length > 1 || title !== '' ? { number: index + 1, title } : null;
		return lines.map(({ bankId, topicId, difficulty, type, count, points }): Statement => ({
			code: 'line',
			params: {
				part,
				count,
				bank: names.bank(bankId),
				topic: topicId === null ? null : names.topic(topicId),
				difficulty,
				type,
				points: points === null ? null : points / 100
			}
		}));
	});
}
