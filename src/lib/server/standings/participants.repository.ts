import { sql } from 'kysely';
import type { Transaction } from '#lib/server/db/database.ts';

/** Counts attempts per person of a contest again, while nobody starts one. */
export async function rebuildParticipants(trx: Transaction, contestId: number): Promise<void> {
	await sql`lock table participant in share row exclusive mode`.execute(trx);
	await trx.deleteFrom('participant').where('contest_id', '=', contestId).execute();
	await sql`
		insert into participant (contest_id, person_id, unit_id, attempts)
		select contest_id, person_id, (array_agg(unit_id order by ordinal))[1], count(*)
		from attempt where contest_id = ${contestId} and status <> 'voided'
		group by contest_id, person_id`.execute(trx);
}
