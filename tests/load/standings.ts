import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { rankResults, usualRanking, type RankedResult } from '#lib/domain/rules/ranking.ts';
import { contestRulesOf } from '#lib/domain/rules/simple-rules.ts';
import { createApp, type App } from '#lib/server/app.ts';
import { startEmbeddedPostgres } from '#lib/server/db/embedded/index.ts';
import { migrateToLatest } from '#lib/server/db/migrate.ts';
import { percentile, round } from './statistics.ts';

/** Results of the small contest that the large one is compared with. */
const fewResults = 10_000;
const unitCount = 10_000;
const samples = 400;
const pageSize = 50;

interface Latency {
	readonly p50: number;
	readonly p99: number;
}
const reads = ['top100', 'page', 'rank', 'units'] as const;
type Read = (typeof reads)[number];

/** Result of the bench, as printed. Times in ms, growth of the p99 from 10,000 results. */
export interface StandingsResult {
	readonly bench: 'standings';
	readonly results: number;
	readonly units: number;
	readonly latency: Readonly<Record<Read, Latency & { growth: number }>>;
	/** Building all standings of the round from its attempts again, in s. */
	readonly rebuildSeconds: number;
	/** Places of the database that are not those of the comparator. */
	readonly different: number;
}

/**
 * Boards of one round over the product's services: the first hundred, a page anywhere, the rank of
 * anybody, the ranking of 10,000 units; with 10,000 results and with many.
 */
export async function benchStandings(
	options: { results: number },
	say: (line: string) => void
): Promise<StandingsResult> {
	const dataDir = await mkdtemp(join(tmpdir(), 'hoithi-bench-'));
	const cluster = await startEmbeddedPostgres({ dataDir, durability: 'full' });
	const sql = postgres(cluster.url, { max: 2, onnotice: () => {} });
	try {
		await migrateToLatest(cluster.url);
		const app = createApp({ databaseUrl: cluster.url, pool: 4 });
		say(`Making ${unitCount} units and ${options.results} people with an attempt each …`);
		await makePeople(sql, options.results);
		const [small, large] = [
			await makeContest(sql, fewResults),
			await makeContest(sql, options.results)
		];
		await app.standings.rebuildAsOperator(small);
		const started = performance.now();
		await app.standings.rebuildAsOperator(large);
		const rebuildSeconds = (performance.now() - started) / 1000;
		say(`Built in ${round(rebuildSeconds, 1)} s. Reading …`);
		await sql`vacuum analyze`;
		const few = await readAll(app, small, fewResults);
		const many = await readAll(app, large, options.results);
		say('Comparing with the comparator …');
		const different = await countDifferent(app, sql, large);
		await app.close();
		return {
			bench: 'standings',
			results: options.results,
			units: unitCount,
			latency: Object.fromEntries(
				reads.map((read) => [
					read,
					{ ...many[read], growth: round(many[read].p99 / few[read].p99, 2) }
				])
			) as StandingsResult['latency'],
			rebuildSeconds: round(rebuildSeconds, 1),
			different
		};
	} finally {
		await sql.end();
		await cluster.stop();
		await rm(dataDir, { recursive: true, force: true });
	}
}

/** A province of a hundred districts with a hundred units each, and people spread over the units. */
async function makePeople(sql: postgres.Sql, people: number): Promise<void> {
	await sql`
		insert into unit (code, name, path, created_at)
		select 'T', 'Tỉnh', '1', now()`;
	await sql`update unit set path = id::text::ltree`;
	await sql`
		insert into unit (code, name, parent_id, path, created_at)
		select 'U' || n, 'Đơn vị ' || n, root.id, root.path || ('x' || n), now()
		from generate_series(1, ${unitCount}) as n, (select id, path from unit limit 1) as root`;
	await sql`
		update unit set path = (parent_id || '.' || id)::ltree where parent_id is not null`;
	await sql`
		insert into person (unit_id, staff_code, full_name, search_text, created_at, updated_at)
		select unit.id, 'N' || n, 'Người ' || n, 'nguoi ' || n, now(), now()
		from generate_series(1, ${people}) as n
		join (select id, row_number() over (order by id) - 1 as nth from unit where parent_id is not null)
			as unit on unit.nth = n % ${unitCount}`;
}

