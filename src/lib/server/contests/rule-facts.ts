import { boardUnits, rollUp } from '#lib/domain/participation.ts';
import {
	banksOf,
	paperOf,
	roundLines,
	type ContestRules
} from '#lib/domain/rules/contest-rules.ts';
import {
	drawableBy,
	drawingShortages,
	fitsLine,
	type DrawableItem
} from '#lib/domain/rules/drawing.ts';
import { audienceFinder } from '#lib/domain/rules/eligibility.ts';
import { contestOpensAt } from '#lib/domain/rules/lifecycle.ts';
import type { PaperFacts, RuleCheckFacts } from '#lib/domain/rules/rule-findings.ts';
import type { BankService } from '#lib/server/banks/banks.service.ts';
import type { Db } from '#lib/server/db/database.ts';
import {
	countSharedUnits,
	groupPeople,
	listUnitsOf,
	type PeopleGroup
} from './contest-units.repository.ts';
import { listContests, type Contest } from './contests.repository.ts';

/** What the check of a contest's rules looks at, as it is now; read `on` a transaction. */
export async function readRuleFacts(
	on: Db,
	banks: BankService,
	contest: Contest,
	pool: readonly DrawableItem[]
): Promise<RuleCheckFacts> {
	const { rules, eligibleUnitIds } = contest;
	const bankIds = banksOf(rules);
	const lines = rules.rounds.flatMap((round) => roundLines(rules, round));
	// One after the other: within a transaction there is one connection.
	const practice = (await banks.listForPractice(on)).filter(({ id }) => bankIds.includes(id));
	const units = await listUnitsOf(on, eligibleUnitIds);
	const totals = rollUp(units, new Map());
	const shared = await countSharedUnits(on, eligibleUnitIds);
	const others = (await listContests(on, ['published'])).filter(({ id }) => id !== contest.id);
	const versionIds = drawableBy(pool, lines).map(({ versionId }) => versionId);
	return {
		papers: papersOf(rules, pool),
		...countAudiences(rules, await groupPeople(on, eligibleUnitIds)),
		units: boardUnits(units).map(({ unitId, name }) => ({
			name,
			headcount: totals.get(unitId)?.headcount ?? 0
		})),
		practiceBanks: practice.map(({ id, title }) => ({ bankId: id, title })),
		outdated: await banks.outdated(versionIds, on),
		otherContests: others.map(({ id, title, rules: { rounds } }) => ({
			...{ title, sharedUnits: shared.get(id) ?? 0 },
			rounds: rounds.map(({ opensAt, closesAt }) => ({ opensAt, closesAt }))
		}))
	};
}

function papersOf(rules: ContestRules, pool: readonly DrawableItem[]): PaperFacts[] {
	return rules.rounds.flatMap((round) =>
		rules.audiences.map(({ id: audience }) => {
			const { sections } = paperOf(rules, round, audience);
			const lines = sections.flatMap((section) => section.lines);
			const fitting = lines.map((line) => pool.filter((item) => fitsLine(item, line)));
			return {
				round: round.id,
				audience,
				lines: fitting.map((items) => ({
					available: items.length,
					multiple: items.filter(({ type }) => type === 'multiple').length
				})),
				shortages: drawingShortages(pool, sections)
			};
		})
	);
}

/** How many people each audience has, and how many have none. */
function countAudiences(
	rules: ContestRules,
	groups: readonly PeopleGroup[]
): Pick<RuleCheckFacts, 'eligiblePeople' | 'peopleWithoutAudience'> {
	const find = audienceFinder(rules, contestOpensAt(rules.rounds));
	const eligiblePeople = Object.fromEntries(rules.audiences.map(({ id }) => [id, 0]));
	let peopleWithoutAudience = 0;
	for (const { unitPath, position, people } of groups) {
		// The roster has no birth dates: whoever's age is asked for fits no audience.
		const { audience } = find({ unitPath, position, birthDate: null });
		if (audience === null) peopleWithoutAudience += people;
		else eligiblePeople[audience] = (eligiblePeople[audience] ?? 0) + people;
	}
	return { eligiblePeople, peopleWithoutAudience };
}
