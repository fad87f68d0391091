import { readFile, stat } from 'node:fs/promises';
import { EmbeddedPostgresError } from './errors.ts';
import { exists, isRoot, type DataLayout } from './layout.ts';

/** The user that PostgreSQL runs as. */
export interface ServerAccount {
	name: string;
	uid: number;
	gid: number;
}

/**
 * Root's stand-in: PostgreSQL refuses to run as root. The owner of an existing cluster, so that a
 * single start as root does not take the data away from an ordinary user; otherwise `postgres`, or
 * `nobody`. Null when this process is not root, and PostgreSQL runs as the same user.
 * Throws START_FAILED when the machine has neither user.
 */
export async function chooseAccount(layout: DataLayout): Promise<ServerAccount | null> {
	if (!isRoot()) return null;
	const users = parseUsers(await readFile('/etc/passwd', 'utf8').catch(() => ''));
	if (await exists(layout.cluster)) {
		const { uid, gid } = await stat(layout.cluster);
		if (uid !== 0) {
			return users.find((user) => user.uid === uid) ?? { name: `uid ${uid}`, uid, gid };
		}
	}
	for (const wanted of ['postgres', 'nobody']) {
		const account = users.find(({ name, uid }) => name === wanted && uid !== 0);
		if (account) return account;
	}
	throw new EmbeddedPostgresError(
		'START_FAILED',
		'PostgreSQL does not run as root and this machine has no user "postgres" or "nobody": start as an ordinary user, or set DATABASE_URL.'
	);
}

/** The users in the text of /etc/passwd. */
function parseUsers(passwd: string): ServerAccount[] {
	return passwd
		.split('\n')
		.map((line) => line.split(':'))
		.filter((fields) => fields.length >= 4 && fields[2] !== '' && fields[3] !== '')
		.map(([name = '', , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }))
		.filter(({ uid, gid }) => Number.isInteger(uid) && Number.isInteger(gid));
}
