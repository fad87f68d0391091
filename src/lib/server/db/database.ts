import { Kysely, type Transaction as KyselyTransaction } from 'kysely';
import { PostgresJSDialect } from 'kysely-postgres-js';
import postgres from 'postgres';
import type { Schema } from './schema.ts';

/** Query builder over a pool or a transaction. Functions that only read or write one statement take this. */
export type Db = Kysely<Schema>;
/** Query builder within a transaction; functions that lock take this. */
export type Transaction = KyselyTransaction<Schema>;
/** The driver itself, for the few statements on the hot path and for Lucia's adapter. */
export type Sql = postgres.Sql;

/** An open pool of connections in the two forms the product uses; both share the connections. */
export interface Database {
	readonly db: Db;
	readonly sql: Sql;
	/** Waits for running queries and closes every connection. */
	close(): Promise<void>;
}

/** Opens a pool of at most `pool` connections. Connecting happens with the first query. */
export function openDatabase(url: string, pool: number): Database {
	const sql = postgres(url, {
		max: pool,
		connect_timeout: 10,
		idle_timeout: 300,
		// "relation already exists, skipping" and the like are no news.
		onnotice: () => {},
		types: {
			// Repositories hand over JSON as text (the driver would quote it once more).
			json: {
				to: 114,
				from: [114, 3802],
				serialize: (value: unknown) => (typeof value === 'string' ? value : JSON.stringify(value)),
				parse: (value: string): unknown => JSON.parse(value)
			},
			// A day stays a day: a Date would shift it by the machine's zone.
			day: {
				to: 1082,
				from: [1082],
				serialize: (value: string) => value,
				parse: (value: string) => value
			}
		},
		connection: { application_name: 'hoithi', TimeZone: 'UTC' }
	}) as unknown as Sql;
	const db = new Kysely<Schema>({ dialect: new PostgresJSDialect({ postgres: sql }) });
	return {
		db,
		sql,
		close: async () => {
			await sql.end({ timeout: 10 });
		}
	};
}