/** A published contest with one closed attempt of each of the first people; gives its id. */
async function makeContest(sql: postgres.Sql, results: number): Promise<number> {
	const hour = 3_600_000;
	const rules = contestRulesOf({
		...{ opensAt: Date.now() - 24 * hour, closesAt: Date.now() + 24 * hour, timeLimitMinutes: 20 },
		...{ attemptsAllowed: 1, passPercent: null },
		blueprint: [{ bankId: 1, topicId: null, difficulty: null, count: 20 }],
		release: { score: 'at_submit', answers: 'never', board: 'at_submit' }
	});
	const [contest] = await sql<{ id: number }[]>`
		insert into contest (title, rules_text, unit_id, status, eligible_unit_ids, rules, created_at,
			updated_at, published_at)
		select 'Cuộc thi', '', id, 'published', array[id], ${sql.json(rules as never)}, now(), now(), now()
		from unit where parent_id is null returning id`;
	const id = contest?.id ?? 0;
	const [made] = await sql<{ id: number }[]>`
		insert into round (contest_id, ordinal, key, opens_at, closes_at)
		values (${id}, 1, 'dot-1', now() - interval '1 day', now() + interval '1 day') returning id`;
	await sql`
		insert into contest_unit (contest_id, unit_id, code, name, block, path, eligible, headcount)
		select ${id}, unit.id, unit.code, unit.name, null, unit.path, true, count(person.id)
		from unit left join person on person.unit_id = unit.id group by unit.id`;
	await sql`select setseed(0.57)`;
	// Scores of 20 questions, times to the ms: what a real contest has of ties.
	await sql`
		insert into attempt (contest_id, round_id, person_id, unit_id, ordinal, status, seed, paper,
			started_at, deadline, ended_at, closed_at, score, max_score, correct, answered, duration_ms,
			all_correct)
		select ${id}, ${made?.id ?? 0}, person.id, person.unit_id, 1, 'submitted', '', '[]', now(), now(),
			now() + random() * interval '7 days', now(), correct * 100, 2000, correct, 20,
			(60000 + random() * 900000)::integer, correct = 20
		from person
		cross join lateral (select (21 * sqrt(random() + person.id * 0))::integer % 21 as correct) as drawn
		order by person.id limit ${results}`;
	await sql`analyze`;
	return id;
}

async function readAll(
	app: App,
	contestId: number,
	results: number
): Promise<Record<Read, Latency>> {
	const contest = await app.contests.findPublished(contestId);
	const anybody = () => 1 + Math.floor(Math.random() * results);
	const pages = Math.ceil(results / pageSize);
	return {
		top100: await measure(() => app.standings.top(contest, 100)),
		page: await measure(() =>
			app.standings.page(contest, { page: 1 + (anybody() % pages), pageSize })
		),
		rank: await measure(() => app.standings.ofPerson(contest, anybody())),
		units: await measure(() => app.participation.unitBoard(contest))
	};
}

async function measure(read: () => Promise<unknown>): Promise<Latency> {
	for (let index = 0; index < 30; index++) await read();
	const times: number[] = [];
	for (let index = 0; index < samples; index++) {
		const started = performance.now();
		await read();
		times.push(performance.now() - started);
	}
	return { p50: round(percentile(times, 0.5)), p99: round(percentile(times, 0.99)) };
}

/** Compares the order of the database with that of the comparator, and ranks of some with it. */
async function countDifferent(app: App, sql: postgres.Sql, contestId: number): Promise<number> {
	const results: (RankedResult & { personId: number })[] = [];
	await sql`
		select person_id as "personId", score, all_correct as "allCorrect", duration_ms as duration,
			ended_at, started_at, attempt_id as "attemptId"
		from standing where contest_id = ${contestId} order by place, attempt_id`.cursor(20_000, (rows) => {
		for (const { ended_at, started_at, ...row } of rows)
			results.push({
				...(row as RankedResult & { personId: number }),
				...{ submittedAt: ended_at.getTime(), startedAt: started_at.getTime() },
				...{ predictionError: null, perfectAttempts: 0, attemptNumber: 1 }
			});
	});
	const ranked = rankResults(usualRanking, results);
	let different = ranked.filter(
		({ attemptId }, index) => results[index]?.attemptId !== attemptId
	).length;
	const contest = await app.contests.findPublished(contestId);
	for (let index = 0; index < samples; index++) {
		const one = ranked[Math.floor((index * ranked.length) / samples)];
		const own = one && (await app.standings.ofPerson(contest, one.personId));
		if (own?.rank !== one?.rank) different++;
	}
	return different;
}
