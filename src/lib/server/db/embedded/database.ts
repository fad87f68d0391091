import postgres from 'postgres';
import { diskFullError, EmbeddedPostgresError } from './errors.ts';
import { SUPERUSER } from './cluster.ts';
import type { DataLayout } from './layout.ts';

const DATABASE = 'hoithi';

/** The connection URL of the application's database on a local port. */
export function databaseUrl(port: number, password: string, database = DATABASE): string {
	return `postgres://${SUPERUSER}:${encodeURIComponent(password)}@127.0.0.1:${port}/${database}`;
}

/**
 * Creates the application's database unless it exists.
 * Throws DATA_DIR_UNUSABLE when the password file does not fit the cluster, DISK_FULL, or the
 * driver's error.
 */
export async function ensureDatabase(
	layout: DataLayout,
	port: number,
	password: string
): Promise<void> {
	const sql = postgres(databaseUrl(port, password, 'postgres'), { max: 1, connect_timeout: 30 });
	try {
		const found = await sql`select 1 from pg_database where datname = ${DATABASE}`;
		if (found.length === 0) await sql`create database ${sql(DATABASE)}`;
	} catch (error) {
		const state = error instanceof postgres.PostgresError ? error.code : '';
		if (state === '53100') throw diskFullError(layout.root, error);
		if (state === '28P01') {
			throw new EmbeddedPostgresError(
				'DATA_DIR_UNUSABLE',
				`The password in ${layout.password} is not that of the cluster beside it: restore both from the same backup.`,
				{ cause: error }
			);
		}
		throw error;
	} finally {
		await sql.end({ timeout: 5 });
	}
}
