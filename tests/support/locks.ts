import type postgres from 'postgres';
import { waitUntil } from './wait-until.ts';

/** Waits until this many statements of the test's database wait for a lock. */
export async function untilBlocked(sql: postgres.Sql, statements: number): Promise<void> {
	await waitUntil(`${statements} statements wait for a lock`, async () => {
		const [row] = await sql<{ blocked: number }[]>`
			select count(*)::integer as blocked from pg_stat_activity
			where datname = current_database() and wait_event_type = 'Lock'`;
		return row !== undefined && row.blocked >= statements;
	});
}
