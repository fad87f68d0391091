import { readdir } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { Migrator, type Migration } from 'kysely/migration';
import { openDatabase } from './database.ts';

/**
 * Brings the database at `url` to the newest schema; safe to call from several nodes at once (Kysely
 * takes a lock). Gives the names of the migrations applied now. `folder` holds NNNN-topic.ts files.
 * Throws the error of the failing migration; PostgreSQL rolls back what it had done.
 */
export async function migrateToLatest(url: string, folder = migrationsFolder()): Promise<string[]> {
	return withMigrator(url, folder, async (migrator) => {
		const { error, results } = await migrator.migrateToLatest();
		if (error) throw error;
		return (results ?? []).map((result) => result.migrationName);
	});
}

/** Names of the migrations that the database at `url` lacks. */
export async function pendingMigrations(
	url: string,
	folder = migrationsFolder()
): Promise<string[]> {
	return withMigrator(url, folder, async (migrator) =>
		(await migrator.getMigrations())
			.filter((migration) => migration.executedAt === undefined)
			.map((migration) => migration.name)
	);
}

async function withMigrator<T>(
	url: string,
	folder: string,
	work: (migrator: Migrator) => Promise<T>
): Promise<T> {
	const database = openDatabase(url, 2);
	try {
		return await work(
			new Migrator({
				db: database.db,
				provider: { getMigrations: () => readMigrations(folder) }
			})
		);
	} finally {
		await database.close();
	}
}

function migrationsFolder(): string {
	return fileURLToPath(new URL('../../../../migrations/', import.meta.url));
}

async function readMigrations(folder: string): Promise<Record<string, Migration>> {
	const migrations: Record<string, Migration> = {};
	for (const file of (await readdir(folder)).filter((name) => name.endsWith('.ts')).sort()) {
		const module: unknown = await import(/* @vite-ignore */ pathToFileURL(join(folder, file)).href);
		migrations[file.replace(/\.ts$/, '')] = module as Migration;
	}
	return migrations;
}
