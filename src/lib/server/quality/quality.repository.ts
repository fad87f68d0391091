import { sql } from 'kysely';
import type { TimedResponse } from '#lib/domain/item-analysis-responses.ts';
import type { AnalysedItem } from '#lib/domain/item-analysis-sums.ts';
import type { Db, Sql } from '#lib/server/db/database.ts';

/** A round, by the keys that attempts carry. */
export interface RoundRef {
	readonly contestId: number;
	readonly roundId: number;
}

/** How many attempts of a round there are; the figures change only when one of these does. */
export interface AttemptCounts {
	/** Papers drawn: attempts of every status. */
	readonly drawn: number;
	readonly closed: number;
	readonly voided: number;
}

export async function countAttempts(db: Db, round: RoundRef): Promise<AttemptCounts> {
	const { rows } = await sql<AttemptCounts>`
		select count(*)::integer as drawn,
			(count(*) filter (where status in ('submitted', 'auto_submitted')))::integer as closed,
			(count(*) filter (where status = 'voided'))::integer as voided
		from attempt where contest_id = ${round.contestId} and round_id = ${round.roundId}`.execute(db);
	return rows[0] ?? { drawn: 0, closed: 0, voided: 0 };
}

/** Everything the analysis needs of the items in a round's pool. */
export async function listPoolItems(db: Db, roundId: number): Promise<AnalysedItem[]> {
	const { rows } = await sql<AnalysedItem>`
		select version.id as "versionId", (version.content ->> 'key')::integer as key, version.points,
			jsonb_array_length(version.content -> 'options') as "optionCount"
		from round_item join item_version version on version.id = round_item.item_version_id
		where round_item.round_id = ${roundId} order by version.id`.execute(db);
	return rows;
}

/** How many of the newest `limit` papers drawn in a round there are, and how many held each version. */
export async function countExposure(
	db: Db,
	round: RoundRef,
	limit: number
): Promise<{ papers: number; held: Map<number, number> }> {
	const { rows } = await sql<{ versionId: number | null; held: number }>`
		with drawn as materialized (
			select paper from attempt
			where contest_id = ${round.contestId} and round_id = ${round.roundId}
			order by id desc limit ${limit}
		)
		select (place ->> 'versionId')::integer as "versionId", count(*)::integer as held
		from drawn, jsonb_array_elements(paper) as place group by 1
		union all
		select null, count(*)::integer from drawn`.execute(db);
	const held = new Map<number, number>();
	let papers = 0;
	for (const row of rows) {
		if (row.versionId === null) papers = row.held;
		else held.set(row.versionId, row.held);
	}
	return { papers, held };
}

/** A closed attempt: its items in the order of the paper, and its log in the order of arrival. */
export interface AttemptLog {
	readonly versionIds: readonly number[];
	readonly startedAt: number;
	readonly log: readonly TimedResponse[];
}

/**
 * The first closed attempt of each person in a round, of the newest `limit`, some at a time. One
 * attempt per person: a second one is not independent of the first. Voided attempts do not count.
 */
export async function* readFirstAttempts(
	driver: Sql,
	round: RoundRef,
	limit: number,
	chunk: number
): AsyncGenerator<AttemptLog[]> {
	const rows = driver<
		{
			version_ids: number[];
			started_ms: number;
			items: number[] | null;
			sequences: number[];
			chosen: number[];
			received_ms: number[];
		}[]
	>`
		with first as (
			select distinct on (person_id) id, closed_at from attempt
			where contest_id = ${round.contestId} and round_id = ${round.roundId}
				and status in ('submitted', 'auto_submitted')
			order by person_id, ordinal
		), newest as (
			select id from first order by closed_at desc, id desc limit ${limit}
		)
		select jsonb_path_query_array(attempt.paper, '$[*].versionId') as version_ids,
			(extract(epoch from attempt.started_at) * 1000)::float8 as started_ms,
			log.items, log.sequences, log.chosen, log.received_ms
		from newest
		join attempt on attempt.contest_id = ${round.contestId} and attempt.id = newest.id
		cross join lateral (
			select array_agg(item order by received_at, sequence) as items,
				array_agg(sequence order by received_at, sequence) as sequences,
				array_agg(chosen order by received_at, sequence) as chosen,
				array_agg((extract(epoch from received_at) * 1000)::float8 order by received_at, sequence)
					as received_ms
			from response_event
			where contest_id = ${round.contestId} and attempt_id = newest.id
		) as log`.cursor(chunk);
	for await (const part of rows) {
		yield part.map((row) => ({
			versionIds: row.version_ids,
			startedAt: row.started_ms,
			log: (row.items ?? []).map((item, index) => ({
				item,
				sequence: row.sequences[index] ?? 0,
				chosen: row.chosen[index] ?? 0,
				receivedAt: row.received_ms[index] ?? 0
			}))
		}));
	}
}

/** The newest published rounds that draw from a bank, at most `limit`, and how many there are in all. */
export async function listBankRounds(
	db: Db,
	bankId: number,
	limit: number
): Promise<{ rounds: RoundRef[]; total: number }> {
	const { rows } = await sql<RoundRef & { total: number }>`
		select round.id as "roundId", contest.id as "contestId", (count(*) over ())::integer as total
		from round join contest on contest.id = round.contest_id
		where contest.status <> 'draft' and exists (
			select from jsonb_path_query(contest.rules, 'lax $.**.bankId') as bank
			where bank = to_jsonb(${bankId}::integer)
		)
		order by round.opens_at desc, round.id desc limit ${limit}`.execute(db);
	return {
		rounds: rows.map(({ contestId, roundId }) => ({ contestId, roundId })),
		total: rows[0]?.total ?? 0
	};
}

/** A version of an item of a bank, as lists and pages name it. */
export interface BankVersion {
	readonly versionId: number;
	/** Key of the item within its bank; it stays the same over all versions. */
	readonly itemKey: string;
	readonly version: number;
	/** The newest version of an item in use: the one that papers will hold. */
	readonly inUse: boolean;
}

/** The versions of a bank's items: the newest of each in use, and those among `versionIds`. */
export async function listBankVersions(
	db: Db,
	bankId: number,
	versionIds: readonly number[]
): Promise<BankVersion[]> {
	const { rows } = await sql<BankVersion>`
		select version.id as "versionId", item.key as "itemKey", version.version,
			(item.retired_at is null and version.version = newest.version) as "inUse"
		from item
		join item_version version on version.item_id = item.id
		cross join lateral (
			select max(other.version) as version from item_version other where other.item_id = item.id
		) as newest
		where item.bank_id = ${bankId} and (
			(item.retired_at is null and version.version = newest.version)
			or version.id = any(${[...versionIds]}::integer[])
		)
		order by item.ordinal, item.id, version.version`.execute(db);
	return rows;
}
