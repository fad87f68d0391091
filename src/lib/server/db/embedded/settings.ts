/** How hard a commit is forced to disk; `off` is for tests, whose data may be lost. */
export type Durability = 'full' | 'off';

/** For two cores and 4–24 GiB of memory shared with the application. */
const DEFAULTS: Record<string, string> = {
	max_connections: '100',
	shared_buffers: '256MB',
	effective_cache_size: '2GB',
	work_mem: '16MB',
	maintenance_work_mem: '128MB',
	random_page_cost: '1.1',
	io_workers: '2',
	// Short queries in great number: compiling them or spreading them over two cores costs more
	// than it gives.
	jit: 'off',
	max_parallel_workers_per_gather: '1',

	fsync: 'on',
	synchronous_commit: 'on',
	full_page_writes: 'on',
	// The build has pglz only.
	wal_compression: 'pglz',
	wal_buffers: '16MB',
	min_wal_size: '256MB',
	max_wal_size: '2GB',
	checkpoint_timeout: '15min',
	checkpoint_completion_target: '0.9',

	// Responses are inserted by the million into few tables: keep their statistics and their
	// visibility map fresh without waiting for a fifth of the table to change.
	autovacuum_naptime: '15s',
	autovacuum_max_workers: '2',
	autovacuum_vacuum_scale_factor: '0.05',
	autovacuum_vacuum_insert_scale_factor: '0.05',
	autovacuum_analyze_scale_factor: '0.02',
	autovacuum_vacuum_cost_limit: '1000',

	timezone: 'UTC',
	log_timezone: 'UTC'
};

const NOT_DURABLE: Record<string, string> = {
	fsync: 'off',
	synchronous_commit: 'off',
	full_page_writes: 'off'
};

/**
 * The postmaster's command line. `overrides` wins over the defaults and the durability, but not over
 * what keeps the server private to this machine and known to its owner.
 */
export function serverArguments(options: {
	cluster: string;
	port: number;
	/** see clusterTag */
	tag: string;
	durability: Durability;
	overrides: Record<string, string>;
}): string[] {
	const settings: Record<string, string> = {
		...DEFAULTS,
		...(options.durability === 'off' ? NOT_DURABLE : {}),
		...options.overrides,
		port: String(options.port),
		listen_addresses: '127.0.0.1',
		// The path of a socket may have 107 bytes only, which a deep project exceeds.
		unix_socket_directories: '',
		cluster_name: options.tag,
		// What goes to stderr goes to our bounded log file.
		log_destination: 'stderr',
		logging_collector: 'off'
	};
	const pairs = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
	return ['-D', options.cluster, ...pairs];
}
