/**
 * A process that owns an embedded PostgreSQL, for tests that kill it or race several of them.
 * Arguments: the data directory, and optionally SQL that is committed before the report.
 * Prints one line of JSON, `{"url", "pid"}` or `{"code", "message"}`; stops when its stdin ends.
 */
import postgres from 'postgres';
import { EmbeddedPostgresError, startEmbeddedPostgres } from '#lib/server/db/embedded/index.ts';

const [dataDir = '', statement] = process.argv.slice(2);
try {
	const server = await startEmbeddedPostgres({ dataDir });
	if (statement) {
		const sql = postgres(server.url, { max: 1 });
		await sql.unsafe(statement);
		await sql.end();
	}
	console.log(JSON.stringify({ url: server.url, pid: server.pid }));
	process.stdin.resume().once('end', () => void server.stop());
} catch (error) {
	if (!(error instanceof EmbeddedPostgresError)) throw error;
	console.log(JSON.stringify({ code: error.code, message: error.message }));
}
