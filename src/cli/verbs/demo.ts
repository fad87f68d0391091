import { resolve } from 'node:path';
import { readConfig } from '#lib/server/config.ts';
import { wholeNumber } from '../arguments.ts';
import { prepareDemo } from '../demo/installation.ts';
import { demoNotice } from '../demo/notice.ts';
import { startSimulation } from '../demo/simulation.ts';
import type { DemoState } from '../demo/state.ts';
import { runUntilStopped } from '../process.ts';
import { serve } from '../serve.ts';
import type { Call, Verb } from '../verb.ts';

/** Serves a sample installation in which simulated candidates keep taking the exam. */
export const demo: Verb = {
	name: 'demo',
	summary: 'serve an invented province whose people keep taking the exam (npm run demo)',
	operands: [],
	required: 0,
	options: {
		'data-dir': { value: 'folder', summary: 'where the demo is kept (.data/demo)' },
		port: { value: 'number', summary: 'port to serve on (PORT, or 3000)' },
		takers: { value: 'number', summary: 'simulated candidates at work at once (40; 0 for none)' },
		seconds: { value: 'number', summary: 'about how long an attempt takes them (40)' }
	},
	run: async ({ options, root }) => {
		const takers = numberOf(options, 'takers', 40, 0, 500);
		const seconds = numberOf(options, 'seconds', 40, 1, 600);
		const port = options['port'] && numberOf(options, 'port', 3000, 0, 65_535);
		const dataDir = resolve(String(options['data-dir'] ?? '.data/demo'));
		const say = (line: string) => console.log(line);
		await runUntilStopped(async (life) => {
			const config = readConfig({
				...process.env,
				// An invented province has no place in a database that somebody works with.
				DATABASE_URL: undefined,
				DATA_DIR: dataDir,
				...(port === undefined ? {} : { PORT: String(port) })
			});
			const made: { state?: DemoState } = {};
			const { origin } = await serve({
				config,
				root,
				say,
				life,
				beforeServing: async (databaseUrl) => {
					made.state = await prepareDemo({ databaseUrl, dataDir, root, say });
				}
			});
			if (!made.state) return;
			say(demoNotice(made.state, origin));
			if (takers === 0) return;
			const onEnd = () => console.error('The simulated candidates have ended; the server goes on.');
			life.onShutdown(startSimulation({ dataDir, origin, takers, seconds, onEnd }));
			say(
				`${takers} thí sinh mô phỏng đang làm bài. Dừng: Ctrl+C / simulated candidates; stop: Ctrl+C`
			);
		});
		return 0;
	}
};

function numberOf(
	options: Call['options'],
	name: string,
	standard: number,
	min: number,
	max: number
): number {
	const text = options[name];
	return text === undefined ? standard : wholeNumber(`--${name}`, String(text), min, max);
}
