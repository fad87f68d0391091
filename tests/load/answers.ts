import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createApp } from '#lib/server/app.ts';
import { openDatabase } from '#lib/server/db/database.ts';
import { startEmbeddedPostgres } from '#lib/server/db/embedded/index.ts';
import { migrateToLatest } from '#lib/server/db/migrate.ts';
import { buildIfStale } from '../../scripts/build/freshness.ts';
import { singleRowCommits } from './commits.ts';
import { LoadConnection, postJson } from './http-client.ts';
import { startAppServer, type AppServer } from '../support/app-server.ts';
import { percentile, round } from './statistics.ts';
import { createTakers, type Taker } from './takers.ts';

const root = resolve(import.meta.dirname, '../..');
/** Connections of the reference measurement. */
const commitConnections = 32;
const commitSeconds = 3;

/** Result of the bench, as printed. */
export interface AnswersResult {
	readonly bench: 'answers';
	readonly takers: number;
	readonly seconds: number;
	readonly acknowledged: number;
	readonly perSecond: number;
	readonly p50: number;
	readonly p95: number;
	readonly p99: number;
	readonly errors: number;
	/** Acknowledged responses that the database does not hold as sent. */
	readonly lost: number;
	readonly rssMb: number;
	readonly singleRowCommitsPerSecond: number;
	readonly ratio: number;
}

interface Measured {
	readonly latencies: number[];
	readonly acknowledged: { ref: string; sequence: number }[];
	errors: number;
	elapsed: number;
}

/**
 * Candidates in a closed loop over the product's save route: each sends its next choice once the last
 * one is acknowledged. PostgreSQL and the server are started for the run, with every commit on disk.
 */
export async function benchAnswers(
	options: { takers: number; seconds: number },
	say: (line: string) => void
): Promise<AnswersResult> {
	await buildIfStale(root, say);
	const dataDir = await mkdtemp(join(tmpdir(), 'hoithi-bench-'));
	const postgres = await startEmbeddedPostgres({ dataDir, durability: 'full' });
	let server: AppServer | undefined;
	try {
		await migrateToLatest(postgres.url);
		await requireDurability(postgres.url);
		const app = createApp({ databaseUrl: postgres.url, pool: 8 });
		await app.banks.loadFolder(join(root, 'question-banks'));
		say(`Preparing ${options.takers} candidates with an attempt each …`);
		const takers = await createTakers(app, postgres.url, options.takers);
		await app.close();
		const before = await singleRowCommits(postgres.url, commitConnections, commitSeconds);
		server = await startAppServer(postgres.url);
		await drive(server, takers, 2);
		say(`Running for ${options.seconds} s …`);
		const measured = await drive(server, takers, options.seconds);
		const rssMb = await server.peakMb();
		await server.stop();
		server = undefined;
		const after = await singleRowCommits(postgres.url, commitConnections, commitSeconds);
		const lost = await countLost(postgres.url, measured.acknowledged);
		const perSecond = measured.acknowledged.length / measured.elapsed;
		// The better of the two: nothing that came in between speaks for us.
		const commits = Math.max(before, after);
		return {
			bench: 'answers',
			...options,
			acknowledged: measured.acknowledged.length,
			perSecond: round(perSecond, 0),
			p50: round(percentile(measured.latencies, 0.5)),
			p95: round(percentile(measured.latencies, 0.95)),
			p99: round(percentile(measured.latencies, 0.99)),
			errors: measured.errors,
			lost,
			rssMb: round(rssMb, 0),
			singleRowCommitsPerSecond: round(commits, 0),
			ratio: round(perSecond / commits, 2)
		};
	} finally {
		await server?.stop();
		await postgres.stop();
		await rm(dataDir, { recursive: true, force: true });
	}
}

const nextSequence = new Map<string, number>();

async function drive(
	server: AppServer,
	takers: readonly Taker[],
	seconds: number
): Promise<Measured> {
	const measured: Measured = { latencies: [], acknowledged: [], errors: 0, elapsed: 0 };
	const address = new URL(server.url);
	const connections = takers.map(() => new LoadConnection(address.hostname, Number(address.port)));
	const started = performance.now();
	const until = started + seconds * 1000;
	await Promise.all(
		takers.map(async (taker, index) => {
			const connection = connections[index] as LoadConnection;
			const path = `/api/attempts/${taker.ref}/responses`;
			let sequence = nextSequence.get(taker.ref) ?? 1;
			while (performance.now() < until) {
				const item = sequence % taker.options.length;
				const option = (sequence * 7 + index) % (taker.options[item] ?? 2);
				const body = `{"events":[{"sequence":${sequence},"item":${item},"chosen":[${option}]}]}`;
				const sentAt = performance.now();
				try {
					const answer = await connection.send(postJson(address.host, path, taker.cookie, body));
					if (answer.status === 200 && answer.body.startsWith(`{"saved":[${sequence}]`)) {
						measured.latencies.push(performance.now() - sentAt);
						measured.acknowledged.push({ ref: taker.ref, sequence });
					} else {
						measured.errors++;
					}
				} catch {
					measured.errors++;
					break;
				}
				sequence++;
			}
			nextSequence.set(taker.ref, sequence);
		})
	);
	measured.elapsed = (performance.now() - started) / 1000;
	for (const connection of connections) connection.close();
	return measured;
}

/** Refuses to measure on a server that acknowledges before the disk has it. */
async function requireDurability(url: string): Promise<void> {
	const { sql, close } = openDatabase(url, 1);
	try {
		for (const name of ['fsync', 'synchronous_commit', 'full_page_writes']) {
			const [row] = await sql<{ value: string }[]>`select current_setting(${name}) as value`;
			if (row?.value !== 'on') throw new Error(`${name} is ${row?.value}, not on`);
		}
	} finally {
		await close();
	}
}

async function countLost(
	url: string,
	acknowledged: readonly { ref: string; sequence: number }[]
): Promise<number> {
	const { sql, close } = openDatabase(url, 1);
	try {
		let present = 0;
		const chunk = 20_000;
		for (let start = 0; start < acknowledged.length; start += chunk) {
			const part = acknowledged.slice(start, start + chunk);
			const [row] = await sql<{ present: number }[]>`
				select count(*)::integer as present
				from unnest(${part.map(({ ref }) => ref.slice(ref.indexOf('.') + 1))}::uuid[],
					${part.map(({ sequence }) => sequence)}::integer[]) as sent (attempt_id, sequence)
				join response_event event on event.attempt_id = sent.attempt_id
					and event.sequence = sent.sequence and event.contest_id = 1`;
			present += row?.present ?? 0;
		}
		return acknowledged.length - present;
	} finally {
		await close();
	}
}
