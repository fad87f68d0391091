import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { ContestRules } from '#lib/domain/rules/contest-rules.ts';
import { contestRulesOf } from '#lib/domain/rules/simple-rules.ts';
import { createContestWorld, minute, type ContestWorld } from '../support/contest-world.ts';
import { answerSheet, choices } from '../support/exam.ts';
import { morning, refusal } from '../support/test-app.ts';

let world: ContestWorld;
beforeAll(async () => void (world = await createContestWorld()));
afterEach(() => void (world.clock.time = morning));
afterAll(() => world.close());

const hour = 60 * minute;
const day = 24 * hour;

/** The rules of a simple contest with other rules for its paper. */
function withPaper(paper: Partial<ContestRules['audiences'][0]['paper']>): Partial<ContestRules> {
	const { audiences } = contestRulesOf(world.simpleRules());
	return { audiences: audiences.map((each) => ({ ...each, paper: { ...each.paper, ...paper } })) };
}

async function sit(
	candidate: Awaited<ReturnType<ContestWorld['candidate']>>,
	contestId: number,
	right: number,
	duration = minute
) {
	const ref = await world.app.attempts.start(candidate.actor, contestId);
	const sheet = await answerSheet(world.sql, ref);
	world.clock.time += duration;
	await world.app.attempts.submit(candidate.actor, ref, choices(sheet.right.slice(0, right)));
	return ref;
}

const paperOf = async (attemptId: string) => {
	const [row] = await world.sql<
		{ paper: { versionId: number; order: number[]; points?: number; section?: number }[] }[]
	>`select paper from attempt where id = ${attemptId}`;
	return row?.paper ?? [];
};

describe('the rules of a contest', () => {
	it('limit attempts by day and by a pause, and say until when', async () => {
		const contest = await world.contest(
			{ closesAt: morning + 10 * day },
			{},
			{
				attempts: {
					...{ perRound: 3, perDay: 2, perWeek: null, cooldownMinutes: 30, counting: 'best' }
				}
			}
		);
		const candidate = await world.candidate();
		const start = () => refusal(world.app.attempts.start(candidate.actor, contest.id));
		await sit(candidate, contest.id, 1);
		expect(await start()).toBe('ATTEMPT_NOT_YET');
		world.clock.time += 30 * minute;
		await sit(candidate, contest.id, 1);
		world.clock.time += hour;
		expect(await start()).toBe('ATTEMPT_NOT_YET');
		world.clock.time += day;
		await sit(candidate, contest.id, 1);
		world.clock.time += 2 * day;
		expect(await start()).toBe('NO_ATTEMPTS_LEFT');
	});

	it('close a round between its open periods, and end what was begun with the period', async () => {
		// `morning` is a moment of some day: open from the hour before to the hour after it.
		const minuteOfWeek = Math.floor((morning + 7 * hour + 3 * day) / minute) % (7 * 24 * 60);
		const { rounds } = contestRulesOf(world.simpleRules({ closesAt: morning + 20 * day }));
		const openPeriods = [{ from: minuteOfWeek - 60, until: minuteOfWeek + 60 }];
		const contest = await world.contest(
			{ closesAt: morning + 20 * day, timeLimitMinutes: 45 },
			{},
			{ rounds: rounds.map((round) => ({ ...round, openPeriods })) }
		);
		const [early, late] = await world.candidates('XA', 2);
		world.clock.time = morning + 30 * minute;
		const ref = await world.app.attempts.start(early!.actor, contest.id);
		const { deadline } = await world.app.attempts.find(early!.actor, ref);
		expect(deadline).toBe(Math.floor(morning / minute) * minute + 60 * minute);
		world.clock.time = morning + 61 * minute;
		expect(await refusal(world.app.attempts.start(late!.actor, contest.id))).toBe('ROUND_NOT_OPEN');
		world.clock.time = morning + 7 * day;
		expect(await refusal(world.app.attempts.start(late!.actor, contest.id))).toBe(
			'nothing was refused'
		);
	});

	it('rank by what they say, and count the attempt they say', async () => {
		const contest = await world.contest(
			{},
			{},
			{
				ranking: [{ key: 'submitted_at', order: 'asc' }],
				attempts: {
					...{ perRound: null, perDay: null, perWeek: null, cooldownMinutes: 0 },
					counting: 'last'
				}
			}
		);
		const [quick, good] = await world.candidates('XA', 2);
		await sit(good!, contest.id, 5);
		await sit(quick!, contest.id, 0);
		await sit(good!, contest.id, 1);
		const found = await world.app.contests.find(contest.id);
		const board = await world.app.standings.top(found, 10);
		expect(board.map(({ personId, rank, score }) => [personId, rank, score])).toEqual([
			[quick!.personId, 1, 0],
			[good!.personId, 2, 100]
		]);
		const before = await world.sql`select * from standing where contest_id = ${contest.id}`;
		await world.app.standings.rebuildAsOperator(contest.id);
		expect(
			await world.sql`select * from standing where contest_id = ${contest.id} order by place desc`
		).toEqual(before.toSorted((left, right) => Buffer.compare(right.place, left.place)));
	});

	it('draw fixed papers in parts, and give the points of the blueprint', async () => {
		const line = { bankId: world.bankId, topicId: null, difficulty: null, type: null };
		const sections = [
			{ title: 'Phần I', lines: [{ ...line, count: 2, points: null }] },
			{ title: 'Phần II', lines: [{ ...line, count: 3, points: 250 }] }
		];
		const rules = withPaper({ sections, draw: 'fixed' });
		const contest = await world.contest({}, {}, rules);
		const [one, other] = await world.candidates('XA', 2);
		const refs = [await sit(one!, contest.id, 5), await sit(other!, contest.id, 5)];
		const [first = [], second = []] = await Promise.all(
			refs.map(({ attemptId }) => paperOf(attemptId))
		);
		const part = (paper: typeof first, section: number) =>
			paper
				.filter((place) => (place.section ?? 0) === section)
				.map(({ versionId }) => versionId)
				.sort();
		expect(first.map((place) => place.points ?? null)).toEqual([null, null, 250, 250, 250]);
		for (const section of [0, 1]) expect(part(second, section)).toEqual(part(first, section));
		const result = await world.app.sittings.result(one!.actor, refs[0]!);
		expect(result.score).toMatchObject({ score: 950, maxScore: 950, correct: 5 });
	});

	it('draw what the person has not met before anything else', async () => {
		const contest = await world.contest({}, {}, withPaper({ freshFirst: true }));
		const candidate = await world.candidate();
		const met: number[] = [];
		for (let attempt = 0; attempt < 4; attempt++) {
			const { attemptId } = await sit(candidate, contest.id, 0);
			met.push(...(await paperOf(attemptId)).map(({ versionId }) => versionId));
		}
		// Four papers of five make the twenty items of the bank.
		expect(new Set(met).size).toBe(20);
	});
});
