import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { root } from './environment.ts';
import { runCommand } from './process.ts';

type Log = (line: string) => void;

const minute = 60_000;

const systemNames = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome'];

/** Where macOS keeps the programs that are not on PATH. */
const macPaths = [
	'/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
	'/Applications/Chromium.app/Contents/MacOS/Chromium'
];

/**
 * The path of a Chromium that starts. Takes, in this order: CHROMIUM_PATH, the system's, one that
 * Playwright has downloaded before, Debian's package (as root), a fresh download by Playwright.
 * @throws Error with a sentence that says what to do when there is none
 */
export async function findOrInstallChromium(log: Log, abort?: AbortSignal): Promise<string> {
	const configured = process.env.CHROMIUM_PATH;
	if (configured) {
		if (!(await starts(configured))) {
			throw new Error(`CHROMIUM_PATH is ${configured}, which is no browser that starts.`);
		}
		log(`Chromium: ${configured} (CHROMIUM_PATH)`);
		return configured;
	}
	const found = (await findSystem(log, 'system')) ?? (await findPlaywrights(log));
	if (found) return found;

	if (process.getuid?.() === 0 && onPath('apt-get')) {
		await installDebianPackage(log, abort);
		const installed = await findSystem(log, "installed Debian's package");
		if (installed) return installed;
	}
	if (!abort?.aborted) {
		await downloadWithPlaywright(log, abort);
		const downloaded = await findPlaywrights(log);
		if (downloaded) return downloaded;
	}
	throw new Error(
		'No Chromium for the browser tests: install Chromium or Google Chrome, run ' +
			'"npx playwright install chromium", or set CHROMIUM_PATH to the program.'
	);
}

async function findSystem(log: Log, source: string): Promise<string | undefined> {
	const onThisPath = systemNames.map(onPath).filter((path) => path !== undefined);
	for (const path of [...onThisPath, ...macPaths.filter((path) => existsSync(path))]) {
		if (await starts(path)) {
			log(`Chromium: ${path} (${source})`);
			return path;
		}
		// Ubuntu's chromium-browser is a script that only says "install the snap".
		log(`Chromium: passing over ${path}, it does not start`);
	}
	return undefined;
}

async function findPlaywrights(log: Log): Promise<string | undefined> {
	// Imported here: loading Playwright takes a moment, and most runs need none of it.
	const { chromium } = await import('@playwright/test');
	const path = chromium.executablePath();
	if (!existsSync(path) || !(await starts(path))) return undefined;
	log(`Chromium: ${path} (downloaded by Playwright)`);
	return path;
}

async function installDebianPackage(log: Log, abort?: AbortSignal): Promise<void> {
	log('Chromium: none found, installing the package "chromium" with apt-get');
	const aptGet = async (timeoutMs: number, ...args: string[]): Promise<boolean> => {
		// Another installation on the same machine holds the lock for a while: wait for it.
		const lock = ['-o', 'DPkg::Lock::Timeout=300', '-o', 'Acquire::Retries=3'];
		const [result, output] = await capture('apt-get', ['-y', ...lock, ...args], timeoutMs, abort);
		if (result) return true;
		log(`Chromium: apt-get ${args[0]} failed: ${lastError(output)}`);
		return false;
	};
	const packages = ['--no-install-recommends', 'chromium', 'fonts-dejavu-core'];
	for (const attempt of [1, 2]) {
		// The lists that are there may do even when they cannot be refreshed.
		await aptGet(3 * minute, 'update');
		if (await aptGet(8 * minute, 'install', ...packages)) return;
		if (attempt === 2 || abort?.aborted) return;
		await wait(10_000);
	}
}

async function downloadWithPlaywright(log: Log, abort?: AbortSignal): Promise<void> {
	log('Chromium: none found, asking Playwright to download one');
	const cli = join(root, 'node_modules/@playwright/test/cli.js');
	const args = [cli, 'install', 'chromium'];
	const [done, output] = await capture(process.execPath, args, 3 * minute, abort);
	if (!done) log(`Chromium: Playwright's download failed: ${lastError(output)}`);
}

async function starts(path: string): Promise<boolean> {
	const [done] = await capture(path, ['--version'], 30_000);
	return done;
}

/** Whether the program succeeded, and what it said. */
async function capture(
	program: string,
	args: string[],
	timeoutMs: number,
	abort?: AbortSignal
): Promise<[succeeded: boolean, output: string]> {
	let output = '';
	const result = await runCommand(program, args, {
		cwd: root,
		env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
		timeoutMs,
		onOutput: (text) => (output += text),
		abort
	});
	return [result.code === 0, output + (result.error ?? '')];
}

/** The line of the output that most likely says what went wrong. */
function lastError(output: string): string {
	const lines = output.split('\n').filter((line) => line.trim() !== '');
	return (lines.findLast((line) => /^(E:|Error|error)/.test(line)) ?? lines.at(-1) ?? '').trim();
}

/** The full path of a program, or undefined when there is none of that name. */
function onPath(name: string): string | undefined {
	return (process.env.PATH ?? '')
		.split(delimiter)
		.filter((directory) => directory !== '')
		.map((directory) => join(directory, name))
		.find((path) => existsSync(path));
}
