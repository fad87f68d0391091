import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { rankResults, type RankedResult } from '#lib/domain/rules/ranking.ts';
import { rankingKeys, type RankingRule } from '#lib/domain/rules/result-rules.ts';
import { sortKey } from '#lib/domain/rules/sort-key.ts';
import { openDatabase, type Database } from '#lib/server/db/database.ts';
import {
	keepStandings,
	lockBoards,
	rebuildStandings,
	type RankedRound
} from '#lib/server/standings/keeping.repository.ts';
import {
	countBetter,
	countStandings,
	findStanding,
	listFrom,
	listTop,
	type StandingRow
} from '#lib/server/standings/standings.repository.ts';
import { createContestWorld, type ContestWorld } from '../support/contest-world.ts';
import { morning } from '../support/test-app.ts';

let world: ContestWorld;
let database: Database;
let people: { personId: number }[];
let contest: Awaited<ReturnType<ContestWorld['contest']>>;
beforeAll(async () => {
	world = await createContestWorld();
	people = await world.people('SO', 40);
	contest = await world.contest();
	database = openDatabase(world.databaseUrl, 2);
});
afterAll(async () => {
	await database.close();
	await world.close();
});

/** Few people to a stretch, so that forty make several. */
const full = 8;

interface Sitting {
	readonly person: number;
	readonly score: number;
	readonly perfect: boolean;
	readonly prediction: number | null;
	readonly duration: number;
	readonly started: number;
	readonly id: string;
}

// Few values: ties of every kind.
const sitting: fc.Arbitrary<Sitting> = fc.record({
	person: fc.nat({ max: 39 }),
	score: fc.integer({ min: 0, max: 3 }).map((points) => points * 100),
	perfect: fc.boolean(),
	prediction: fc.option(fc.integer({ min: 0, max: 4 }), { nil: null }),
	duration: fc.integer({ min: 0, max: 2 }).map((seconds) => seconds * 1_000),
	started: fc.integer({ min: 0, max: 2 }),
	id: fc.uuid()
});
const sittings = fc.uniqueArray(sitting, { selector: ({ id }) => id, maxLength: 90 });
const rules = fc
	.shuffledSubarray([...rankingKeys], { minLength: 1 })
	.chain((keys) =>
		fc.tuple(
			...keys.map((key) =>
				fc.record({ key: fc.constant(key), order: fc.constantFrom('asc', 'desc') })
			)
		)
	) as fc.Arbitrary<RankingRule>;
const rounds = fc.record({
	rule: rules,
	counting: fc.constantFrom('best', 'last', 'first'),
	predicted: fc.option(fc.constant(2), { nil: null })
});

/** What the standings must be, by the rules alone. */
function expectedBoard(
	list: readonly Sitting[],
	{ rule, counting, predicted }: Pick<RankedRound, 'rule' | 'counting' | 'predicted'>
): (RankedResult & { person: number; rank: number })[] {
	const counted = [...Map.groupBy(list, ({ person }) => person)].flatMap(([person, own]) => {
		const perfectAttempts = own.filter(({ perfect }) => perfect).length;
		const results = own.map((each, index) => ({
			...{ person, score: each.score, allCorrect: Number(each.perfect), perfectAttempts },
			predictionError:
				each.prediction === null || predicted === null
					? null
					: Math.abs(each.prediction - predicted),
			...{ duration: each.duration, startedAt: morning + each.started },
			submittedAt: morning + each.started + each.duration,
			...{ attemptNumber: index + 1, attemptId: each.id }
		}));
		const choice = { best: rankResults(rule, results)[0], last: results.at(-1), first: results[0] };
		return choice[counting] ?? [];
	});
	return rankResults(rule, counted);
}

async function clear(): Promise<void> {
	for (const table of ['attempt', 'standing', 'standing_stretch', 'unit_tally'])
		await world.sql`delete from ${world.sql(table)} where contest_id = ${contest.id}`;
}

