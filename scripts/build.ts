/**
 * The production build: `npm run build`. With `--if-stale` it does nothing when the build already
 * belongs to the sources that are there.
 */
import { join, resolve } from 'node:path';
import { hashInputs, isBuildFresh, stampBuild, unstampBuild } from './build/freshness.ts';
import { takeLock } from './build/lock.ts';

const root = resolve(import.meta.dirname, '..');

async function main(): Promise<void> {
	const started = performance.now();
	const release = await takeLock(join(root, '.cache/build.lock'), () =>
		console.log('Waiting for another build to end …')
	);
	try {
		if (process.argv.includes('--if-stale') && (await isBuildFresh(root))) {
			console.log('The production build is up to date.');
			return;
		}
		await unstampBuild(root);
		const hash = await hashInputs(root);
		// A shell with NODE_ENV=development must not put Svelte's development code into the build.
		process.env.NODE_ENV = 'production';
		process.chdir(root);
		const { build } = await import('vite');
		withoutNoise(console);
		await build({
			root,
			mode: 'production',
			logLevel: 'warn',
			// A slow machine is no reason for a page of advice on plugins.
			build: { rolldownOptions: { checks: { bundlerTimings: false } } }
		});
		await stampBuild(root, hash);
		const seconds = ((performance.now() - started) / 1000).toFixed(1);
		console.log(`Built for production in ${seconds} s.`);
	} finally {
		await release();
	}
}

const noise = /^Circular dependency: node_modules\/|^Generated an empty chunk|PLUGIN_TIMINGS/;

/** Leaves out what the bundler of the adapter says about packages, which nobody here can change. */
function withoutNoise(output: Pick<Console, 'warn'>): void {
	const warn = output.warn;
	output.warn = (first: unknown, ...rest: unknown[]) => {
		if (!noise.test(String(first))) warn(first, ...rest);
	};
}

try {
	await main();
	// Without this the process lingers for half a minute: a plugin keeps the event loop busy.
	process.exit(0);
} catch (error) {
	console.error(error);
	process.exit(1);
}
