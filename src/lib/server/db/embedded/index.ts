import { chooseAccount } from './account.ts';
import { findBinaries } from './binaries.ts';
import { checkCluster, createCluster, readPassword, removeUnfinishedClusters } from './cluster.ts';
import { databaseUrl, ensureDatabase } from './database.ts';
import { toEmbeddedPostgresError } from './errors.ts';
import { superviseServer, type EmbeddedPostgres } from './handle.ts';
import { chooseLauncher } from './launcher.ts';
import { exists, prepareDataDir, type DataLayout } from './layout.ts';
import { claimOwnership, type Ownership } from './owner.ts';
import { startPostmaster } from './postmaster.ts';
import type { Durability } from './settings.ts';

export { EmbeddedPostgresError, type EmbeddedPostgresErrorCode } from './errors.ts';
export type { EmbeddedPostgres, ServerExit } from './handle.ts';

/** What startEmbeddedPostgres needs. */
export interface EmbeddedPostgresOptions {
	/** directory for the cluster, its password and its log; made if absent */
	dataDir: string;
	/** `full` unless told; `off` loses data in a crash and is for tests only */
	durability?: Durability;
	/** settings of PostgreSQL that replace the defaults, e.g. `{ shared_buffers: '1GB' }` */
	settings?: Record<string, string>;
	/** takes lines on what happens, such as the recovery after a crash */
	log?: (line: string) => void;
}

/**
 * Starts the PostgreSQL that the npm packages bring, on a free port of 127.0.0.1, and waits until the
 * database `hoithi` accepts connections. Makes the cluster on the first start; after a crash of the
 * application it ends the server that was left behind and recovers its data.
 *
 * Works as an ordinary user and as root (PostgreSQL then runs as `postgres` or `nobody`).
 * Throws EmbeddedPostgresError, whose message is one sentence that tells what to do.
 */
export async function startEmbeddedPostgres(
	options: EmbeddedPostgresOptions
): Promise<EmbeddedPostgres> {
	try {
		const layout = await prepareDataDir(options.dataDir);
		const ownership = await claimOwnership(layout.owner);
		try {
			return await startOwned(layout, ownership, options);
		} catch (error) {
			await ownership.release();
			throw error;
		}
	} catch (error) {
		throw toEmbeddedPostgresError(error, options.dataDir);
	}
}

async function startOwned(
	layout: DataLayout,
	ownership: Ownership,
	options: EmbeddedPostgresOptions
): Promise<EmbeddedPostgres> {
	const { durability = 'full', settings = {}, log = () => undefined } = options;
	const binaries = await findBinaries();
	const account = await chooseAccount(layout);
	const launcher = await chooseLauncher(account, binaries, layout.root);

	await removeUnfinishedClusters(layout);
	if (await exists(layout.cluster)) {
		await checkCluster(layout, launcher);
	} else {
		log(`Making a new PostgreSQL ${launcher.majorVersion} cluster in ${layout.cluster}.`);
		await createCluster(layout, launcher, binaries, durability === 'full');
	}

	const password = await readPassword(layout);
	const postmaster = await startPostmaster({
		layout,
		launcher,
		binaries,
		durability,
		settings,
		log
	});
	const server = superviseServer(postmaster, ownership, {
		url: databaseUrl(postmaster.port, password),
		dataDir: layout.root
	});
	try {
		await ensureDatabase(layout, postmaster.port, password);
	} catch (error) {
		await server.stop();
		throw error;
	}
	return server;
}