/** Closes attempts as they come, a few at a time, and keeps the standings after each. */
async function close(list: readonly Sitting[], round: RankedRound, batch: number): Promise<void> {
	const taken = new Map<number, number>();
	for (let start = 0; start < list.length; start += batch) {
		const some = list.slice(start, start + batch);
		const rows = some.map((each) => {
			const ordinal = (taken.get(each.person) ?? 0) + 1;
			taken.set(each.person, ordinal);
			const end = new Date(morning + each.started + each.duration);
			return {
				...{ contest_id: contest.id, id: each.id, round_id: contest.roundId, ordinal },
				...{ person_id: people[each.person]!.personId, unit_id: world.units.SO.id },
				...{ status: 'submitted', seed: '', paper: [] as never, deadline: end, closed_at: end },
				...{ started_at: new Date(morning + each.started), ended_at: end, score: each.score },
				...{ max_score: 300, correct: 0, answered: 0, duration_ms: each.duration },
				...{ all_correct: each.perfect, prediction: each.prediction }
			};
		});
		await world.sql`insert into attempt ${world.sql(rows)}`;
		await database.db.transaction().execute(async (trx) => {
			await lockBoards(trx, [contest.id]);
			const ids = [...new Set(rows.map((row) => row.person_id))];
			await keepStandings(trx, round, ids, full);
		});
	}
}

const figures = (row: StandingRow): RankedResult => {
	const { score, allCorrect, predictionError, duration, submittedAt, startedAt } = row;
	const { perfectAttempts, attemptNumber, attemptId } = row;
	return {
		...{ score, allCorrect, predictionError, duration, submittedAt, startedAt },
		...{ perfectAttempts, attemptNumber, attemptId }
	};
};
const dump = () =>
	Promise.all([
		world.sql`select * from standing where contest_id = ${contest.id} order by person_id`,
		world.sql`select * from unit_tally where contest_id = ${contest.id} and submitted > 0`
	]);

describe('a board in the database', () => {
	it('is ordered by whatever rule as the comparator orders it, whole, in pages and one by one', async () => {
		const { db } = database;
		await fc.assert(
			fc.asyncProperty(
				...[sittings, rounds, fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 9 })],
				async (list, rest, batch, pageSize) => {
					await clear();
					const board = { contestId: contest.id, roundId: contest.roundId, audience: 0 };
					const round = { ...board, ...rest, passPercent: 50 } as RankedRound;
					await close(list, round, batch);
					const expected = expectedBoard(list, round);
					const results = expected.map(({ rank: _rank, person: _person, ...each }) => each);

					const top = await listTop(db, board, 100);
					expect(top.map(figures)).toEqual(results);
					for (const row of top)
						expect(new Uint8Array(row.place)).toEqual(sortKey(round.rule, figures(row)));
					expect(await countStandings(db, board)).toBe(expected.length);
					for (let offset = 0; offset <= expected.length; offset += pageSize) {
						const page = await listFrom(db, board, offset, pageSize);
						expect(page.map(figures)).toEqual(results.slice(offset, offset + pageSize));
					}
					for (const { person, rank } of expected) {
						const own = await findStanding(db, board, people[person]!.personId);
						expect((await countBetter(db, board, own!.place)) + 1).toBe(rank);
					}

					// What was kept step by step is what one builds at once.
					const kept = await dump();
					await database.db.transaction().execute(async (trx) => {
						await lockBoards(trx, [contest.id]);
						expect(await rebuildStandings(trx, round, full)).toBe(expected.length);
					});
					expect(await dump()).toEqual(kept);
					expect((await listTop(db, board, 100)).map(figures)).toEqual(results);
					for (const { person, rank } of expected) {
						const own = await findStanding(db, board, people[person]!.personId);
						expect((await countBetter(db, board, own!.place)) + 1).toBe(rank);
					}
				}
			),
			{ numRuns: 30 }
		);
	});

	it('forgets whose attempts do not count any more', async () => {
		await clear();
		const board = { contestId: contest.id, roundId: contest.roundId, audience: 0 };
		const round: RankedRound = {
			...board,
			...{ rule: [{ key: 'score', order: 'desc' }], counting: 'best', passPercent: null },
			predicted: null
		};
		const list = fc.sample(sittings, { seed: 57, numRuns: 1 })[0]!;
		await close(list, round, 10);
		const gone = people[list[0]!.person]!.personId;
		const before = await countStandings(database.db, board);
		await world.sql`update attempt set status = 'voided' where person_id = ${gone}`;
		await database.db.transaction().execute(async (trx) => {
			await lockBoards(trx, [contest.id]);
			await keepStandings(trx, round, [gone], full);
		});
		expect(await countStandings(database.db, board)).toBe(before - 1);
		expect(await findStanding(database.db, board, gone)).toBeUndefined();
		const [tally] = await world.sql`select sum(submitted)::integer as people from unit_tally
			where contest_id = ${contest.id}`;
		expect(tally).toEqual({ people: before - 1 });
	});
});
