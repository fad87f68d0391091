import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/**
 * Lets one process at a time through: two builds at once would write into the same directory, and
 * the first to end would declare the half-written build of the other one complete.
 * @returns a function that lets the next one through
 */
export async function takeLock(file: string, onWait: () => void): Promise<() => Promise<void>> {
	await mkdir(dirname(file), { recursive: true });
	for (let waited = false; ; waited = true) {
		try {
			await writeFile(file, String(process.pid), { flag: 'wx' });
			return () => rm(file, { force: true });
		} catch (error) {
			if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
		}
		const owner = Number(await readFile(file, 'utf8').catch(() => ''));
		if (owner > 0 && !isRunning(owner)) {
			// Its owner was killed. Two that find this out at once are kept apart by the "wx" above.
			await rm(file, { force: true });
			continue;
		}
		if (!waited) onWait();
		await wait(500);
	}
}

function isRunning(pid: number): boolean {
	try {
		process.kill(pid, 0);
		return true;
	} catch (error) {
		// EPERM: it runs, as somebody else.
		return (error as NodeJS.ErrnoException).code === 'EPERM';
	}
}
