import type { AttemptRef } from '#lib/domain/attempt-ref.ts';
import type { LoggedResponse } from '#lib/domain/responses.ts';
import type { Db, Sql } from '#lib/server/db/database.ts';

/** A response about to be written, with its arrival in ms since 1970 UTC. */
export interface ArrivedResponse extends LoggedResponse {
	readonly ref: AttemptRef;
	/** Page that numbered it. */
	readonly client: number;
	readonly receivedAt: number;
}

/**
 * What became of a response: written or already there (`saved`), its attempt is closed, or another
 * choice holds its sequence number (a second page writes to the same attempt).
 */
export type AppendOutcome = 'saved' | 'closed' | 'conflict';

/**
 * Appends responses of any number of people to the log in one statement, which is one commit. Each
 * attempt is locked against closing while its responses are written, so that an acknowledged response
 * is always part of the score. Gives an outcome per entry, in order. Rows are written in the order of
 * their key: two statements with the same responses (a page repeats what was not answered in time)
 * would otherwise wait for each other.
 */
export async function appendResponses(
	sql: Sql,
	entries: readonly ArrivedResponse[]
): Promise<AppendOutcome[]> {
	const contestIds: number[] = [];
	const attemptIds: string[] = [];
	const sequences: number[] = [];
	const clients: number[] = [];
	const items: number[] = [];
	const chosen: number[] = [];
	const received: number[] = [];
	for (const entry of entries) {
		contestIds.push(entry.ref.contestId);
		attemptIds.push(entry.ref.attemptId);
		sequences.push(entry.sequence);
		clients.push(entry.client);
		items.push(entry.item);
		chosen.push(entry.chosen);
		received.push(entry.receivedAt);
	}
	const written = await sql<{ attempt_id: string; sequence: number }[]>`
		with arrived as (
			select * from unnest(${list(contestIds)}::text::integer[], ${list(attemptIds)}::text::uuid[],
				${list(sequences)}::text::integer[], ${list(clients)}::text::integer[],
				${list(items)}::text::smallint[], ${list(chosen)}::text::smallint[],
				${list(received)}::text::float8[])
				as arrived (contest_id, attempt_id, sequence, client, item, chosen, received_ms)
		), open as (
			select contest_id, id from attempt
			where (contest_id, id) in (select contest_id, attempt_id from arrived) and status = 'in_progress'
			order by contest_id, id
			for share
		)
		insert into response_event (contest_id, attempt_id, sequence, client, item, chosen, received_at)
		select arrived.contest_id, attempt_id, sequence, client, item, chosen, to_timestamp(received_ms / 1000)
		from arrived join open on open.contest_id = arrived.contest_id and open.id = arrived.attempt_id
		order by arrived.contest_id, attempt_id, sequence
		on conflict on constraint response_event_pk do nothing
		returning attempt_id, sequence`;
	const firsts = new Map<string, ArrivedResponse>();
	let repeated = false;
	for (const entry of entries) {
		const key = entryKey(entry.ref.attemptId, entry.sequence);
		if (firsts.has(key)) repeated = true;
		else firsts.set(key, entry);
	}
	if (written.length === entries.length) return entries.map(() => 'saved');
	const fresh = new Set(
		repeated ? [] : written.map((row) => entryKey(row.attempt_id, row.sequence))
	);
	const unclear = entries.filter(
		(entry) => !fresh.has(entryKey(entry.ref.attemptId, entry.sequence))
	);
	const explained = await explain(sql, unclear);
	return entries.map((entry) =>
		fresh.has(entryKey(entry.ref.attemptId, entry.sequence)) ? 'saved' : explained(entry)
	);
}

/** Numbers or ids as the text of an array: the driver's own way escapes each element. */
function list(values: readonly (number | string)[]): string {
	return `{${values.join(',')}}`;
}

/** Why responses were not written: compares them with what the log holds. */
async function explain(
	sql: Sql,
	entries: readonly ArrivedResponse[]
): Promise<(entry: ArrivedResponse) => AppendOutcome> {
	const rows = await sql<
		{
			attempt_id: string;
			sequence: number;
			client: number | null;
			item: number | null;
			chosen: number | null;
			open: boolean;
		}[]
	>`
		select arrived.attempt_id, arrived.sequence, event.client, event.item, event.chosen,
			coalesce(attempt.status = 'in_progress', false) as open
		from unnest(${entries.map((entry) => entry.ref.contestId)}::integer[],
			${entries.map((entry) => entry.ref.attemptId)}::uuid[],
			${entries.map((entry) => entry.sequence)}::integer[])
			as arrived (contest_id, attempt_id, sequence)
		left join response_event event on event.contest_id = arrived.contest_id
			and event.attempt_id = arrived.attempt_id and event.sequence = arrived.sequence
		left join attempt on attempt.contest_id = arrived.contest_id and attempt.id = arrived.attempt_id`;
	const known = new Map(rows.map((row) => [entryKey(row.attempt_id, row.sequence), row]));
	return (entry) => {
		const row = known.get(entryKey(entry.ref.attemptId, entry.sequence));
		if (
			row &&
			row.client === entry.client &&
			row.item === entry.item &&
			row.chosen === entry.chosen
		)
			return 'saved';
		return row?.open ? 'conflict' : 'closed';
	};
}

function entryKey(attemptId: string, sequence: number): string {
	return `${attemptId}:${sequence}`;
}

/** The response that the log holds under a sequence number. */
export async function findLogged(
	db: Db,
	ref: AttemptRef,
	sequence: number
): Promise<(LoggedResponse & { client: number }) | undefined> {
	return db
		.selectFrom('response_event')
		.select(['sequence', 'client', 'item', 'chosen'])
		.where('contest_id', '=', ref.contestId)
		.where('attempt_id', '=', ref.attemptId)
		.where('sequence', '=', sequence)
		.executeTakeFirst();
}

/** The latest response per item of one attempt, and the highest sequence used. */
export async function readResponses(
	db: Db,
	ref: AttemptRef
): Promise<{ latest: Map<number, LoggedResponse>; lastSequence: number }> {
	const rows = await db
		.selectFrom('response_event')
		.distinctOn('item')
		.select(['item', 'sequence', 'chosen'])
		.where('contest_id', '=', ref.contestId)
		.where('attempt_id', '=', ref.attemptId)
		.orderBy('item')
		.orderBy('sequence', 'desc')
		.execute();
	return {
		latest: new Map(rows.map((row) => [row.item, row])),
		lastSequence: rows.reduce((last, row) => Math.max(last, row.sequence), 0)
	};
}
