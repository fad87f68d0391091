import type { FileLimits } from '#lib/server/files/file-limits.ts';

/** How large a file of questions may be. */
export const bankFileLimits: FileLimits = {
	bytes: 40 * 2 ** 20,
	unpackedBytes: 200 * 2 ** 20,
	rows: 50_000,
	columns: 60
};
