import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { killUsersOf } from './process.ts';

/** The root of the project. */
export const root = resolve(import.meta.dirname, '../..');

/**
 * A directory for everything that the stages write to "the temporary directory". Removing it also
 * ends the processes that still use it.
 */
export async function createTemporaryDirectory(): Promise<{
	path: string;
	remove(): Promise<void>;
}> {
	// A short name: sockets of databases and browsers below it have a limit of about 100 characters.
	const path = await mkdtemp(join(tmpdir(), 'hoithi-'));
	// A database server that root starts runs as another user, who must be able to pass through.
	await chmod(path, 0o711);
	return {
		path,
		remove: async () => {
			killUsersOf(path);
			await rm(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
		}
	};
}

/** The environment of the stages: never interactive, and the same on every machine. */
export function childEnvironment(temporaryDirectory: string): NodeJS.ProcessEnv {
	const environment: NodeJS.ProcessEnv = {
		...process.env,
		PATH: [join(root, 'node_modules/.bin'), process.env.PATH ?? ''].join(delimiter),
		TMPDIR: temporaryDirectory,
		CI: 'true',
		npm_config_yes: 'true',
		npm_config_update_notifier: 'false'
	};
	// Tests bring their own database; what a developer has configured is out of their reach.
	for (const name of ['DATABASE_URL', 'REDIS_URL', 'NODE_ENV', 'FORCE_COLOR', 'NO_COLOR']) {
		delete environment[name];
	}
	if (process.stdout.isTTY && !process.env.NO_COLOR) environment.FORCE_COLOR = '1';
	else environment.NO_COLOR = '1';
	return environment;
}
