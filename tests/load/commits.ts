import postgres from 'postgres';

/**
 * One-row insert transactions per second on the database at `url`, each committed to disk before the
 * next of its connection, over `connections` connections for `seconds`.
 */
export async function singleRowCommits(
	url: string,
	connections: number,
	seconds: number
): Promise<number> {
	const sql = postgres(url, { max: connections, onnotice: () => {} });
	try {
		await sql`drop table if exists bench_commit`;
		await sql`create table bench_commit (id bigint generated always as identity primary key,
			attempt_id uuid not null, item smallint not null, chosen smallint not null)`;
		const attempt = '00000000-0000-7000-8000-000000000000';
		let commits = 0;
		const insert = () =>
			sql`insert into bench_commit (attempt_id, item, chosen) values (${attempt}, 1, 2)`;
		// Connections and prepared statements are ready before the clock starts.
		await Promise.all(Array.from({ length: connections * 4 }, insert));
		const started = performance.now();
		const until = started + seconds * 1000;
		await Promise.all(
			Array.from({ length: connections }, async () => {
				while (performance.now() < until) {
					await insert();
					commits++;
				}
			})
		);
		const elapsed = (performance.now() - started) / 1000;
		await sql`drop table bench_commit`;
		return commits / elapsed;
	} finally {
		await sql.end();
	}
}
