/**
 * Production entry: `npm start`. Prepares the installation, builds when needed, and serves the built
 * application with its sockets on one HTTP server until SIGINT, SIGTERM or SIGHUP.
 */
import { resolve } from 'node:path';
import { runUntilStopped } from './cli/process.ts';
import { serve } from './cli/serve.ts';
import { readConfig } from '#lib/server/config.ts';

const root = resolve(import.meta.dirname, '..');
const say = (line: string) => console.log(line);

await runUntilStopped(async (life) => {
	const config = readConfig(process.env);
	const { origin, setupPath } = await serve({ config, root, say, life });
	say(`Hội thi serves on ${origin}`);
	if (setupPath === null) return;
	say('There is no administrator yet. Open this link once to create the first one:');
	say(`  ${origin}${setupPath}`);
});
